import { describe, expect, it } from "vitest";
import {
  compareIds,
  doubts,
  isWithheld,
  listEntrySchema,
  listNameSchema,
  withheldEntrySchema,
} from "../../../../src/campaign/lists/list-entry.ts";
import { listLanguages } from "../../../../src/campaign/lists/list-row.ts";
import { asOfList, changeKinds, listHeaderSchema, listImportSchema, sourceSchema } from "../../../../src/campaign/lists/person-list.ts";
import { aFile, aList, anEntry, aRow, nameOf } from "./a-list.ts";

const entry = anEntry(215);

describe("an entry of a list", () => {
  it("is a person with an id, a slug, a name and a status, or an id alone that is withheld", () => {
    const listed = listEntrySchema.parse(entry);
    const withheld = withheldEntrySchema.parse({ id: "215", withheld: true });
    expect([isWithheld(listed), isWithheld(withheld)]).toEqual([false, true]);
  });

  it.each([
    ["no name", { ...entry, names: {} }],
    ["a name in two lines", { ...entry, names: { en: "Maria\nKalesnikava" } }],
    ["a name with markup", { ...entry, names: { en: "<b>Maria</b>" } }],
    ["a status of its own", { ...entry, status: "imprisoned" }],
    ["a key that nobody reads", { ...entry, photo: "https://example.org/a.jpg" }],
    ["no day of the calendar", { ...entry, born: "1982-02-30" }],
    ["an id with a space", { ...entry, id: "2 15" }],
  ])("is refused with %s", (_, value) => {
    expect(listEntrySchema.safeParse(value).success).toBe(false);
  });

  it.each(doubts)("may be in doubt: %s", (doubt) => {
    expect(listEntrySchema.parse({ ...entry, doubt }).doubt).toBe(doubt);
  });

  it.each(listLanguages)("has its name in %s", (language) => {
    const name = listNameSchema.parse(nameOf(215, language));
    expect(listEntrySchema.parse({ ...entry, names: { [language]: name } }).names).toEqual({ [language]: name });
  });

  it("keeps nothing beside the id of somebody who is withheld", () => {
    expect(withheldEntrySchema.safeParse({ id: "215", withheld: true, slug: "maria-kalesnikava" }).success).toBe(false);
  });
});

describe("the order of a list", () => {
  it("goes by number where ids are numbers, and has all others behind", () => {
    expect(["~a1b2c3d4e5f6", "1000", "abc", "9", "215", "0215"].sort(compareIds)).toEqual([
      "9",
      "0215",
      "215",
      "1000",
      "abc",
      "~a1b2c3d4e5f6",
    ]);
  });
});

describe("a list", () => {
  it("speaks for the day of its newest import", () => {
    const { header, imports } = aList([entry]);
    const [first] = imports.map((one) => listImportSchema.parse(one));
    const second = { ...first!, import: 2, asOf: "2026-11-20", applied: [...changeKinds] };
    expect(listHeaderSchema.parse(header).list).toBe("viasna");
    expect([[], imports, [first!, second]].map((made) => asOfList({ header, imports: made, entries: [] }))).toEqual([
      null,
      "2026-11-13",
      "2026-11-20",
    ]);
  });

  it("is named by a word that can be a file's name", () => {
    expect(["viasna", "baj-2", "", "../viasna", "Viasna"].map((name) => sourceSchema.safeParse(name).success)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("is made from a file whose rows are told by their lines", () => {
    expect(aFile([aRow(1), aRow(2, "former")])).toMatchObject({ total: 2, active: { total: 1 }, rows: [{ line: 2 }, { line: 3 }] });
  });
});
