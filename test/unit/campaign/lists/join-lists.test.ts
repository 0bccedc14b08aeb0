import { describe, expect, test } from "vitest";
import { joinLists } from "../../../../src/campaign/lists/join-lists.ts";
import type { ListEntry } from "../../../../src/campaign/lists/list-entry.ts";
import type { PersonList } from "../../../../src/campaign/lists/person-list.ts";
import type { PrisonerFile } from "../../../../src/campaign/prisoner.ts";
import { statusGate } from "../../../../src/campaign/status-gate.ts";
import { releaseEvidence } from "../../../../src/campaign/release-sources.ts";
import { halfTermOf } from "../../../../src/campaign/anniversaries/person-events.ts";
import { aFile, aList, anEntry, aPartialFile } from "./a-listed-person.ts";

const today = Temporal.PlainDate.from("2026-11-21");
const freshness = { freshnessDays: 90, releaseWaves: [] };

const joined = (file: PrisonerFile | null, entry: ListEntry) => {
  const { prisoners, notes, faults } = joinLists(file === null ? [] : [file], [aList([entry])]);
  const [prisoner] = [...prisoners.values()];
  return {
    prisoner: prisoner!,
    notes: notes.map(({ message }) => message),
    faults: faults.map(({ message }) => message),
    size: prisoners.size,
  };
};
const gateOf = (file: PrisonerFile | null, entry: ListEntry) => statusGate(joined(file, entry).prisoner, today, freshness);

describe("somebody of a list", () => {
  test("is in prison as of the list, with the facts and the page that it has", () => {
    const { prisoner } = joined(
      null,
      anEntry("215", "anna-example", {
        names: { en: "Anna Example", ru: "Анна Пример" },
        gender: "F",
        born: "1982-04-24",
        detained: "2020-09-07",
        verdict: "2021-09-06",
        articles: ["361", "361-1 p.1"],
        sentence: { years: 11 },
        journalist: true,
      }),
    );
    expect(prisoner).toEqual({
      slug: "anna-example",
      name: { latin: "Anna Example", ru: "Анна Пример" },
      spellings: [],
      gender: "F",
      born: { date: "1982-04-24", source: "viasna" },
      category: "journalist",
      detained: { date: "2020-09-07", source: "viasna" },
      trials: [{ date: "2021-09-06", articles: ["361", "361-1 p.1"], sentence: { years: 11 }, source: "viasna" }],
      status: { kind: "imprisoned", checked: "2026-11-20", sources: ["viasna"] },
      consent: "no_family_objection_known",
      hashtags: [],
      campaignHashtags: [],
      link: "viasna",
      sources: { viasna: { title: "Viasna: list of political prisoners", url: "https://prisoners.spring96.org/en/person/anna-example" } },
      list: { source: "viasna", id: "215", asOf: "2026-11-20", admitted: true, doubt: null, saysTrials: true },
    });
    expect(statusGate(prisoner, today, freshness)).toEqual({ kind: "speak" });
  });

  test("has a name in the letters that the list has, until it has Latin ones", () => {
    expect(joined(null, anEntry("1", "hanna", { names: { be: "Ганна Прыклад" } })).prisoner.name).toEqual({
      latin: "Ганна Прыклад",
      be: "Ганна Прыклад",
    });
  });

  test("who was freed or died is told of with the date, and held without", () => {
    expect(gateOf(null, anEntry("1", "anna", { status: "former", released: "2025-03-01" }))).toEqual({ kind: "speak" });
    expect(gateOf(null, anEntry("1", "anna", { status: "former" }))).toMatchObject({ reason: expect.stringContaining("without a date") });
    expect(gateOf(null, anEntry("1", "anna", { died: "2024-05" }))).toEqual({ kind: "speak" });
    expect(gateOf(null, anEntry("1", "anna", { died: true }))).toMatchObject({ reason: expect.stringContaining("without a date") });
  });

  test("who was freed has Viasna's word for it", () => {
    const { prisoner } = joined(null, anEntry("1", "anna", { status: "former", released: "2026-11-18" }));
    expect(releaseEvidence(prisoner, "2026-11-18")).toMatchObject({ independent: 1, witnesses: new Set(["viasna"]) });
  });

  test.each(["freed", "died", "unrecognised", "vanished", "otherwise"] as const)(
    "in doubt (%s) is nowhere for certain, with who says what",
    (doubt) => {
      const { prisoner } = joined(null, anEntry("215", "anna-example", { doubt }));
      expect(prisoner.status).toEqual({ kind: "unknown", sources: ["viasna"] });
      const verdict = statusGate(prisoner, today, freshness);
      expect(verdict).toMatchObject({
        kind: "hold",
        reason: expect.stringMatching(
          /^Anna Example: Viasna, as of 2026-11-20, .*nobody has applied that.*rollcall -- verify anna-example/,
        ),
      });
      expect(verdict).toMatchObject({ reason: expect.stringContaining("https://prisoners.spring96.org/en/person/anna-example") });
    },
  );

  test("whose row is gone is held, whatever the list said before", () => {
    expect(gateOf(null, anEntry("1", "anna", { gone: "2026-11-13" }))).toMatchObject({
      reason: expect.stringContaining("as of 2026-11-13, does not have the person any more"),
    });
  });

  test("has no middle of a term: a list says one sentence, however many there were", () => {
    const { prisoner } = joined(null, anEntry("1", "anna", { detained: "2024-01-01", verdict: "2024-06-01", sentence: { years: 10 } }));
    expect(halfTermOf(prisoner)).toBeNull();
  });

  test("is recognised as none, or taken down, is nobody", () => {
    expect(joinLists([], [aList([anEntry("1", "anna", { status: "np" }), { id: "2", withheld: true }])]).prisoners.size).toBe(0);
  });

  test("who was arrested twice is not free by the old row", () => {
    const page = "https://prisoners.spring96.org/ru/person/anna-example";
    const names = { ru: "Анна Экзэмпле" };
    const entries = [
      anEntry("7", "anna-example", { names, status: "former", released: "2022-01-01" }),
      anEntry("9", "anna-example-9", { names, url: page }),
    ];
    const { prisoners, notes } = joinLists([], [aList(entries)]);
    expect([...prisoners.values()]).toMatchObject([{ slug: "anna-example-9", status: { kind: "imprisoned" } }]);
    expect(notes).toMatchObject([{ source: "viasna", id: "7" }]);
    const [old, now] = [entries[0]!, anEntry("9", "boris-other", { url: page })];
    expect([...joinLists([], [aList([old, now])]).prisoners.keys()], "two people of one page by mistake").toEqual([
      "anna-example",
      "boris-other",
    ]);
  });
});

