import { expect, test } from "vitest";
import { syntheticList } from "../../synthetic-list.ts";
import { neverImported, writeHeadingsCsv, writeMachineCsv } from "../../write-synthetic-list.ts";
import { machineFile } from "./a-row.ts";
import { factsOf, readWhole } from "./read-bytes.ts";

test("a row of Viasna's machine CSV is read into our terms", async () => {
  const read = await readWhole(machineFile({}));
  expect(read).toMatchObject({ layout: "viasna", language: "en", refused: [], hidden: [], notes: [], total: 1, tail: ["215"] });
  expect(read.active).toEqual({ total: 1, women: 1, journalists: null });
  expect(read.rows).toEqual([
    {
      line: 2,
      id: "215",
      url: "https://prisoners.spring96.org/en/person/nadzeja-prykladnaja",
      name: "Nadzeya Prykladnaya",
      language: "en",
      status: "active",
      gender: "F",
      born: "1982-04-24",
      detained: "2020-09-07",
      articles: ["361-1 p.1"],
      verdict: "2021-09-06",
      sentence: { years: 11 },
    },
  ]);
});

const layouts = [
  ["machine CSV in English", (people) => writeMachineCsv(people)],
  [
    "machine CSV in Russian as Excel saves it",
    (people) => writeMachineCsv(people, { language: "ru", delimiter: ";", lineBreak: "\r\n", byteOrderMark: true }),
  ],
  ["machine CSV in Belarusian, with tabs", (people) => writeMachineCsv(people, { language: "be", delimiter: "\t" })],
  ["English headings", (people) => writeHeadingsCsv(people, { withIds: true })],
  ["Russian headings", (people) => writeHeadingsCsv(people, { language: "ru", withIds: true, byteOrderMark: true })],
  ["Belarusian headings", (people) => writeHeadingsCsv(people, { language: "be", withIds: true, delimiter: ";" })],
] as const satisfies readonly (readonly [string, (people: ReturnType<typeof syntheticList>["people"]) => string])[];

test.each(layouts)("a whole list is read from the %s, and nothing that must never be imported", async (title, write) => {
  const { people } = syntheticList({ seed: 3, rows: 600 });
  const language = /Russian/.test(title) ? "ru" : /Belarusian/.test(title) ? "be" : "en";
  const isMachine = title.startsWith("machine");
  const read = await readWhole(write(people));
  expect(JSON.stringify(read)).not.toContain(neverImported);
  expect(read).toMatchObject({ language, refused: [], notes: [], total: 600 });
  expect(read.tail).toEqual(people.slice(-20).map(({ id }) => id));
  expect(read.hidden.map(({ id }) => id)).toEqual(people.filter(({ hidden }) => hidden).map(({ id }) => id));
  const inPrison = people.filter(({ status }) => status === "active");
  expect(read.active).toEqual({
    total: inPrison.length,
    women: inPrison.filter(({ gender }) => gender === "F").length,
    journalists: isMachine ? inPrison.filter(({ journalist }) => journalist).length : null,
  });
  const expected = people
    .filter(({ hidden }) => !hidden)
    .map(({ id, page, names, status, gender, born, detained, articles, verdict, sentence, released, died, journalist }) => ({
      id,
      url: `https://prisoners.spring96.org/${language}/person/${page}`,
      name: names[language],
      language,
      status,
      gender,
      born,
      detained,
      articles: articles.length === 0 ? undefined : articles,
      verdict,
      sentence: sentence === "free" ? undefined : sentence,
      ...(isMachine && { released: status === "former" ? released : undefined, died, journalist: journalist ? true : undefined }),
    }));
  expect(factsOf(read)).toEqual(expected);
});

test("without ids and pages a person is told by name, birth date and date of detention, whatever the order of the rows", async () => {
  const { people } = syntheticList({ seed: 3, rows: 400 });
  const read = await readWhole(writeHeadingsCsv(people, { language: "ru" }));
  const reversed = await readWhole(writeHeadingsCsv(people.toReversed(), { language: "ru", dates: "iso" }));
  expect(read.rows.every(({ id, url }) => /^~[0-9a-f]{12}$/.test(id) && url === null)).toBe(true);
  expect(reversed.rows.map(({ id }) => id).toReversed()).toEqual(read.rows.map(({ id }) => id));
});

