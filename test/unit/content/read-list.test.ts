import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { formatFault } from "../../../src/content/fault.ts";
import { readList } from "../../../src/content/read-list.ts";
import { writeList } from "../../../src/content/write-list.ts";
import { aList, anEntry } from "../campaign/lists/a-list.ts";
import { anyFile, anyKinds, applied } from "../campaign/lists/any-weeks.ts";

const [header = "", made = ""] = writeList(aList([])).split("\n");
const person = '{"id":"215","slug":"maria-kalesnikava","names":{"en":"Maria Kalesnikava"},"status":"active"}';

const read = (...lines: readonly string[]) => readList("content/lists/viasna.jsonl", "viasna", `${lines.join("\n")}\n`);
const faultsOf = (...lines: readonly string[]): string[] => read(...lines).faults.map(formatFault);

describe("a list's file", () => {
  it("is read as it was written, and written as it was read", () => {
    fc.assert(
      fc.property(anyFile, anyFile, anyKinds, (first, second, kinds) => {
        const list = applied(applied(null, first, undefined, "2026-11-13"), second, kinds);
        const text = writeList(list);
        const again = readList("viasna.jsonl", "viasna", text);
        expect(again.faults).toEqual([]);
        expect(writeList(again.list ?? list)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it("has one line a person, in the order of the ids, with the keys in one order", () => {
    const list = aList([
      anEntry(9),
      anEntry(215, "former", { released: "2026-10", born: "1982", gender: "F" }),
      { id: "1000", withheld: true },
    ]);
    expect(writeList(list).split("\n").slice(2)).toEqual([
      '{"id":"9","slug":"person-9","url":"https://prisoners.spring96.org/en/person/person-9","names":{"en":"Person Bsa"},"status":"active"}',
      '{"id":"215","slug":"person-215","url":"https://prisoners.spring96.org/en/person/person-215","names":{"en":"Person Bfadala"},"status":"former","gender":"F","born":"1982","released":"2026-10"}',
      '{"id":"1000","withheld":true}',
      "",
    ]);
  });

  it("is read whatever the order of its people and its line ends", () => {
    const { list } = read(`${header}\r`, `${made}\r`, '{"id":"1000","withheld":true}\r', "", `${person}\r`);
    expect(list?.entries.map(({ id }) => id)).toEqual(["215", "1000"]);
  });

  it.each([
    ["no JSON", [header, made, `${person},`], /^content\/lists\/viasna\.jsonl:3:\d+: is no JSON/],
    ["a merge conflict", [header, "<<<<<<< HEAD", person], /:2:1: has the marks of a merge conflict/],
    ["text alone", [header, '"Maria"'], /:2:1: must be a JSON object/],
    ["no first line", [person], /:1:1: is no list: its first line must be/],
    ["another list's name", [header.replace("viasna", "baj"), person], /:1:9: list is "baj": it must be viasna/],
    ["a second list in it", [header, header], /:2:1: names a list, which only the first line may/],
    ["imports out of order", [header, made, made], /:3:\d+: import 1 is behind import 1/],
    ["an id twice", [header, person, person.replace("maria", "maryia")], /:3:7: id "215" is in line 2 already/],
    ["a slug twice", [header, person, person.replace("215", "216")], /:3:20: slug "maria-kalesnikava" is in line 2 already/],
    ["a status that is none", [header, person.replace("active", "imprisoned")], /:2:\d\d: status "imprisoned"|status is "imprisoned"/],
    ["a key that nobody reads", [header, person.replace('"status"', '"stauts"')], /:2:\d\d: .*"stauts": did you mean status\?/],
    ["no name", [header, person.replace('"en":"Maria Kalesnikava"', "")], /:2:\d+: names has no name/],
    [
      "more than the id of somebody who is withheld",
      [header, person.replace("}}", '},"withheld":true}').replace('"status":"active"}', '"withheld":true}')],
      /:2:\d+: .*slug/,
    ],
  ])("is told by line and column where it has %s", (_, lines, expected) => {
    const faults = faultsOf(...lines);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatch(expected);
  });

  it("speaks for no day that is still to come", () => {
    const text = `${header}\n${made}\n`;
    const on = (today: string) => readList("viasna.jsonl", "viasna", text, today).faults.map(({ line, message }) => `${line} ${message}`);
    expect([on("2026-11-13"), on("2026-11-12")]).toEqual([
      [],
      ["2 asOf 2026-11-13 is after today (2026-11-12): nobody knows that day yet"],
    ]);
  });

  it("has no fact whose day is still to come, and tells each in its place", () => {
    const entry = '{"id":"1","slug":"anna","names":{"en":"Anna"},"status":"former","born":"1982","released":"2030-01-01","died":true}';
    const { faults } = readList("viasna.jsonl", "viasna", `${header}\n${made}\n${entry}\n`, "2026-11-21");
    expect(faults.map(formatFault)).toEqual([
      expect.stringMatching(/^viasna\.jsonl:3:\d\d: released 2030-01-01 is after today \(2026-11-21\)/),
    ]);
    expect(read(header, made, entry).faults).toEqual([]);
  });

  it("has no people without the import that they are of, or all of them would be gone without a word", () => {
    expect(faultsOf(header, person)).toEqual([expect.stringMatching(/:1:1: has people, and no line of the import that they are of/)]);
    expect(faultsOf(header, '{"id":"1000","withheld":true}')).toEqual([]);
  });

  it("is read in a moment with 10,000 people", () => {
    const entries = Array.from({ length: 10_000 }, (_, index) =>
      anEntry(index + 1, "former", {
        gender: "F",
        born: "1982-04-24",
        detained: "2020-09-07",
        articles: ["361-1 p.1", "342"],
        verdict: "2021-09-06",
        sentence: { years: 2, months: 6 },
        released: "2023-01",
        admitted: "2026-11-20",
      }),
    );
    const text = writeList(aList(entries));
    read(header, made, person);
    const begun = performance.now();
    const { list } = readList("viasna.jsonl", "viasna", text);
    const tookMs = performance.now() - begun;
    expect(list?.entries.length).toBe(10_000);
    // Some 100 ms alone: others may use the machine.
    expect(tookMs).toBeLessThan(1500);
  });
});