describe("a person's file and a list", () => {
  const page = { sources: { viasna: { title: "Viasna", url: "https://prisoners.spring96.org/be/person/anna-example" } } };

  test("are one person by the id, or by the person's page in whatever language", () => {
    const entry = anEntry("215", "anna-example");
    expect(joined(aFile("anna-x", { listed: { viasna: "215" } }), entry)).toMatchObject({
      size: 1,
      prisoner: { slug: "anna-x", list: { id: "215" } },
    });
    expect(
      joined(aFile("anna-x", { ...page, status: { kind: "imprisoned", checked: "2026-11-01", sources: ["viasna"] } }), entry),
    ).toMatchObject({
      size: 1,
      prisoner: { slug: "anna-x", list: { id: "215" }, sources: page.sources },
    });
  });

  test("the file may leave out what the list says", () => {
    const { prisoner, faults } = joined(
      aPartialFile("anna-x", { listed: { viasna: "215" }, hashtags: ["#FreeAnna"], born: { date: "1982", source: "viasna" } }),
      anEntry("215", "anna-example", { gender: "F", born: "1982-04-24" }),
    );
    expect(faults).toEqual([]);
    expect(prisoner).toMatchObject({
      name: { latin: "Anna Example" },
      gender: "F",
      hashtags: ["#FreeAnna"],
      born: { date: "1982" },
      status: { kind: "imprisoned" },
    });
  });

  test("a file that leaves out what no list says is a fault, and nobody", () => {
    const { faults, size } = joined(aPartialFile("anna-x", { listed: { viasna: "999" } }), anEntry("215", "boris-example"));
    expect(size).toBe(1);
    expect(faults).toEqual([expect.stringMatching(/must have name, status, consent, sources/)]);
  });

  test("the later look counts where both say the same", () => {
    const file = aFile("anna-x", { listed: { viasna: "215" } });
    expect(joined(file, anEntry("215", "anna-example")).prisoner.status).toEqual({
      kind: "imprisoned",
      checked: "2026-11-20",
      sources: ["press", "viasna"],
    });
    expect(joined(file, anEntry("215", "anna-example", { seen: "2026-10-01" })).prisoner.status.checked).toBe("2026-11-01");
  });

  test("a list says nothing of whether somebody who went back is still free", () => {
    const file = aFile("anna-x", {
      listed: { viasna: "215" },
      status: { kind: "released", since: "2025-01-01", checked: "2025-02-01", wentBack: true, sources: ["press"] },
    });
    expect(joined(file, anEntry("215", "anna-example", { status: "former", released: "2025-01-01" })).prisoner.status.checked).toBe(
      "2025-02-01",
    );
  });

  test.each<[string, Partial<ListEntry>, string]>([
    ["freed", { status: "former", released: "2026-11-10" }, "says that the person was freed (2026-11-10)"],
    ["dead", { died: true }, "says that the person died"],
    ["recognised no more", { status: "np" }, "does not count the person among political prisoners"],
    ["gone", { gone: "2026-11-13" }, "does not have the person any more"],
    ["in doubt", { doubt: "freed" }, "says that the person was freed, and nobody has applied that"],
  ])("in prison by the file and %s by the list is held, with both said", (_, changes, says) => {
    const verdict = gateOf(aFile("anna-x", { listed: { viasna: "215" } }), anEntry("215", "anna-example", changes));
    expect(verdict).toMatchObject({
      kind: "hold",
      reason: expect.stringContaining("prisoners/anna-x.yaml says that the person is in prison, checked 2026-11-01; Viasna, as of"),
    });
    expect(verdict).toMatchObject({ reason: expect.stringContaining(says) });
  });

  test("a person who looked after the day of the list is believed, and it is noted", () => {
    const file = aFile("anna-example", {
      listed: { viasna: "215" },
      status: { kind: "imprisoned", checked: "2026-11-21", sources: ["press"] },
    });
    const entry = anEntry("215", "anna-example", { status: "former", released: "2026-11-10" });
    expect(gateOf(file, entry)).toEqual({ kind: "speak" });
    expect(joined(file, entry).notes).toEqual([expect.stringContaining("status.kind is imprisoned, checked 2026-11-21, and Viasna")]);
  });

  test("released or dead by the file and in prison by the list is as the file says, and noted", () => {
    const released = aFile("anna-example", {
      listed: { viasna: "215" },
      status: { kind: "released", since: "2025-01-01", checked: "2025-02-01", sources: ["press"] },
    });
    expect(joined(released, anEntry("215", "anna-example"))).toMatchObject({
      prisoner: { status: { kind: "released", checked: "2025-02-01" }, list: { doubt: null } },
      notes: [expect.stringContaining("says that the person is in prison")],
    });
  });

  test("released by the file and dead by the list is held: nobody greets the dead", () => {
    const released = aFile("anna-x", {
      listed: { viasna: "215" },
      status: { kind: "released", since: "2025-01-01", checked: "2025-02-01", sources: ["press"] },
    });
    expect(gateOf(released, anEntry("215", "anna-example", { status: "former", died: "2026-01-01" }))).toMatchObject({ kind: "hold" });
  });

  test("withheld in the file hides the person in every list", () => {
    const file = aFile("anna-example", { listed: { viasna: "215" }, consent: "withheld" });
    const lists = [aList([anEntry("215", "anna-example")]), aList([anEntry("7", "anna-example", { url: undefined })], { source: "baj" })];
    const { prisoners } = joinLists([file], lists);
    expect([...prisoners.values()].map(({ slug, consent }) => [slug, consent])).toEqual([["anna-example", "withheld"]]);
  });

  test("taken down in the list is withheld in the file, too", () => {
    const { prisoners, notes } = joinLists([aFile("anna-x", { listed: { viasna: "215" } })], [aList([{ id: "215", withheld: true }])]);
    expect(prisoners.get("anna-x")?.consent).toBe("withheld");
    expect(notes).toMatchObject([{ slug: "anna-x", message: expect.stringContaining("taken down") }]);
  });

  test("a file is nobody of a list who may be somebody that is withheld, whether it names the id or has the page", () => {
    const entry = anEntry("9", "anna-example", { mayBeWithheld: true });
    const partial = joinLists([aPartialFile("anna-x", { listed: { viasna: "9" } })], [aList([entry])]);
    expect([partial.prisoners.size, partial.faults, partial.notes.map(({ message }) => message)]).toEqual([
      0,
      [],
      [expect.stringContaining("`import admit 9 --source viasna`")],
    ]);
    const status = { kind: "imprisoned", checked: "2026-11-01", sources: ["viasna"] };
    expect(joinLists([aFile("anna-x", { ...page, status })], [aList([entry])]).prisoners.get("anna-x")?.list).toBeUndefined();
  });

  test("whoever wrote all of a person down wants them in posts; whoever wrote a hashtag, or what they looked up, does not say so", () => {
    const entry = anEntry("215", "anna-example", { admitted: undefined });
    expect(joined(null, entry).prisoner.list?.admitted).toBe(false);
    expect(joined(aPartialFile("anna-x", { listed: { viasna: "215" }, hashtags: ["#FreeAnna"] }), entry).prisoner.list?.admitted).toBe(
      false,
    );
    const looked = { listed: { viasna: "215" }, status: { kind: "imprisoned", checked: "2026-11-21", sources: ["viasna"] } };
    expect(joined(aPartialFile("anna-x", looked), entry).prisoner.list?.admitted).toBe(false);
    expect(joined(aFile("anna-x", { listed: { viasna: "215" } }), entry).prisoner.list?.admitted).toBe(true);
  });

  test("what they say otherwise is noted, with its place in the file", () => {
    const file = aFile("anna-example", {
      listed: { viasna: "215" },
      gender: "M",
      born: { date: "1982-04-24", source: "press" },
      detained: { date: "2020-09", source: "press" },
      trials: [{ date: "2021-09-06", sentence: { years: 11 }, articles: ["361"], source: "press" }],
    });
    const { notes } = joinLists(
      [file],
      [
        aList([
          anEntry("215", "vera-other", {
            gender: "F",
            born: "1982-04-25",
            detained: "2020-09-07",
            verdict: "2021-09-06",
            sentence: { years: 10 },
            articles: ["361", "357"],
          }),
        ]),
      ],
    );
    expect(notes.map((note) => ("path" in note ? note.path.join(".") : null))).toEqual([
      "name.latin",
      "born.date",
      "gender",
      "trials.0.sentence",
      "trials.0.articles",
    ]);
  });
});

