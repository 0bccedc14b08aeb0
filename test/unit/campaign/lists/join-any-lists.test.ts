import * as fc from "fast-check";
import { expect, test } from "vitest";
import { joinLists } from "../../../../src/campaign/lists/join-lists.ts";
import { doubts, isWithheld, type ListedEntry } from "../../../../src/campaign/lists/list-entry.ts";
import type { PrisonerFile } from "../../../../src/campaign/prisoner.ts";
import { statusGate } from "../../../../src/campaign/status-gate.ts";
import { aFile, aList, anEntry, aPartialFile } from "./a-listed-person.ts";

const today = Temporal.PlainDate.from("2026-11-21");

/** Few enough that files and lists meet, in all ways. */
const slug = fc.constantFrom("anna-example", "boris-example", "vera-other", "hleb-other", "own", "anna-example-1");
const names = fc.constantFrom("Anna Example", "Hanna Example", "Ганна Прыклад", "Boris Example", "Vera Other");
const date = fc.constantFrom("2019", "2020-09-07", "2020-09", "2025-12-13", "2026-11-21");
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;

const entries: fc.Arbitrary<ListedEntry[]> = fc.uniqueArray(
  fc.oneof(
    { weight: 1, arbitrary: fc.nat({ max: 12 }).map((id): ListedEntry => ({ id: String(id), withheld: true })) },
    {
      weight: 6,
      arbitrary: fc
        .record({
          id: fc.nat({ max: 12 }),
          slug,
          name: names,
          url: optional(slug.map((page) => `https://prisoners.spring96.org/ru/person/${page}`)),
          status: fc.constantFrom("active", "former", "np"),
          gender: optional(fc.constantFrom("F", "M")),
          born: optional(date),
          detained: optional(date),
          verdict: optional(date),
          sentence: optional(fc.constant({ years: 5 })),
          released: optional(date),
          died: optional(fc.oneof(date, fc.constant(true as const))),
          doubt: optional(fc.constantFrom(...doubts)),
          gone: optional(fc.constant("2026-11-01")),
          seen: optional(fc.constant("2026-10-01")),
          admitted: optional(fc.constant("2026-10-01")),
        })
        .map(({ id, name, slug: of, ...rest }) => defined({ ...anEntry(String(id), of), names: { en: name }, ...rest }) as ListedEntry),
    },
  ),
  { selector: ({ id }) => id, maxLength: 10 },
);

const lists = fc
  .tuple(entries, entries, fc.constantFrom("2026-11-20", "2026-11-21"))
  .map(([first, second, asOf]) => [aList(first, { asOf }), aList(second, { source: "baj", at: "2026-01-01T00:00:00Z" })]);

const listed = fc.dictionary(fc.constantFrom("viasna", "baj", "other"), fc.oneof(fc.nat({ max: 12 }).map(String), fc.constant("none")), {
  maxKeys: 2,
});
const status = fc.oneof(
  fc.record({
    kind: fc.constantFrom("imprisoned", "unknown"),
    checked: fc.constantFrom("2026-10-01", "2026-11-21"),
    sources: fc.constant(["press"]),
  }),
  fc.record({
    kind: fc.constantFrom("released", "died"),
    since: fc.constant("2025-01-01"),
    checked: date,
    sources: fc.constant(["press"]),
  }),
);
const changes = fc
  .record({
    listed: optional(listed),
    name: optional(names.map((latin) => ({ latin }))),
    status: optional(status),
    gender: optional(fc.constantFrom("F", "M")),
    born: optional(date.map((day) => ({ date: day, source: "press" }))),
    detained: optional(date.map((day) => ({ date: day, source: "press" }))),
    consent: optional(fc.constantFrom("public", "withheld")),
    trials: optional(fc.constant([{ date: "2021", sentence: { years: 3 }, source: "press" }])),
  })
  .map(defined);
const files: fc.Arbitrary<PrisonerFile[]> = fc.uniqueArray(
  fc.tuple(slug, fc.boolean(), changes).map(([of, whole, fields]) => (whole ? aFile(of, fields) : aPartialFile(of, fields))),
  { selector: (file) => file.slug, maxLength: 4 },
);

const runs = { numRuns: 400 };

