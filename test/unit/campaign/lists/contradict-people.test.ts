import { describe, expect, test } from "vitest";
import { joinLists } from "../../../../src/campaign/lists/join-lists.ts";
import type { ListEntry } from "../../../../src/campaign/lists/list-entry.ts";
import type { PersonList } from "../../../../src/campaign/lists/person-list.ts";
import { postGate } from "../../../../src/campaign/post-gate.ts";
import type { PrisonerFile } from "../../../../src/campaign/prisoner.ts";
import { aFile, aList, anEntry } from "./a-listed-person.ts";

const settings = { freshnessDays: 90, releaseWaves: [], peopleZone: "Europe/Minsk" };

const scene = (files: readonly PrisonerFile[], lists: readonly PersonList[], slug = "anna-example") => {
  const { prisoners, notes } = joinLists(files, lists);
  const gate = (kind: "profile" | "freed") =>
    postGate({ kind, prisoner: prisoners.get(slug), settings, now: Temporal.Instant.from("2026-11-21T10:00:00Z"), approvedBy: null });
  return {
    slugs: [...prisoners.keys()],
    prisoner: prisoners.get(slug),
    notes: notes.map(({ message }) => message),
    gate: gate("profile"),
    gate2: gate,
  };
};

const freed = { status: "former", released: "2026-06-06" } as const;
/** Of the name, with another page. */
const namesake = (id: string, changes: Partial<ListEntry> = {}): ListEntry =>
  anEntry(id, `anna-example-${id}`, { names: { en: "Anna Example" }, ...changes });
const own = aFile("anna-example");
const checked = (day: string, changes: Record<string, unknown> = {}): PrisonerFile =>
  aFile("anna-example", { status: { kind: "imprisoned", checked: day, sources: ["press"] }, ...changes });

