import { describe, expect, it } from "vitest";
import { admitEntries, unnamedEntries, waitingEntries } from "../../../../src/campaign/lists/admit-entries.ts";
import { applyDifference } from "../../../../src/campaign/lists/apply-difference.ts";
import { compareLists, type ListDifference } from "../../../../src/campaign/lists/compare-lists.ts";
import { joinLists } from "../../../../src/campaign/lists/join-lists.ts";
import type { ListFile } from "../../../../src/campaign/lists/list-row.ts";
import type { ChangeKind, PersonList } from "../../../../src/campaign/lists/person-list.ts";
import { undoImport } from "../../../../src/campaign/lists/undo-import.ts";
import { entryNamed, withholdEntry } from "../../../../src/campaign/lists/withhold-entry.ts";
import { aFile, aList, anEntry, aRow, nameOf } from "./a-list.ts";
import { aFile as aPersonsFile } from "./a-listed-person.ts";
import { applied, differenceOf } from "./any-weeks.ts";

/** Ids by kind, as `--json` has them, without kinds that have none. */
const kindsOf = (difference: ListDifference): Record<string, string[]> => {
  const kinds: Record<string, string[]> = {};
  const add = (kind: string, id: string): void => void (kinds[kind] ??= []).push(id);
  for (const { kind, corrected, after } of difference.changes) {
    if (kind !== null) add(kind, after.id);
    if (corrected.length > 0) add("corrected", after.id);
  }
  if (difference.sameName.length > 0) kinds["sameName"] = [...difference.sameName];
  return kinds;
};

const told = (list: PersonList | null, file: ListFile, options = {}) => kindsOf(differenceOf(list, file, options));

const entryOf = (list: PersonList, id: string) => list.entries.find((entry) => entry.id === id);

const none: ChangeKind[] = [];
const now = Temporal.Instant.from("2026-11-20T09:00:00Z");