test("two who cannot be told apart without an id are both refused", async () => {
  const [one] = syntheticList({ seed: 3, rows: 400 }).people;
  const read = await readWhole(writeHeadingsCsv([one!, { ...one!, id: "9999", articles: ["411 p.2"] }]));
  expect(read.rows).toEqual([]);
  expect(read.refused.map(({ line, reason }) => [line, reason])).toEqual([
    [2, "it has no id, and cannot be told apart from line 4"],
    [4, "it has no id, and cannot be told apart from line 2"],
  ]);
});

test("an id that is there twice is one row where both say the same, and none where they do not", async () => {
  const same = await readWhole(machineFile({}, { description: "told otherwise", prison: "elsewhere" }));
  expect(same.rows.map(({ line }) => line)).toEqual([2]);
  const other = await readWhole(machineFile({}, { id: "216" }, { status: "former" }));
  expect(other.rows.map(({ id }) => id)).toEqual(["216"]);
  expect(other.refused).toEqual([
    { line: 2, id: "215", reason: "the id 215 is in line 6, too, and they do not say the same" },
    { line: 6, id: "215", reason: "the id 215 is in line 2, too, and they do not say the same" },
  ]);
});

test("who is hidden in one row of two with the same id is hidden", async () => {
  const read = await readWhole(machineFile({}, { name: "name hidden" }));
  expect(read).toMatchObject({ rows: [], refused: [], hidden: [{ line: 4, id: "215" }], active: { total: 1 } });
});

test("nobody is born after their own detention: both dates are left out", async () => {
  const read = await readWhole(machineFile({ birthday: "2021" }));
  expect(read.rows.map(({ born, detained, verdict }) => [born, detained, verdict])).toEqual([[undefined, undefined, "2021-09-06"]]);
  expect(read.notes).toEqual([{ line: 2, id: "215", note: "the date of birth is after the date of the detention: both left out" }]);
});

test.each([
  [{ id: "" }, null, "it has no id"],
  [{ id: "21 5" }, null, "its id is none: letters, digits, dots, hyphens and underscores, 64 at most"],
  [{ id: "<b>" }, null, "its id is none: letters, digits, dots, hyphens and underscores, 64 at most"],
  [{ id: "1".repeat(65) }, null, "its id is none: letters, digits, dots, hyphens and underscores, 64 at most"],
  [{ status: "activ" }, "215", 'its status "activ" is not one that is known'],
  [{ status: "" }, "215", "it has no status"],
  [{ name: "Nadzeya\u0007Prykladnaya" }, "215", "the name has control characters in it"],
  [{ name: "Nadzeya <b>Prykladnaya</b>" }, "215", "the name has HTML in it"],
  [{ name: "Nadzeya ".repeat(20) }, "215", "the name is longer than 120 characters"],
  [{ name: "1234" }, "215", "the name has no letters"],
  [{ url: "ftp://example.org/x" }, "215", "its url is not the address of a public web page"],
  [{ url: "javascript:alert(1)" }, "215", "its url is not the address of a public web page"],
  [{ url: "http://127.0.0.1/person/x" }, "215", "its url is not the address of a public web page"],
  [{ url: "https://anna:secret@example.org/x" }, "215", "its url is not the address of a public web page"],
  [{ url: "prisoners.spring96.org/en/person/x" }, "215", "its url is not the address of a public web page"],
])("a row is refused by itself: %j", async (change, id, reason) => {
  const read = await readWhole(machineFile(change, { id: "300" }));
  expect(read.refused).toEqual([{ line: 2, id, reason }]);
  expect(read.rows.map((row) => row.id)).toEqual(["300"]);
});

test.each([
  "",
  " ",
  "name hidden",
  "The name is hidden at the request of her relatives",
  "имя не называется по просьбе родных",
  "Name Hidden",
  "[name withheld]",
  "имя скрыто",
  "Имя не разглашается",
  "імя схавана",
  "Ананім",
  "***",
  "N. N.",
  "Н.Н.",
  "Anonymous",
  "—",
  "…",
  "...",
  "К***",
  "Ivan ***",
  "Ivan K.",
  "Мікола (прозвішча схавана)",
  "Ivan (surname unknown)",
  "И. П.",
  "xxx",
  "???",
  "Prisoner #4",
  "Женщина из Бреста",
  "Несовершеннолетний",
  "Мужчина, 35 лет",
  "Жыхар Гомеля",
  "Unnamed prisoner",
  "A woman from Minsk",
  "not for publication",
  "инкогнито",
  "засакрэчана",
  "Прізвище приховано",
  "Вязень №5",
  "own",
])("a hidden name is counted and never read: %j", async (name) => {
  const read = await readWhole(machineFile({ name }));
  expect(read.rows).toEqual([]);
  expect(read.refused).toEqual([]);
  expect(read.hidden).toEqual([{ line: 2, id: "215" }]);
  expect(read.active).toEqual({ total: 1, women: 1, journalists: null });
});

