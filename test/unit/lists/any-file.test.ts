import * as fc from "fast-check";
import { expect, test } from "vitest";
import { syntheticList, type SyntheticPerson } from "../../synthetic-list.ts";
import { neverImported, writeHeadingsCsv, writeMachineCsv } from "../../write-synthetic-list.ts";
import { machineColumns } from "./a-row.ts";
import { factsOf, readBytes, readWhole } from "./read-bytes.ts";

const { people } = syntheticList({ seed: 11, rows: 400 });
const shown = people.filter(({ hidden }) => !hidden);
const someOf = (all: readonly SyntheticPerson[]) => fc.shuffledSubarray([...all], { minLength: 1, maxLength: 8 });

const anyText = fc.string({ unit: fc.constantFrom(..."a|Ж|ў|’|\"|'|,|;|\t|\n|\r| |—|*".split("|")), maxLength: 30 });

interface Oddity {
  readonly delimiter: "," | ";" | "\t";
  readonly lineBreak: "\n" | "\r\n" | "\r";
  readonly byteOrderMark: boolean;
  readonly isEnded: boolean;
  readonly columns: readonly string[];
  /** Which cells are quoted without need, and behind which rows a line is empty; taken in turn. */
  readonly turns: readonly boolean[];
  readonly pieceBytes: number;
}

const anOddity: fc.Arbitrary<Oddity> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t"),
  lineBreak: fc.constantFrom("\n", "\r\n", "\r"),
  byteOrderMark: fc.boolean(),
  isEnded: fc.boolean(),
  columns: fc.shuffledSubarray(machineColumns, { minLength: machineColumns.length }),
  turns: fc.array(fc.boolean(), { minLength: 7, maxLength: 23 }),
  pieceBytes: fc.integer({ min: 1, max: 300 }),
});

const writeOddly = (rows: readonly (readonly string[])[], { delimiter, lineBreak, byteOrderMark, isEnded, turns }: Oddity): string => {
  let turn = 0;
  const next = (): boolean => turns[(turn += 1) % turns.length]!;
  const cell = (text: string): string => (/[",;\t\r\n]/.test(text) || next() ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((cells) => cells.map(cell).join(delimiter) + (next() ? lineBreak : ""));
  return (byteOrderMark ? "\uFEFF" : "") + lines.join(lineBreak) + (isEnded ? lineBreak : "");
};

/** The machine CSV's cells, by column. */
const cellsOf = async (some: readonly SyntheticPerson[]): Promise<readonly Readonly<Record<string, string>>[]> => {
  const { parse } = await import("csv-parse/sync");
  return parse(writeMachineCsv(some), { columns: true });
};

const neverRead = ["photo", "description", "prison", "declaration", "penalty", "judge", "councel", "fake_terrorist_list"];

/** Where records begin, counted letter by letter. */
const linesOf = (text: string): number[] => {
  const starts: number[] = [];
  let line = 1;
  let isQuoted = false;
  let isFresh = true;
  for (const sign of text.replaceAll("\r\n", "\n")) {
    if (isFresh && sign !== "\n" && sign !== "\r") {
      starts.push(line);
      isFresh = false;
    }
    if (sign === '"') isQuoted = !isQuoted;
    if (sign === "\n" || sign === "\r") {
      line += 1;
      if (!isQuoted) isFresh = true;
    }
  }
  return starts.slice(1);
};

test("however a CSV is quoted, delimited, broken into lines and pieces, its rows are the same, and so are the lines they are said to be in", async () => {
  await fc.assert(
    fc.asyncProperty(someOf(shown), anOddity, anyText, async (some, oddity, junk) => {
      const plain = await readWhole(writeMachineCsv(some));
      const cells = (await cellsOf(some)).map((row): Readonly<Record<string, string>> => ({
        ...row,
        ...Object.fromEntries(neverRead.map((column) => [column, junk])),
      }));
      const text = writeOddly([oddity.columns, ...cells.map((row) => oddity.columns.map((column) => row[column]!))], oddity);
      const read = await readWhole(text, { pieceBytes: oddity.pieceBytes });
      expect(factsOf(read)).toEqual(factsOf(plain));
      expect({ ...read, rows: [], notes: [] }).toEqual({ ...plain, rows: [], notes: [] });
      expect(read.rows.map(({ line }) => line)).toEqual(linesOf(text));
    }),
    { numRuns: 150 },
  );
});

test.each([
  ["machine CSV", (some: readonly SyntheticPerson[]) => writeMachineCsv(some, { language: "be" })],
  ["headings", (some: readonly SyntheticPerson[]) => writeHeadingsCsv(some, { language: "ru", withIds: true, lineBreak: "\r\n" })],
] as const)("a file that is cut off anywhere is refused, or says of whoever is left what the whole one says: %s", async (_, write) => {
  await fc.assert(
    fc.asyncProperty(
      someOf(shown),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 999 }),
      async (some, share, pieceBytes) => {
        const bytes = Buffer.from(write(some));
        const whole = await readWhole(bytes);
        const beginning = bytes.subarray(0, Math.floor(bytes.byteLength * share));
        const cut = await readBytes(beginning, { pieceBytes });
        const rows = cut.kind === "read" ? factsOf(cut) : [];
        // A row that was begun is there whole, or the file is refused.
        expect(rows).toHaveLength(cut.kind === "read" ? linesOf(beginning.toString()).length : 0);
        const expected = factsOf(whole).slice(0, rows.length);
        // Of the last row the words that say who is a journalist may be gone: they are the last column.
        const last = rows.at(-1);
        const isShorter = last !== undefined && !("journalist" in last) && rows.length < some.length + 1;
        expect(rows).toEqual(
          isShorter ? expected.map((row, index) => (index === rows.length - 1 ? withoutJournalist(row) : row)) : expected,
        );
      },
    ),
    { numRuns: 150 },
  );
});