describe("the difference between a list and a file", () => {
  const list = aList([anEntry(1), anEntry(2), anEntry(3, "former"), anEntry(4, "np"), anEntry(5)]);
  const rows = [aRow(1), aRow(2), aRow(3, "former"), aRow(4, "np"), aRow(5)];
  const withRow = (row: (typeof rows)[number]): ListFile =>
    aFile(
      rows.map((one) => (one.id === row.id ? row : one)),
      { total: 100 },
    );

  it.each([
    ["is empty for the file that it was made from", aFile(rows), {}],
    ["has whoever is new", aFile([...rows, aRow(6), aRow(7, "former")]), { new: ["6", "7"] }],
    ["has whoever is recognised now, or back in prison", aFile([...rows.slice(0, 2), aRow(3), aRow(4), aRow(5)]), { new: ["3", "4"] }],
    ["has who was freed, with the date", withRow(aRow(1, "former", { released: "2026-11-18" })), { freed: ["1"] }],
    ["has who died, and does not call it freed", withRow(aRow(1, "former", { died: "2026-11" })), { died: ["1"] }],
    ["has a death of somebody who is still called a prisoner", withRow(aRow(1, "active", { died: true })), { died: ["1"] }],
    [
      "has who is recognised no more, freed or not",
      aFile([aRow(1, "np"), aRow(2), aRow(3, "np"), aRow(4, "np"), aRow(5)]),
      { unrecognised: ["1", "3"] },
    ],
    ["has who is gone", aFile(rows.slice(1)), { vanished: ["1"] }],
    ["has whom the source hides now", aFile(rows.slice(1), { hidden: [{ line: 9, id: "1" }] }), { vanished: ["1"] }],
    ["has what else differs", withRow(aRow(2, "active", { born: "1982-04-24" })), { corrected: ["2"] }],
    [
      "has somebody twice who was freed and is said to be born on another day",
      withRow(aRow(2, "former", { born: "1982" })),
      { freed: ["2"], corrected: ["2"] },
    ],
    ["has another spelling of a name as a correction", withRow(aRow(2, "active", { name: "Person Renamed" })), { corrected: ["2"] }],
    ["has a person recognised after the release as a correction", withRow(aRow(4, "former")), { corrected: ["4"] }],
    [
      "is empty for a page in another language of the site",
      withRow(aRow(2, "active", { url: "https://prisoners.spring96.org/ru/person/person-2" })),
      {},
    ],
    [
      "leaves out whose row was refused, as if it had not been asked",
      aFile(rows.slice(1), { refused: [{ line: 9, id: "1", reason: "x" }], total: 100 }),
      {},
    ],
  ])("%s", (_, file, expected) => {
    expect(told(list, file)).toEqual(expected);
  });

  it("keeps names of other languages when an export in one language comes", () => {
    const be = aFile(rows.map((row) => ({ ...row, language: "be" as const, name: nameOf(Number(row.id), "be") })));
    const both = applied(list, be);
    expect(entryOf(both, "1")).toMatchObject({ names: { en: nameOf(1), be: nameOf(1, "be") } });
    expect(told(both, aFile(rows))).toEqual({});
  });

  it("says that facts are known no more only by the layout that has a column for each", () => {
    const known = aList([anEntry(1, "former", { born: "1982", released: "2026", journalist: true, died: true })]);
    expect(told(known, aFile([aRow(1, "former")]))).toEqual({ corrected: ["1"] });
    expect(told(known, aFile([aRow(1, "former")], { layout: "viasna-headings" }))).toEqual({});
  });

  it("knows somebody with another id by the page", () => {
    const difference = differenceOf(list, aFile([aRow(9, "active", { url: aRow(1).url, name: nameOf(1) }), ...rows.slice(1)]));
    expect(kindsOf(difference)).toEqual({ corrected: ["9"] });
    const next = applied(list, aFile([aRow(9, "active", { url: aRow(1).url, name: nameOf(1) }), ...rows.slice(1)]));
    expect([entryOf(next, "1"), entryOf(next, "9")]).toMatchObject([undefined, { slug: "person-1" }]);
  });

  it("takes nobody for somebody else where several new ids have the page, or none is gone", () => {
    const again = (id: number) => aRow(id, "active", { url: aRow(1).url, name: nameOf(1) });
    expect(told(list, aFile([again(8), again(9), ...rows.slice(1)]))).toMatchObject({ new: ["8", "9"], vanished: ["1"] });
    expect(told(list, aFile([again(9), ...rows]))).toMatchObject({ new: ["9"] });
  });

  it("takes nobody for somebody else by a page that several have, or by name and dates where the source has ids", () => {
    const known = { born: "1982-04-24", detained: "2020-09-07" };
    const one = aList([anEntry(1, "active", known), anEntry(2)]);
    const samePage = aRow(9, "active", { url: aRow(1).url, name: "Zmicier Other" });
    expect(told(one, aFile([samePage, aRow(2)]))).toEqual({ new: ["9"], vanished: ["1"] });
    const sameFacts = aRow(9, "active", { name: nameOf(1), ...known });
    expect(told(one, aFile([sameFacts, aRow(2)]))).toMatchObject({ new: ["9"], vanished: ["1"] });
  });

  it("has another page of somebody with the same id and name as a correction", () => {
    expect(told(list, withRow(aRow(1, "active", { url: aRow(77).url, name: nameOf(1) })))).toEqual({ corrected: ["1"] });
  });

  it("refuses an id that was given to somebody else, and has the person who had it as gone", () => {
    const difference = differenceOf(list, withRow(aRow(1, "former", { url: aRow(77).url, name: "Zmicier Other" })));
    expect(kindsOf(difference)).toEqual({ vanished: ["1"] });
    expect(difference.refused).toMatchObject([{ line: 2, id: "1" }]);
  });

  it("refuses an id that is there twice, and says nothing of whose it is", () => {
    const difference = differenceOf(list, aFile([...rows, aRow(1, "former")], { total: 100 }));
    expect([kindsOf(difference), difference.refused.map(({ line }) => line)]).toEqual([{}, [2, 7]]);
  });

  it("tells who is new and has somebody's name, in whatever script it is written", () => {
    const maria = aList([anEntry(1, "active", { names: { en: "Maria Kalesnikava" } }), anEntry(2)]);
    const file = aFile([
      aRow(1, "active", { name: "Maria Kalesnikava" }),
      aRow(2),
      aRow(3, "active", { name: "Kalesnikava  Maria" }),
      aRow(4, "active", { name: "Sviatlana Pilipchuk" }),
      aRow(5, "active", { name: "Nobody Else" }),
    ]);
    expect(told(maria, file, { otherNames: ["Святлана Піліпчук"] })["sameName"]).toEqual(["3", "4"]);
  });

  it("takes names of one list that are close, or that only a number tells apart, for the names of two", () => {
    const [one, other] = [
      aList([anEntry(1, "active", { names: { en: "Ivan Kovalski 1" } })]),
      (id: number, name: string) => aRow(id, "active", { name }),
    ];
    const file = aFile([other(1, "Ivan Kovalski 1"), other(2, "Ivan Kovalski 2"), other(3, "Ivan Kovalsky 1")]);
    expect(told(one, file)["sameName"]).toBeUndefined();
    expect(told(one, file, { otherNames: ["Іван Кавальскі 3"] })["sameName"]).toBeUndefined();
  });

  it("gives new people a name for addresses that nobody else has", () => {
    const page = (id: number, name: string, slug: string) =>
      aRow(id, "active", { name, url: `https://prisoners.spring96.org/en/person/${slug}` });
    const file = aFile([
      page(10, "Maria One", "maria-one"),
      page(11, "Maria Two", "maria-one"),
      page(12, "Own Post", "own"),
      page(13, "Known By File", "known-by-file"),
      page(14, "Linked To File", "linked-to-file"),
      page(15, "Numbered Page", "815"),
    ]);
    const slugs = new Map([
      ["known-by-file", null],
      ["linked-to-file", "14"],
    ]);
    const { changes } = differenceOf(null, file, { slugs });
    expect(changes.map(({ after }) => "slug" in after && after.slug)).toEqual([
      "maria-one",
      "maria-one-11",
      "own-12",
      "known-by-file-13",
      "linked-to-file",
      "numbered-page",
    ]);
  });
});