test.each([
  ["Ernst Neizviestny", "en"],
  ["Эрнст Неизвестный", "ru"],
  ["Марыя Невядомая", "be"],
  ["Li Van", "en"],
  ["Наталия О'Коннор", "ru"],
  ["Жыхар Мікола", "be"],
  ["Andrei Zhykhar", "en"],
  ["Anna Own", "en"],
  ["Зоя Парень", "be"],
])("a name is no placeholder for looking like one: %s", async (name, language) => {
  const read = await readWhole(machineFile({ name, url: "" }), { language: "be" });
  expect(read.rows.map((row) => [row.name, row.language])).toEqual([[name, language]]);
});

test("a name is brought into one line and Unicode's composed form, without marks that nobody sees, and never re-cased", async () => {
  const read = await readWhole(machineFile({ name: "\u202E МАРЫЯ\u00A0\n Юр\u0027е\u0306ва\u200B " }), { language: "be" });
  expect(read.rows.map(({ name }) => name)).toEqual(["МАРЫЯ Юр'ӗва"]);
});

test("a spreadsheet's own first line and its empty rows are no part of the list", async () => {
  const rows = `id;name;status;category\r\n;;;\r\n1;Anna Papova;imprisoned;\r\n\r\n;;;\r\n`;
  for (const file of [rows, `sep=;\r\n${rows}`, `\uFEFFsep=;\r\n${rows}`])
    expect((await readWhole(file)).rows.map(({ id, name }) => [id, name])).toEqual([["1", "Anna Papova"]]);
  expect((await readWhole(`sep=;\r\n${rows}`)).rows[0]?.line).toBe(4);
});

test("a release or a death before the arrest is left out and told, since nobody knows which day is wrong", async () => {
  const facts = { arrested: "2021-05-05", verdict_date: "", birthday: "" };
  const freed = await readWhole(machineFile({ ...facts, status: "former", release_date: "2020-01-01" }));
  expect(freed.rows[0]).toMatchObject({ status: "former", detained: "2021-05-05" });
  expect(freed.rows[0]).not.toHaveProperty("released");
  expect(freed.notes).toEqual([{ line: 2, id: "215", note: "the date of the release is before the date of the detention: left out" }]);
  const dead = await readWhole(machineFile({ ...facts, status: "former", died: "2020-01-01" }));
  expect(dead.rows[0]).toMatchObject({ died: true });
  expect(dead.notes).toHaveLength(1);
});

test("a list that does not tell women from men, or calls nobody a journalist, has no number of them", async () => {
  const people = syntheticList({ seed: 5, rows: 400 }).people;
  const read = (change: (csv: string) => string) => readWhole(change(writeMachineCsv(people)));
  const { total, women, journalists } = (await read((csv) => csv)).active;
  expect([women, journalists]).not.toContain(null);
  const untold = await read((csv) => csv.replaceAll(/(?<=,)(?:fe)?male(?=,)/gi, ""));
  expect(untold.active).toMatchObject({ total, women: null });
  const nobody = writeMachineCsv(people.map((person) => ({ ...person, journalist: false })));
  expect((await readWhole(nobody)).active).toMatchObject({ total, women, journalists: null });
});

test("what is in the future or no date is left out and told, and the row is kept", async () => {
  const read = await readWhole(machineFile({ birthday: "24 April 2082", arrested: "31 February 2020", verdict_date: "2027" }));
  expect(read.rows).toMatchObject([{ id: "215", sentence: { years: 11 } }]);
  expect(Object.keys(read.rows[0]!)).not.toEqual(expect.arrayContaining(["born"]));
  expect(read.notes).toEqual([
    { line: 2, id: "215", note: "the date of birth is in the future: left out" },
    { line: 2, id: "215", note: "the date of the detention is no date that can be told: left out" },
    { line: 2, id: "215", note: "the date of the verdict is in the future: left out" },
  ]);
});