describe("a file that no one has linked, in prison by what it says", () => {
  test.each<[string, Partial<ListEntry>, string]>([
    ["freed", freed, "says that the person was freed (2026-06-06)"],
    ["dead", { status: "former", died: "2026-05-05" }, "says that the person died (2026-05-05)"],
    ["recognised as none", { status: "np" }, "does not count the person among political prisoners"],
    ["gone", { gone: "2026-11-13" }, "does not have the person any more"],
    ["freed, which nobody has applied", { doubt: "freed" }, "says that the person was freed, and nobody has applied that"],
    ["vanished, which nobody has applied", { doubt: "vanished" }, "does not have the person any more"],
  ])("is held where whoever may be the person is %s, with both said and what to write", (_, changes, says) => {
    const { slugs, gate, prisoner, notes } = scene([own], [aList([namesake("215", changes)])]);
    expect(slugs).toEqual(["anna-example"]);
    expect(gate).toMatchObject({
      kind: "hold",
      reason: expect.stringMatching(
        /^Anna Example: prisoners\/anna-example\.yaml says that the person is in prison, checked 2026-11-01; Viasna, as of 2026-11-\d\d, .*Anna Example \(215\), who may be the same\. Look it up \(https:.*listed: \{ viasna: "215" \}, or viasna: none/,
      ),
    });
    expect(gate).toMatchObject({ reason: expect.stringContaining(says) });
    expect(prisoner?.status, "nothing that knows of kinds alone says a thing of today").toEqual({ kind: "unknown", sources: ["press"] });
    expect(notes).toEqual([
      expect.stringMatching(/Anna Example \(215\) may be .*listed: \{ viasna: "215" \}.*the two contradict \(.*\): nothing is said/),
    ]);
  });

  test("is believed where somebody looked after the day of the list, though not of the dead, and it is noted all the same", () => {
    const list = aList([namesake("215", freed)]);
    expect(scene([checked("2026-11-20")], [list]).gate).toMatchObject({ reason: expect.stringContaining("with a DATE after 2026-11-20") });
    expect(scene([checked("2026-11-21")], [list])).toMatchObject({ gate: { kind: "speak" } });
    const dead = scene([checked("2026-11-21")], [aList([namesake("215", { status: "former", died: true })])]);
    expect(dead.gate).toMatchObject({ kind: "hold", reason: expect.not.stringContaining("verify") });
  });

  test("is told of again once the file says who it is", () => {
    const list = aList([namesake("215", freed)]);
    expect(scene([checked("2026-11-01", { listed: { viasna: "none" } })], [list]).gate).toEqual({ kind: "speak" });
    const linked = scene([checked("2026-11-01", { listed: { viasna: "215" } })], [list]).prisoner;
    expect(linked).toMatchObject({ list: { doubt: expect.any(String) } });
    expect(linked).not.toHaveProperty("contradicted");
  });

  test("is not silenced by one namesake while another is in prison, unless it is a dead one; and is to be linked", () => {
    const one = scene([own], [aList([namesake("215", freed), namesake("216", { status: "np" }), namesake("217")])]);
    expect(one.gate).toEqual({ kind: "speak" });
    expect(one.notes).toEqual([
      expect.stringMatching(/\(215\).*listed: \{ viasna: "215" \}.*contradict.*217 of the same name is not against it/),
      expect.stringMatching(/\(217\) may be the person of prisoners.*listed: \{ viasna: "217" \}/),
      expect.stringMatching(/\(216\).*listed: \{ viasna: "216" \}.*contradict.*217/),
    ]);
    const doubtful = [namesake("215", freed), namesake("217", { doubt: "vanished" })];
    expect(scene([own], [aList(doubtful)]).gate, "whoever is in doubt is not in prison for certain").toMatchObject({ kind: "hold" });
    expect(scene([own], [aList([namesake("215", { status: "former", died: true }), namesake("217")])]).gate).toMatchObject({
      kind: "hold",
    });
  });

  test("is held by one list whatever another says", () => {
    const lists = [aList([namesake("217")]), aList([namesake("b1", freed)], { source: "baj", at: "2026-11-21T09:00:00Z" })];
    expect(scene([own], lists).gate).toMatchObject({ kind: "hold", reason: expect.stringContaining('baj: "b1"') });
  });

  test("is held by an entry that another file has by the same id", () => {
    const files = [aFile("anna-a", { listed: { viasna: "215" } }), aFile("anna-example", { listed: { viasna: "215" } })];
    expect(scene(files, [aList([namesake("215", freed)])]).gate).toMatchObject({ kind: "hold" });
  });
});

test("whoever is released by a file is held by a dead namesake only, the news of the release, too", () => {
  const released = (since: string) => aFile("anna-example", { status: { kind: "released", since, checked: since, sources: ["press"] } });
  expect(scene([released("2025-01-01")], [aList([namesake("215", { status: "np" })])]).gate).toEqual({ kind: "speak" });
  const dead = scene([released("2026-11-19")], [aList([namesake("215", { status: "former", died: true })])]);
  expect([dead.gate2("profile"), dead.gate2("freed")]).toEqual([
    expect.objectContaining({ reason: expect.stringContaining("died") }),
    expect.objectContaining({ reason: expect.stringContaining("died") }),
  ]);
});

test("nothing is said of somebody whom their own list has in prison for a namesake in that list", () => {
  const entries = [anEntry("1", "anna-example"), namesake("2", freed), namesake("3", { status: "np" })];
  expect(scene([], [aList(entries)])).toMatchObject({ gate: { kind: "speak" }, notes: [] });
  const linked = aFile("anna-example", { listed: { viasna: "1" } });
  expect(scene([linked], [aList(entries)])).toMatchObject({ gate: { kind: "speak" }, notes: [] });
});

describe("two lists", () => {
  const viasna = aList([anEntry("1", "anna-example")], { at: "2026-11-19T09:00:00Z", asOf: "2026-11-19" });
  const baj = (changes: Partial<ListEntry>, at = "2026-11-20T09:00:00Z"): PersonList =>
    aList([namesake("b1", changes)], { source: "baj", at });

  test.each<[string, Partial<ListEntry>]>([
    ["freed", freed],
    ["dead", { status: "former", died: "2026-10-10" }],
    ["recognised as none", { status: "np" }],
  ])("in prison by the first and %s by the second is held until a file says who is who", (_, changes) => {
    const { gate, notes } = scene([], [viasna, baj(changes)]);
    expect(gate).toMatchObject({
      kind: "hold",
      reason: expect.stringMatching(
        /^Anna Example: Viasna, as of 2026-11-19, says that the person is in prison; BAJ, as of 2026-11-20, .*listed: \{ viasna: "1", baj: "b1" \}, or baj: none/,
      ),
    });
    expect(notes).toEqual([expect.stringMatching(/\(b1\) may be .*the two contradict/)]);
    const told = aFile("anna-example", { listed: { viasna: "1", baj: "none" } });
    expect(scene([told], [viasna, baj(changes)]).gate).toEqual({ kind: "speak" });
  });

  test("recognised as none by the first and in prison by the second is held, too", () => {
    const lists = [baj({ status: "np" }, "2026-11-18T09:00:00Z"), viasna];
    expect(scene([], lists).gate).toMatchObject({
      kind: "hold",
      reason: expect.stringMatching(/Viasna, .*in prison; BAJ, .*among political prisoners.*baj: none/),
    });
  });

  test("of which a file is in one, and may be in the other", () => {
    const linked = aFile("anna-example", { listed: { viasna: "1" } });
    expect(scene([linked], [viasna, baj(freed)]).gate).toMatchObject({
      kind: "hold",
      reason: expect.stringMatching(/prisoners\/anna-example\.yaml says .*listed: \{ viasna: "1", baj: "b1" \}/),
    });
  });

  test("that agree hold nobody", () => {
    expect(scene([], [viasna, baj({})])).toMatchObject({ gate: { kind: "speak" }, notes: [expect.not.stringContaining("contradict")] });
  });
});

test("nobody who is withheld is named", () => {
  const { notes } = scene([aFile("anna-example", { consent: "withheld" })], [aList([namesake("215", { status: "np" })])]);
  expect(notes).toEqual([]);
});