describe("somebody of whom the source says something new that nobody has applied", () => {
  const admitted = { admitted: "2026-11-01" };
  const list = aList([1, 2, 3, 4, 5].map((id) => anEntry(id, "active", admitted)).concat(anEntry(6, "former", admitted)));
  const second = aFile([aRow(1, "former"), aRow(2, "former", { died: true }), aRow(3, "np"), aRow(6)], { hidden: [{ line: 9, id: "5" }] });

  it("is in doubt from then on, whatever was applied, and in no doubt once it is applied or taken back", () => {
    const shown = applied(list, second, none);
    const doubts = ["freed", "died", "unrecognised", "vanished"].map((doubt) => ({ doubt }));
    expect(shown.entries).toMatchObject([...doubts, { id: "5", hidden: true }, { doubt: "otherwise" }]);
    const whole = applied(shown, second);
    expect(whole.entries).toEqual([
      anEntry(1, "former", admitted),
      anEntry(2, "former", { ...admitted, died: true }),
      anEntry(3, "np", admitted),
      anEntry(4, "active", { ...admitted, gone: "2026-11-20" }),
      { id: "5", hidden: true },
      anEntry(6, "active"),
    ]);
    const first = aFile([...[1, 2, 3, 4, 5].map((id) => aRow(id)), aRow(6, "former")]);
    expect(told(shown, first)).toEqual({ corrected: ["1", "2", "3", "4", "6"], new: ["5"] });
    expect(applied(shown, first, ["freed", "vanished"]).entries).toEqual(shown.entries);
    expect(applied(shown, first, ["new", "corrected"]).entries).toEqual(
      list.entries.map((entry) => (entry.id === "5" ? anEntry(5) : entry)),
    );
  });

  it("is an id at once where the source hides the name, in what could be taken back, too, and new when it shows it again", () => {
    const known = applied(list, aFile([...[1, 2, 3, 4, 5].map((id) => aRow(id, "active", { born: "1982" })), aRow(6, "former")]));
    const hidden = applied(known, second, none);
    expect([entryOf(hidden, "5"), entryNamed(hidden, "person-5")]).toEqual([{ id: "5", hidden: true }, null]);
    const texts = [JSON.stringify(hidden), JSON.stringify(undoImport(hidden))];
    expect(texts.filter((text) => text.includes(nameOf(5)) || text.includes("person-5"))).toEqual([]);
    const shownAgain = aFile([1, 2, 3, 4, 5].map((id) => aRow(id)));
    expect(entryOf(applied(hidden, shownAgain, none), "5")).toEqual({ id: "5", hidden: true });
    const back = applied(hidden, shownAgain, ["new"]);
    expect([entryOf(back, "5"), waitingEntries(back).map(({ id }) => id)]).toEqual([anEntry(5), ["5"]]);
  });

  it("is withheld with the campaign's own file as long as the source hides the name", () => {
    const hidden = aFile([], { hidden: [{ line: 2, id: "1" }] });
    const one = aList([anEntry(1, "active", admitted)]);
    const slugs = new Map([["anna", "1"]]);
    const next = applyDifference(one, differenceOf(one, hidden, { slugs }), { kinds: new Set(), header: one.header, at: now, by: null });
    const file = aPersonsFile("anna", {
      status: { kind: "imprisoned", checked: "2026-11-19", sources: ["viasna"] },
      sources: { viasna: { title: "Viasna", url: aRow(1).url } },
    });
    expect(joinLists([file], [one]).prisoners.get("anna")?.consent).toBe("public");
    expect(joinLists([file], [next]).prisoners.get("anna")?.consent).toBe("withheld");
    expect([kindsOf(differenceOf(next, hidden, { slugs })), kindsOf(differenceOf(next, aFile([aRow(1)]), { slugs }))]).toEqual([
      {},
      { corrected: ["1"] },
    ]);
  });

  it("is let into posts again by a campaigner alone, when the source has them in prison again", () => {
    const back = applied(list, aFile([1, 2, 3, 4, 5, 6].map((id) => aRow(id))), ["new"]);
    expect(waitingEntries(back).map(({ id }) => id)).toEqual(["6"]);
    const day = Temporal.PlainDate.from("2026-11-21");
    expect(admitEntries(back, new Set(["1", "6"]), day).entries).toEqual([
      ...list.entries.slice(0, 5),
      anEntry(6, "active", { admitted: "2026-11-21" }),
    ]);
  });

  it("stays as it is where the row says what no list can hold, and is not looked up by it", () => {
    const others = Array.from({ length: 30 }, (_, index) => index + 10);
    const known = aList([anEntry(1), ...others.map((id) => anEntry(id))]);
    const file = aFile([aRow(1, "active", { articles: ["none at all"] }), ...others.map((id) => aRow(id))]);
    const difference = differenceOf(known, file);
    expect([kindsOf(difference), difference.refused]).toMatchObject([
      {},
      [{ line: 2, id: "1", reason: expect.stringContaining("articles") }],
    ]);
    expect(entryOf(applied(known, file), "1")).toEqual({ ...anEntry(1), seen: "2026-11-13" });
  });

  it("counts as looked up on the day of the last import that could read the row", () => {
    const unreadable = aFile(
      [1, 2, 3, 4, 5].map((id) => aRow(id)),
      { refused: [{ line: 9, id: "6", reason: "x" }], total: 100 },
    );
    const week = applied(list, unreadable);
    const later = applied(week, unreadable, undefined, "2026-11-27");
    expect([entryOf(week, "6"), entryOf(later, "6")]).toMatchObject([{ seen: "2026-11-13" }, { seen: "2026-11-13" }]);
    const read = applied(later, aFile([...[1, 2, 3, 4, 5].map((id) => aRow(id)), aRow(6, "former")]), none, "2026-12-04");
    expect(read.entries).toEqual(list.entries);
  });
});

