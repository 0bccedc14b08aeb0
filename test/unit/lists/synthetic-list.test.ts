import { expect, test } from "vitest";
import { neverImported, writeHeadingsCsv, writeMachineCsv } from "../../write-synthetic-list.ts";
import { syntheticList } from "../../synthetic-list.ts";

test("the same seed makes the same list, as large as Viasna's, and the second week's differences are in it", () => {
  const first = syntheticList({ seed: 7 });
  const second = syntheticList({ seed: 7, week: 2 });
  expect(syntheticList({ seed: 7 })).toEqual(first);
  expect(first.people).toHaveLength(8700);
  const active = first.people.filter((person) => person.status === "active").length;
  expect(active).toBeGreaterThan(1000);
  expect(active).toBeLessThan(1300);
  const idsBefore = new Set(first.people.map(({ id }) => id));
  const now = new Map(second.people.map((person) => [person.id, person]));
  expect(idsBefore.size).toBe(8700);
  expect(second.changes.freed).toHaveLength(52);
  expect(second.changes.freed.map((id) => now.get(id)?.status)).toEqual(Array.from({ length: 52 }, () => "former"));
  expect(second.changes.sameName.filter((id) => idsBefore.has(id))).toEqual([]);
});

test("a name is shared by the planted groups alone", () => {
  const counts = Object.values(Object.groupBy(syntheticList({ seed: 7 }).people, ({ names }) => names.en)).map((group) => group?.length);
  expect(counts.filter((count) => count !== 1)).toEqual(Array.from({ length: 22 }, () => 2));
});

test("what must never be imported is in both layouts", () => {
  const { people } = syntheticList({ seed: 7, rows: 400 });
  expect(writeMachineCsv(people).split(neverImported).length).toBeGreaterThan(400 * 8);
  expect(writeHeadingsCsv(people, { language: "be", withIds: true }).split(neverImported).length).toBeGreaterThan(400 * 4);
});
