import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { changesAgainst } from "../../../../src/campaign/lists/changes-against.ts";
import { compareLists } from "../../../../src/campaign/lists/compare-lists.ts";
import { joinLists } from "../../../../src/campaign/lists/join-lists.ts";
import { drawDifference } from "../../../../src/terminal/draw-difference.ts";
import * as machine from "./a-list.ts";
import { aFile } from "./a-listed-person.ts";

test("what a file would say against whoever is in prison by the record is shown before it is applied", () => {
  const list = machine.aList([machine.anEntry(1), machine.anEntry(2), machine.anEntry(5)]);
  const named = (id: number, changes: Record<string, unknown> = {}) =>
    aFile(`own-${id}`, { name: { latin: machine.nameOf(id) }, ...changes });
  const files = [named(1), named(2, { listed: { viasna: "none" } }), named(3), named(4), named(5)];
  files.push(named(6, { status: { kind: "imprisoned", checked: "2026-11-21", sources: ["press"] } }));
  const rows = [1, 2, 3, 6].map((id) => machine.aRow(id, "former", { released: "2026-11-15" }));
  const difference = compareLists(list, machine.aFile([...rows, machine.aRow(4)]), {
    asOf: "2026-11-20",
    confirmed: { active: 1, rows: 5 },
  });
  if (difference.kind === "refused") throw new Error(difference.reason);
  const against = changesAgainst(difference, list.header, joinLists(files, [list]).prisoners.values());
  expect(against.map(({ slug, says }) => `${slug}: ${says}`)).toEqual([
    "own-1: Viasna, as of 2026-11-20, says that the person was freed (2026-11-15)",
    "own-3: Viasna, as of 2026-11-20, says that the person was freed (2026-11-15)",
    "own-5: Viasna, as of 2026-11-20, does not have the person any more, which is no release",
  ]);
  expect(stripVTControlCharacters(drawDifference(difference, "viasna", list, { all: true, against }))).toMatch(
    /\nContradicts what is recorded .*: 3\n {2}Person \S+ {2}\(1\) may be own-1, and Viasna, as of 2026-11-20, says that the person was freed/,
  );
});