test("a release counts only for whoever is former: a planned one is no release", async () => {
  const read = await readWhole(machineFile({ release_date: "2026-10-01" }, { id: "216", status: "former", release_date: "october 2026" }));
  expect(read.rows.map(({ released }) => released)).toEqual([undefined, "2026-10"]);
});

test.each([
  ["", undefined],
  ["no", undefined],
  ["-", undefined],
  ["9 October 2026", "2026-10-09"],
  ["yes", true],
  ["1", true],
  ["TRUE", true],
  ["так", true],
  ["Памёр", true],
  ["памерла", true],
  ["Умерла.", true],
  ["скончался", true],
  ["died in the colony", true],
  ["умер в колонии", true],
  ["died on 9 October 2026", "2026-10-09"],
  ["умер 09.10.2026", "2026-10-09"],
  ["няма", undefined],
  ["не памёр", undefined],
  ["не умерла", undefined],
  ["жив", undefined],
])("died: %j is %j", async (died, expected) => {
  const read = await readWhole(machineFile({ status: "former", died }));
  expect(read.rows.map((row) => row.died)).toEqual([expected]);
  expect(read.notes).toEqual([]);
});

test.each([
  ["unknown", "what it says of a death is no date and no word for one that is known: left out"],
  ["his mother died", "what it says of a death is no date and no word for one that is known: left out"],
  ["died?", "what it says of a death is no date and no word for one that is known: left out"],
  ["died of nothing in 2 days", "the date of the death is no date that can be told: left out"],
  ["31 February 2026", "the date of the death is no date that can be told: left out"],
  ["died 31 February 2026", "the date of the death is no date that can be told: left out"],
  ["2027-01-01", "the date of the death is in the future: left out"],
])("died: %j is nobody's death, is told, and leaves the row as it is", async (died, note) => {
  for (const status of ["active", "former"] as const) {
    const read = await readWhole(machineFile({ status, died }));
    expect(read.rows).toMatchObject([{ id: "215", status }]);
    expect(read.rows[0]).not.toHaveProperty("died");
    expect(read.notes).toEqual([{ line: 2, id: "215", note }]);
  }
});

test.each([
  ["Journalists and media workers", true],
  ["Case of the round dance; Журналисты", true],
  ["Журналісты", true],
  ["Social media comments", undefined],
  ["Students", undefined],
  ["Case of the round dance; Media workers", true],
  ["Журналисты, медиаработники", true],
  ["Журналісты і медыяработнікі", true],
  ["Case of the round dance, Journalists", true],
  ["journalist", true],
  ["relatives of journalists", undefined],
  ["Relatives of activists, journalists", undefined],
  ["not a journalist", undefined],
  ["Родственники журналистов", undefined],
  ["Сваякі журналістаў; Студэнты", undefined],
  ["journalism students", undefined],
])("clusters %j: journalist %j", async (clusters, expected) => {
  const read = await readWhole(machineFile({ clusters }));
  expect(read.rows.map(({ journalist }) => journalist)).toEqual([expected]);
});

test.each([
  ["political prisoner", "active"],
  ["Political prisoner, recognized ex post facto", "active"],
  ["former political prisoner", "former"],
  ["Former political prisoner (recognized ex post facto)", "former"],
  ["политзаключённый", "active"],
  ["Политзаключенная", "active"],
  ["бывшая политзаключённая", "former"],
  ["Бывший политзаключенный, признан постфактум", "former"],
  ["палітвязень", "active"],
  ["палітзняволеная", "active"],
  ["былы палітвязень", "former"],
  ["былая палітзняволеная, прызнаная постфактум", "former"],
  ["", "np"],
])("a status in words: %j is %s", async (words, status) => {
  const read = await readWhole(
    `Name and surname,Status,Date of birth,Gender,Date of detention,Charges indicted,Date of verdict,Sentence,ID\nNadzeya Prykladnaya,"${words}",1982,,,,,,215\n`,
  );
  expect(read.rows.map((row) => row.status)).toEqual([status]);
});

test.each(["not a political prisoner", "no longer a political prisoner", "политзаключённый?", "released", "не политзаключённый"])(
  "a status in other words is not guessed: %j",
  async (words) => {
    const read = await readWhole(
      `Name and surname,Status,Date of birth,Gender,Date of detention,Charges indicted,Date of verdict,Sentence,ID\nNadzeya Prykladnaya,"${words}",1982,,,,,,215\n`,
    );
    expect(read.refused).toEqual([{ line: 2, id: "215", reason: `its status "${words}" is not one that is known` }]);
  },
);