test("whatever files and lists say, nobody is lost by an error, and nobody has somebody else's slug", () => {
  fc.assert(
    fc.property(files, lists, (own, all) => {
      const { prisoners } = joinLists(own, all);
      expect([...prisoners.keys()]).toEqual([...prisoners.keys()].sort());
      for (const [key, prisoner] of prisoners) expect(prisoner.slug).toBe(key);
      const listings = [...prisoners.values()].flatMap(({ list }) => (list === undefined ? [] : [`${list.source} ${list.id}`]));
      expect(new Set(listings).size).toBe(listings.length);
    }),
    runs,
  );
});

test("nobody who is taken down or recognised as none comes in by a list alone", () => {
  fc.assert(
    fc.property(files, lists, (own, all) => {
      const byFile = new Set(own.map((file) => file.slug));
      const isNobody = (entry: ListedEntry | undefined): boolean => entry === undefined || isWithheld(entry) || entry.status === "np";
      const fromLists = [...joinLists(own, all).prisoners.values()].filter((prisoner) => !byFile.has(prisoner.slug));
      const nobodies = fromLists.filter(({ list }) =>
        isNobody(all.find(({ header }) => header.list === list?.source)?.entries.find(({ id }) => id === list?.id)),
      );
      expect(nobodies).toEqual([]);
    }),
    runs,
  );
});

test("whoever is withheld in a file, or taken down in a list that the file names, is withheld", () => {
  fc.assert(
    fc.property(files, lists, (own, all) => {
      const { prisoners } = joinLists(own, all);
      const isHidden = (file: PrisonerFile): boolean =>
        file.consent === "withheld" ||
        all.some(({ header, entries: of }) => of.some((entry) => "withheld" in entry && entry.id === file.listed?.[header.list]));
      const shown = own.filter(isHidden).flatMap(({ slug: of }) => prisoners.get(of) ?? []);
      expect(shown.filter(({ consent }) => consent !== "withheld")).toEqual([]);
    }),
    runs,
  );
});

test("what a file says stands, field by field; of its status only the day of the check, or that nothing is said", () => {
  fc.assert(
    fc.property(files, lists, (own, all) => {
      const { prisoners } = joinLists(own, all);
      const pairs = own.flatMap((file) => {
        const prisoner = prisoners.get(file.slug);
        return prisoner === undefined ? [] : [{ file, prisoner }];
      });
      for (const { file, prisoner } of pairs) {
        const { status: _, consent: __, trials, name, sources, ...fields } = file;
        expect(prisoner).toMatchObject({ ...defined(fields), ...(trials.length > 0 && { trials }) });
        expect({ ...prisoner.name, ...name }).toEqual(prisoner.name);
        expect({ ...prisoner.sources, ...sources }).toEqual(prisoner.sources);
      }
      const certain = pairs.filter(
        ({ file, prisoner }) => file.status !== undefined && (prisoner.list?.doubt ?? prisoner.contradicted ?? null) === null,
      );
      for (const { file, prisoner } of certain)
        expect(prisoner.status).toMatchObject(defined({ kind: file.status?.kind, since: file.status?.since }));
    }),
    runs,
  );
});

test("nobody is in prison of whom a list that is as new as the file says otherwise", () => {
  fc.assert(
    fc.property(files, lists, (own, all) => {
      const speaking = [...joinLists(own, all).prisoners.values()].filter(
        (prisoner) =>
          prisoner.status.kind === "imprisoned" && statusGate(prisoner, today, { freshnessDays: 90, releaseWaves: [] }).kind === "speak",
      );
      const wrong = speaking.filter(({ slug: of, list }) => {
        const checked = own.find((file) => file.slug === of)?.status?.checked ?? "";
        const found = all.find(({ header }) => header.list === list?.source);
        const entry = found?.entries.find(({ id }) => id === list?.id);
        const asOf = found?.imports.at(-1)?.asOf ?? "";
        if (entry === undefined || isWithheld(entry)) return false;
        const saidOn = entry.doubt === undefined ? (entry.gone ?? entry.seen ?? asOf) : asOf;
        const isOtherwise = entry.status !== "active" || entry.doubt !== undefined || entry.gone !== undefined;
        return entry.died !== undefined || (isOtherwise && checked <= saidOn);
      });
      expect(wrong).toEqual([]);
    }),
    runs,
  );
});

test("the order of files and lists makes no difference", () => {
  fc.assert(
    fc.property(files, lists, (own, all) => {
      const one = joinLists(own, all);
      const other = joinLists(own.toReversed(), all.toReversed());
      expect(other).toEqual(one);
    }),
    runs,
  );
});
