import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPeopleIndex } from "../../../../src/campaign/find/people-index.ts";
import { shippedPrisoners } from "../../shipped-content.ts";
import { realSpellings, traps } from "./real-spellings.ts";

const find = createPeopleIndex(shippedPrisoners);
const slugs = (query: string): string[] => find(query).people.map(({ slug }) => slug);
const answer = (query: string): string => `${find(query).verdict}: ${slugs(query).join(", ")}`;

describe("spellings that the press has used", () => {
  test.each(realSpellings.filter(({ kind }) => !kind.startsWith("surname only")))("$query is answered directly", ({ query, slug }) => {
    expect(answer(query)).toBe(`direct: ${slug}`);
  });

  test.each(traps)("$query is never answered with $never", ({ query, never }) => {
    expect(answer(query)).not.toBe(`direct: ${never}`);
  });
});

test.each(["Zołatava", "Pushkin", "/prisoner Kolesnikova", "Бабарыка", "Sharenda"])("a surname alone offers a choice: %s", (query) => {
  expect(find(query).verdict).toBe("choice");
});

test("a surname alone that is recorded as somebody's spelling answers directly", () => {
  expect(answer("Лобкович")).toBe("direct: uladzimir-labkovich");
});

test.each([
  ["Андрэя Аляксандрава", "andrei-aliaksandrau"],
  ["Марыі Калеснікавай", "maria-kalesnikava"],
  ["Марыю Калеснікаву", "maria-kalesnikava"],
  ["Марией Колесниковой", "maria-kalesnikava"],
  ["Алесем Бяляцкім", "ales-bialiatski"],
  ["Алесю Беляцкому", "ales-bialiatski"],
  ["Николаем Статкевичем", "mikalai-statkevich"],
  ["Міколы Статкевіча", "mikalai-statkevich"],
  ["Уладзімірам Лабковічам", "uladzimir-labkovich"],
])("a name in another case answers directly: %s", (query, slug) => {
  expect(answer(query)).toBe(`direct: ${slug}`);
});

test.each([
  "#FreeMariaKalesnikava",
  "#freemariakalesnikava",
  "who is Maria Kolesnikova?",
  "/prisoner@rollcall_bot Maria Kalesnikava",
  "🕊 Марыя Калеснікава 🕊",
  "Kalesnikava, Maria",
  "Мария Александровна Колесникова",
  "MARIA KALESNIKAVA",
  "Maria\u200b Kalesni\u200bkava\u202e",
])("what stands around and inside a name does not count: %s", (query) => {
  expect(answer(query)).toBe("direct: maria-kalesnikava");
});

test.each([
  ["Maria Kalesnikva", "a slip"],
  ["Марыя Калесникава Петровна Иванова", "words that are not hers"],
  ["Мария Петровна Колесникова", "another father's name"],
  ["M. Kalesnikava", "an initial"],
  ["Maria Kolesnikov", "a man's form of the surname"],
  ["Masha Kalesnikava", "an everyday form of the first name"],
])("%s (%s) offers a choice and answers nothing by itself", (query) => {
  expect(answer(query)).toBe("choice: maria-kalesnikava");
});

test.each(["Sviatlana Tsikhanouskaya", "Iryna Zlobina", "", "  ", "💔", "123", "/prisoner", "שלום", "who is"])(
  "nobody is found for %j",
  (query) => {
    expect(find(query)).toEqual({ query, verdict: "none", people: [] });
  },
);

test("a first name that is not theirs never answers with somebody of that surname", () => {
  for (const query of ["Iryna Babaryka", "Siarhei Tsikhanouskaya", "Sviatlana Tsikhanouski", "Anna Kalesnikava"])
    expect(find(query).verdict).not.toBe("direct");
});

test("people with the same name are always a choice, and only their slugs tell them apart", () => {
  const [one] = shippedPrisoners;
  const twin = { ...one!, slug: `${one!.slug}-2` };
  const findAmongTwins = createPeopleIndex([...shippedPrisoners, twin]);
  expect(findAmongTwins("Ales Bialiatski")).toMatchObject({ verdict: "choice", people: [{ slug: one!.slug }, { slug: twin.slug }] });
  expect(findAmongTwins(twin.slug)).toMatchObject({ verdict: "direct", people: [{ slug: twin.slug }] });
});

test("a slug is found as it is, and its words are nobody's name", () => {
  const renamed = createPeopleIndex(shippedPrisoners.map((prisoner) => ({ ...prisoner, slug: `ian-${prisoner.slug}` })));
  expect(renamed("ian-maria-kalesnikava")).toMatchObject({ verdict: "direct", people: [{ slug: "ian-maria-kalesnikava" }] });
  expect(renamed("Ян Статкевич").verdict).not.toBe("direct");
});

test("every recorded spelling finds its person", () => {
  const forms = shippedPrisoners.flatMap(({ slug, name, spellings }) =>
    [name.latin, name.be ?? name.latin, name.ru ?? name.latin, name.lacinka ?? name.latin, ...spellings].map((form) => ({ form, slug })),
  );
  expect(forms.filter(({ form, slug }) => answer(form) !== `direct: ${slug}`)).toEqual([]);
});

test("somebody withheld changes no answer", () => {
  fc.assert(
    fc.property(fc.constantFrom(...shippedPrisoners), fc.nat(), (prisoner, seed) => {
      const others = shippedPrisoners.filter(({ slug }) => slug !== prisoner.slug);
      const without = createPeopleIndex(others);
      const withheld = createPeopleIndex([...others, { ...prisoner, consent: "withheld" }]);
      const queries = [prisoner, ...others].flatMap(({ name, spellings }) => [name.latin, ...spellings]);
      const query = queries[seed % queries.length]!;
      expect(withheld(query)).toEqual(without(query));
      expect(withheld(prisoner.name.latin)).toEqual(without(prisoner.name.latin));
    }),
    { numRuns: 30 },
  );
});

test("no query throws, whatever is in it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.string({ unit: "grapheme" })), (query) => {
      const { people, verdict } = find(query);
      expect(people.length > 0).toBe(verdict !== "none");
      expect(people.length).toBeLessThanOrEqual(5);
    }),
  );
});

test("a message of 10,000 characters is read to its start only, and answered by nothing but a choice", () => {
  const long = `Maria Kalesnikava ${"Бабарыка ".repeat(1110)}`;
  expect(find(long).verdict).toBe("choice");
  expect(find("я".repeat(10_000)).verdict).toBe("none");
});