const withoutJournalist = (row: object): object => Object.fromEntries(Object.entries(row).filter(([key]) => key !== "journalist"));

const said = (read: Awaited<ReturnType<typeof readBytes>>): string =>
  JSON.stringify(read.kind === "read" ? { ...read, rows: [], tail: [] } : read);

test("whatever bytes come, nothing is thrown, and a refusal is one line", async () => {
  const sound = Buffer.from(writeMachineCsv(people.slice(0, 6), { language: "ru" }));
  const broken = fc
    .array(fc.tuple(fc.nat(sound.byteLength - 1), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('",;\t\n\r<{[\0')))), {
      minLength: 1,
      maxLength: 6,
    })
    .map((changes) => {
      const bytes = Buffer.from(sound);
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    });
  const words = fc.string({
    unit: fc.constantFrom(...'id,name\n",;{}[]:<>1\u0000é\uFFFD'.split(""), "status", "imprisoned", "https://"),
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 3000 }),
        broken,
        words.map((text) => Buffer.from(text)),
      ),
      fc.integer({ min: 1, max: 4000 }),
      async (bytes, pieceBytes) => {
        const read = await readBytes(bytes, { pieceBytes });
        expect(read.kind === "refused" ? read.reason : "One.").toMatch(/^[^\n\r]+[.?!]$/);
      },
    ),
    { numRuns: 500 },
  );
});

test("no message and no figure holds a name, or what must never be imported, however the file is broken", async () => {
  const text = writeMachineCsv(people.slice(90, 110));
  const names = people.map((person) => person.names.en);
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom('"', ",", "\n", "\t", "", "**", "<b>"), async (at, sign) => {
      const read = said(await readBytes(`${text.slice(0, at)}${sign}${text.slice(at + 1)}`));
      expect(read).not.toContain(neverImported);
      expect(names.filter((name) => read.includes(name))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