describe("somebody who was taken down", () => {
  const list = withholdEntry(aList([anEntry(1), anEntry(2)]), "1");

  it("is an id alone, found by no word, and never new, gone or named again", () => {
    expect([list.entries[0], entryNamed(list, "1"), entryNamed(list, "person-1"), entryNamed(list, "person-2")]).toMatchObject([
      { id: "1", withheld: true },
      null,
      null,
      { id: "2" },
    ]);
    expect([told(list, aFile([aRow(1), aRow(2)])), told(list, aFile([aRow(2)]))]).toEqual([{}, {}]);
    expect(applied(list, aFile([aRow(1), aRow(2)])).entries).toEqual(list.entries);
  });

  it("is in nothing that could be taken back either, by whatever id it was known", () => {
    const born = aFile([aRow(1, "active", { born: "1982" }), aRow(2)]);
    const renumbered = aFile([aRow(9, "active", { url: aRow(1).url, name: nameOf(1) }), aRow(2)]);
    const known = applied(applied(aList([anEntry(1), anEntry(2)]), born), renumbered);
    const texts = [withholdEntry(known, "9"), applied(known, aFile([aRow(2)], { hidden: [{ line: 2, id: "9" }] }))].map((made) =>
      JSON.stringify(made),
    );
    expect(texts.map((text) => [text.includes(nameOf(2)), text.includes(nameOf(1)), text.includes("person-1")])).toEqual([
      [true, false, false],
      [true, false, false],
    ]);
  });

  it("is everybody who has the person's page, in what could be taken back, too", () => {
    const page = aRow(1).url ?? undefined;
    const twins = aList([anEntry(1), anEntry(2, "former", { url: page, names: { en: nameOf(1) } }), anEntry(3)]);
    const born = applied(
      twins,
      aFile([aRow(1, "active", { born: "1982" }), aRow(2, "former", { url: page ?? null, name: nameOf(1), born: "1982" }), aRow(3)]),
    );
    const down = withholdEntry(born, "1");
    expect(down.entries).toEqual([{ id: "1", withheld: true }, { id: "2", withheld: true }, expect.objectContaining({ id: "3" })]);
    const undone = undoImport(down);
    expect([JSON.stringify(down), JSON.stringify(undone)].filter((text) => text.includes(nameOf(1)) || text.includes("person-1"))).toEqual(
      [],
    );
  });

  it("is out of what somebody else's row said before it was corrected, and stays so when the import that brought them is taken back", () => {
    const wrongPage = aList([anEntry(1), anEntry(2, "active", { url: aRow(1).url ?? undefined })]);
    const corrected = applied(wrongPage, aFile([aRow(1), aRow(2), aRow(3)]));
    expect(JSON.stringify(withholdEntry(corrected, "1").imports)).not.toContain("person-1");
    expect(undoImport(withholdEntry(corrected, "3"))).toMatchObject({
      list: { entries: [{ id: "1" }, { id: "2" }, { id: "3", withheld: true }] },
    });
  });

  it("is whoever has the page of a withheld id's row in the same file", () => {
    const again = aRow(9, "active", { url: "https://prisoners.spring96.org/ru/person/person-1", name: "Somebody Renamed" });
    const difference = differenceOf(list, aFile([aRow(1), aRow(2), again]));
    expect([kindsOf(difference), [...difference.toWithhold]]).toEqual([{}, ["9"]]);
    expect(applied(list, aFile([aRow(1), aRow(2), again])).entries).toEqual([...list.entries, { id: "9", withheld: true }]);
  });

  it("may be anybody new where the id is gone: nobody of these is let in but by name, nor spoken of before", () => {
    const later = aFile([aRow(2), aRow(8), aRow(9)]);
    const difference = differenceOf(list, later);
    expect([kindsOf(difference), difference.lost]).toEqual([{ new: ["8", "9"] }, ["1"]]);
    const next = applied(list, later);
    expect(next.entries.slice(2)).toEqual([8, 9].map((id) => anEntry(id, "active", { mayBeWithheld: true })));
    expect([waitingEntries(next).map(({ id }) => id), unnamedEntries(next).map(({ id }) => id)]).toEqual([["2"], ["8", "9"]]);
    expect([...joinLists([], [next]).prisoners.keys()]).toEqual(["person-2"]);
    expect(told(next, later)).toEqual({});
    const day = Temporal.PlainDate.from("2026-11-21");
    const named = admitEntries(applied(next, aFile([aRow(2), aRow(8, "active", { born: "1982" }), aRow(9)])), new Set(["9"]), day);
    expect(named.entries.slice(2)).toMatchObject([
      { born: "1982", mayBeWithheld: true },
      { id: "9", admitted: "2026-11-21" },
    ]);
    expect([...joinLists([], [named]).prisoners.keys()]).toEqual(["person-2", "person-9"]);
  });

  it("stays so, and may be anybody new, when all imports are taken back", () => {
    const undone = undoImport(withholdEntry(applied(null, aFile([aRow(1), aRow(2)])), "1"));
    const left = undone.kind === "undone" ? undone.list : null;
    expect(left).toMatchObject({ imports: [], entries: [{ id: "1", withheld: true }] });
    expect(applied(left, aFile([aRow(2), aRow(7)])).entries).toMatchObject([
      { withheld: true },
      { mayBeWithheld: true },
      { mayBeWithheld: true },
    ]);
    expect(applied(left, aFile([aRow(1), aRow(2)])).entries).toEqual([{ id: "1", withheld: true }, anEntry(2)]);
  });

  it("never gets into the list where a hand-written file withholds the id or the page", () => {
    const withheld = { ids: new Set(["1"]), pages: new Set(["prisoners.spring96.org/person/person-2"]) };
    const difference = differenceOf(null, aFile([aRow(1), aRow(2), aRow(3)]), { withheld });
    expect([kindsOf(difference), [...difference.toWithhold]]).toEqual([{ new: ["3"] }, ["1", "2"]]);
  });

  it("stays so when the list's first import is taken back", () => {
    const undone = undoImport(list);
    expect(undone).toMatchObject({ kind: "undone", list: { imports: [], entries: [{ id: "1", withheld: true }] } });
  });
});