describe("who may be whom", () => {
  test("somebody of a list whom a file names is left out until the file says who it is", () => {
    const file = aFile("maryia-kalesnikava", { name: { latin: "Maryia Kalesnikava" } });
    const entry = anEntry("215", "kolesnikova", { names: { ru: "Мария Колесникова" } });
    const { prisoners, notes } = joinLists([file], [aList([entry])]);
    expect([...prisoners.keys()]).toEqual(["maryia-kalesnikava"]);
    expect(notes).toEqual([
      {
        source: "viasna",
        id: "215",
        message: expect.stringContaining(
          'prisoners/maryia-kalesnikava.yaml, and is left out until that file says who it is: listed: { viasna: "215" }',
        ),
      },
    ]);
    const other = aFile("maryia-kalesnikava", { name: { latin: "Maryia Kalesnikava" }, listed: { viasna: "none" } });
    expect([...joinLists([other], [aList([entry])]).prisoners.keys()]).toEqual(["kolesnikova", "maryia-kalesnikava"]);
  });

  test("of two lists the one that was there first keeps its people", () => {
    const first = aList([anEntry("215", "anna-example")], { at: "2026-01-01T00:00:00Z" });
    const second = aList([anEntry("7", "anna", { names: { en: "Anna Example" } })], { source: "baj", at: "2026-02-01T00:00:00Z" });
    const { prisoners, notes } = joinLists([], [second, first]);
    expect([...prisoners.values()].map(({ list }) => list?.source)).toEqual(["viasna"]);
    expect(notes).toMatchObject([{ source: "baj", id: "7", message: expect.stringContaining('listed: { viasna: "215", baj: "7" }') }]);
    const linked = aPartialFile("anna-example", { listed: { viasna: "215", baj: "7" } });
    expect(joinLists([linked], [second, first])).toMatchObject({ notes: [], faults: [] });
  });

  test("lists that do not agree on somebody say nothing", () => {
    const lists = [
      aList([anEntry("215", "anna-example")], { at: "2026-01-01T00:00:00Z" }),
      aList([anEntry("7", "anna-example", { status: "former", released: "2026-11-01" })], { source: "baj" }),
    ];
    const { prisoners } = joinLists([aPartialFile("anna-example", { listed: { viasna: "215", baj: "7" } })], lists);
    expect(prisoners.get("anna-example")).toMatchObject({
      status: { kind: "unknown" },
      list: { doubt: expect.stringMatching(/Viasna, as of .* in prison; BAJ, as of .* was freed/) },
    });
  });

  test("lists that do not agree on somebody whose file says nothing of it are noted, and lists that do are not", () => {
    const lists = (status: "active" | "former") => [
      aList([anEntry("215", "anna-example")], { at: "2026-01-01T00:00:00Z" }),
      aList([anEntry("7", "anna-example", { status })], { source: "baj" }),
    ];
    const file = aPartialFile("anna-example", { listed: { viasna: "215", baj: "7" } });
    expect(joinLists([file], lists("former")).notes).toMatchObject([
      {
        slug: "anna-example",
        path: ["listed"],
        message: expect.stringMatching(/^Viasna, as of .*in prison; BAJ, as of .*freed/),
      },
    ]);
    expect(joinLists([file], lists("active")).notes).toEqual([]);
  });

  test.each(["Taras Jddbtgonlaterlski", "Jzq Jx", "李 小龍", "X9 Z0"])("the very same name is one in whatever letters: %s", (latin) => {
    const file = aFile("somebody", { name: { latin } });
    const entry = anEntry("215", "taras", { names: { en: latin } });
    expect(joinLists([file], [aList([entry])]).notes).toMatchObject([{ message: expect.stringContaining("may be the person of") }]);
    const linked = aFile("somebody", { name: { latin }, listed: { viasna: "215" } });
    expect(joinLists([linked], [aList([entry])]).notes).toEqual([]);
  });

  test("people of one list may share a name, and two people never share a slug", () => {
    const entries = [
      anEntry("1", "anna-example"),
      anEntry("2", "anna-example", { url: "https://example.org/person/2", names: { en: "Anna Example" } }),
    ];
    expect([...joinLists([], [aList(entries)]).prisoners.keys()]).toEqual(["anna-example", "anna-example-2"]);
    const file = aFile("anna-example", { listed: { viasna: "none" } });
    expect([...joinLists([file], [aList(entries)]).prisoners.keys()]).toEqual(["anna-example", "anna-example-1", "anna-example-2"]);
  });

  test("two files for one entry are noted, and the list speaks of the first", () => {
    const files = [aFile("anna-a", { listed: { viasna: "215" } }), aFile("anna-b", { listed: { viasna: "215" } })];
    const { prisoners, notes } = joinLists(files, [aList([anEntry("215", "anna-example")])]);
    expect([...prisoners.values()].map(({ slug, list }) => [slug, list?.id])).toEqual([
      ["anna-a", "215"],
      ["anna-b", undefined],
    ]);
    expect(notes).toContainEqual(
      expect.objectContaining({ slug: "anna-b", message: expect.stringContaining("prisoners/anna-a.yaml already") }),
    );
  });

  describe("by more than the name", () => {
    const gateOfAll = (files: readonly PrisonerFile[], lists: readonly PersonList[], slug: string) => {
      const { prisoners, notes } = joinLists(files, lists);
      return { verdict: statusGate(prisoners.get(slug)!, today, freshness), notes: notes.map(({ message }) => message), prisoners };
    };
    const first = (changes: Partial<ListEntry> = {}) => aList([anEntry("215", "anna-example", changes)], { at: "2026-01-01T00:00:00Z" });
    const second = (changes: Partial<ListEntry> = {}) =>
      aList([anEntry("7", "hanna", { url: undefined, names: { be: "Ганна Экзамплэ" }, ...changes })], { source: "baj" });
    test("by the same page people of two lists are one, whatever their names, until a file says otherwise", () => {
      const page = {
        url: "https://prisoners.spring96.org/be/person/anna-example",
        names: { en: "Hanna Married-Name" },
        status: "former" as const,
      };
      const { verdict, notes, prisoners } = gateOfAll([], [first(), second(page)], "anna-example");
      expect([[...prisoners.keys()], verdict.kind, notes.length]).toEqual([["anna-example"], "hold", 1]);
      const linked = aPartialFile("anna-example", { listed: { viasna: "215" } });
      expect([...gateOfAll([linked], [first(), second(page)], "anna-example").prisoners.keys()]).toEqual(["anna-example"]);
      const apart = aPartialFile("anna-example", { listed: { viasna: "215", baj: "none" } });
      expect([...gateOfAll([apart], [first(), second(page)], "anna-example").prisoners.keys()]).toEqual(["anna-example", "hanna"]);
    });

    test("whom a file withholds that leaves the name to one list is out of the other, too", () => {
      const file = aPartialFile("anna-x", { listed: { viasna: "215" }, consent: "withheld" });
      expect([...gateOfAll([file], [first(), second({ names: { en: "Anna Example" } })], "anna-x").prisoners.keys()]).toEqual(["anna-x"]);
    });

    test("lists that one file links and that do not agree are noted", () => {
      const file = aPartialFile("anna-x", { listed: { viasna: "215", baj: "7" } });
      const { notes } = gateOfAll([file], [first(), second({ status: "former", released: "2026-11-01" })], "anna-x");
      expect(notes).toContainEqual(expect.stringMatching(/Viasna, as of .* in prison; BAJ, as of .* was freed/));
    });
  });
});