describe("an import", () => {
  const list = applied(aList([anEntry(1)]), aFile([aRow(1), aRow(2)]));

  it("is taken back only if it is the newest, and keeps what is needed to", () => {
    expect([undoImport(list, 1), undoImport(list, 7)]).toEqual([
      { kind: "not-newest", newest: 2 },
      { kind: "not-newest", newest: 2 },
    ]);
    const [first, ...rest] = list.imports;
    const older = { ...list, imports: [first!, ...rest.map(({ before: _before, ...one }) => one)] };
    expect(undoImport(older)).toEqual({ kind: "forgotten" });
  });

  it("can be taken back as long as it is one of the ten newest", () => {
    let many = list;
    for (let day = 1; day < 15; day += 1)
      many = applied(many, aFile([aRow(1), aRow(2)]), undefined, `2026-12-${String(day).padStart(2, "0")}`);
    expect(many.imports.filter(({ before }) => before !== undefined).map((one) => one.import)).toEqual([
      7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
    ]);
  });
});

describe("a file that is not gone by at all", () => {
  const people = Array.from({ length: 100 }, (_, index) => anEntry(index + 1, index < 40 ? "active" : "former"));
  const list = aList(people, { tail: people.slice(-20).map(({ id }) => id) });
  const rows = people.map(({ id, status }) => aRow(id, status));
  const reasonFor = (file: ListFile, options = {}): string => {
    const compared = compareLists(list, file, { asOf: "2026-11-20", ...options });
    return compared.kind === "refused" ? compared.reason : "";
  };
  const freed = rows.map((row, index) => (index < 5 ? { ...row, status: "former" as const } : row));

  it.each([
    ["is older than the list", aFile(rows), { asOf: "2026-11-12" }, /as of 2026-11-12, and the list is as of 2026-11-13/],
    [
      "lacks the end of the last one",
      aFile([...rows.slice(0, 80), ...Array.from({ length: 20 }, (_, at) => aRow(200 + at, "np"))]),
      {},
      /cut off.*--confirm-rows 100/,
    ],
    ["is much shorter, whatever its order", aFile(rows.slice(15)), {}, /cut off.*85 rows.*100.*--confirm-rows 85/],
    ["has many fewer in prison", aFile(freed), {}, /35 people are in prison by the file, and 40 were.*--confirm-active 35/],
    [
      "has many more in prison",
      aFile(rows.map((row, index) => (index < 45 ? { ...row, status: "active" as const } : row))),
      {},
      /--confirm-active 45/,
    ],
    [
      "has too many rows that cannot be read",
      aFile(rows.slice(6), { refused: rows.slice(0, 6).map(({ line, id }) => ({ line, id, reason: "no status" })) }),
      {},
      /6 of 100 rows.*no status/,
    ],
    [
      "hides the names of many at once",
      aFile(rows.slice(60), {
        hidden: rows.slice(0, 60).map(({ line, id }) => ({ line, id })),
        active: { total: 40, women: 0, journalists: null },
      }),
      {},
      /hides the names of 60 people.*--confirm-rows 100/,
    ],
    [
      "has no ids and other people",
      aFile(rows.map((row, index) => ({ ...row, id: `~${String(index).padStart(12, "0")}`, url: null, name: `Other ${index}` }))),
      {},
      /no ids, and only 0 of its 100 people/,
    ],
  ])("%s", (_, file, options, expected) => {
    expect(reasonFor(file, options)).toMatch(expected);
  });

  it("is gone by when a person has confirmed the figure of this very file", () => {
    expect(reasonFor(aFile(freed), { confirmed: { active: 35 } })).toBe("");
    expect(reasonFor(aFile(freed), { confirmed: { active: 36 } })).not.toBe("");
    expect(reasonFor(aFile(rows.slice(15)), { confirmed: { rows: 85, active: 25 } })).toBe("");
  });

  it("is gone by where a tenth moved, and no more, or some of the last rows are gone", () => {
    expect(reasonFor(aFile(rows.slice(0, 95)))).toBe("");
    expect(reasonFor(aFile(rows.map((row, index) => (index < 4 ? { ...row, status: "former" as const } : row))))).toBe("");
  });
});

describe("a file without ids", () => {
  const known = { born: "1982-04-24", detained: "2020-09-07" };
  const nameless = (name: string, row = {}) =>
    aRow(1, "active", { id: `~${Buffer.from(name.padEnd(6)).toString("hex").slice(0, 12)}`, url: null, name, ...known, ...row });

  it("is about those who have the name and both dates", () => {
    const list = aList([1, 2, 3].map((id) => anEntry(id, "active", known)));
    const file = aFile(
      [nameless(nameOf(1)), nameless(nameOf(2), { status: "former", id: "~222222222222" }), nameless(nameOf(3), { id: "~333333333333" })],
      {
        layout: "viasna-headings",
      },
    );
    expect(told(list, file)).toEqual({ freed: ["2"] });
  });

  it("refuses whoever cannot be told apart from others in the list", () => {
    const twins = [1, 2].map((id) => anEntry(id, "active", { ...known, names: { en: "Twin Name" } }));
    const others = Array.from({ length: 30 }, (_, index) => anEntry(index + 10, "active", known));
    const rows = others.map(({ id }) => nameless(nameOf(Number(id)), { id: `~${id.padStart(12, "0")}` }));
    const difference = differenceOf(
      aList([...twins, ...others]),
      aFile([nameless("Twin Name"), ...rows], { layout: "viasna-headings", total: 100 }),
    );
    expect([kindsOf(difference), difference.refused.length]).toEqual([{}, 1]);
  });

  it("gives its people to the ids that a later file has for them", () => {
    const list = applied(null, aFile([nameless(nameOf(1))], { layout: "viasna-headings" }));
    expect(told(list, aFile([aRow(215, "active", { name: nameOf(1), ...known })]))).toEqual({ corrected: ["215"] });
  });
});
