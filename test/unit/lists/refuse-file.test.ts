import { expect, test } from "vitest";
import { maxListBytes } from "../../../src/lists/read-text.ts";
import { syntheticList } from "../../synthetic-list.ts";
import { writeHeadingsCsv, writeMachineCsv } from "../../write-synthetic-list.ts";
import { csvLine, machineColumns, machineFile } from "./a-row.ts";
import { readBytes, refusalOf } from "./read-bytes.ts";

const { people } = syntheticList({ seed: 5, rows: 400 });
const russian = writeMachineCsv(people, { language: "ru" });

/** Letters as windows-1251 has them; what it has not becomes a question mark. */
const inWindows1251 = (text: string): Buffer => {
  const letters = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder("windows-1251").decode(Uint8Array.of(byte)), byte] as const),
  );
  return Buffer.from(Array.from(text, (letter) => letters.get(letter) ?? 0x3f));
};

const misreadAs = (label: string, text: string): string => new TextDecoder(label).decode(Buffer.from(text));

test.each([
  [
    "UTF-16 with a mark",
    Buffer.from(`\uFEFF${russian}`, "utf16le"),
    'The file is in UTF-16, not in UTF-8: save it as "CSV UTF-8" and import that.',
  ],
  [
    "UTF-16 without a mark",
    Buffer.from(russian, "utf16le"),
    'The file is in UTF-16, not in UTF-8: save it as "CSV UTF-8" and import that.',
  ],
  [
    "UTF-16, the other way round",
    Buffer.from(`\uFEFF${russian}`, "utf16le").swap16(),
    'The file is in UTF-16, not in UTF-8: save it as "CSV UTF-8" and import that.',
  ],
  [
    "windows-1251",
    inWindows1251(russian),
    'The file is not in UTF-8, probably in windows-1251 (line 2): save it as "CSV UTF-8" and import that.',
  ],
  [
    "a workbook",
    Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(2000, 7)]),
    'The file is a workbook or an archive, not a CSV: save it as "CSV UTF-8" and import that.',
  ],
  ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), "The file is packed with gzip: unpack it and import what is in it."],
  ["a PDF", Buffer.from("%PDF-1.7\n"), "The file is a PDF, not a CSV: export the list as CSV."],
  ["nothing", Buffer.alloc(0), "The file is empty: export the list again."],
  ["spaces", Buffer.from("\uFEFF \r\n\n"), "The file is empty: export the list again."],
  ["a header alone", Buffer.from(csvLine(machineColumns)), "The file has no rows: export the list again."],
  [
    "a page",
    Buffer.from("\n<!DOCTYPE html><html><body>Log in</body></html>"),
    "This is a web page, not a CSV, maybe one that asks to log in: save the list itself, by the link to its CSV.",
  ],
  [
    "lost letters",
    Buffer.from(machineFile({ description: "caf\uFFFD" })),
    'Letters were lost in line 2 (U+FFFD stands in their place): export the list again, save it as "CSV UTF-8" and import that.',
  ],
  [
    "a zero byte",
    Buffer.from(`${csvLine(machineColumns)}${"x".repeat(2000)}\0`),
    "Line 2 has a zero byte in it, so this is no text: export the list again.",
  ],
])("a file in another encoding, or of another kind, is refused as what it is: %s", async (_, bytes, reason) => {
  expect(await readBytes(bytes)).toEqual({ kind: "refused", reason });
  expect(await readBytes(bytes, { pieceBytes: 7 })).toEqual({ kind: "refused", reason });
});

test("a sign of another encoding is seen though it comes in pieces", async () => {
  const bytes = `${machineFile({}).slice(0, -1)}${"x".repeat(3000)}`;
  expect(await refusalOf(`${bytes}â€”\n`, { pieceBytes: Buffer.byteLength(bytes) + 2 })).toMatch(/^Line 2 has UTF-8 that/);
});

test("one odd word that is never read spoils no list, one that is read does, and so do many of them", async () => {
  const list = writeMachineCsv(people);
  const [one = "", two = ""] = list.match(/a worker, father of two/g) ?? [];
  const odd = list.replace(one, "a worker\uFFFD at the cafÃ©").replace(two, "a â€œworkerâ€\u009D");
  expect(await readBytes(odd)).toEqual(await readBytes(list));
  expect(await readBytes(odd, { pieceBytes: 100 })).toEqual(await readBytes(list));
  expect(await refusalOf(list.replaceAll(one, "cafÃ©"))).toMatch(/^Line \d+ has UTF-8 that/);
  expect(await refusalOf(list.replace(people[9]!.names.en, "Nadzeya Pr\uFFFDkladnaya"))).toMatch(/^Letters were lost in line \d+ /);
});

test("names that another encoding has turned into question marks are not taken for hidden ones", async () => {
  const lost = russian.replaceAll(/\p{Script=Cyrillic}/gu, "?");
  expect(await refusalOf(lost)).toMatch(/^The names of 3\d\d rows are question marks, from line 2 on, so their letters were lost/);
});

test.each(["latin1", "windows-1252", "windows-1251"])("UTF-8 that something read as %s and saved again is refused", async (label) => {
  expect(await refusalOf(misreadAs(label, russian))).toMatch(/^Line \d+ has UTF-8 that something read in another encoding and saved again/);
  expect(await refusalOf(misreadAs(label, writeHeadingsCsv(people, { language: "be" })))).toMatch(/^Line 1 has UTF-8 that/);
  expect(await refusalOf(misreadAs(label, writeMachineCsv(people)))).toMatch(/^Line \d+ has UTF-8 that/);
});

const without = (column: string): string =>
  machineFile({})
    .replace(new RegExp(`(?<=,)${column},`), "")
    .replace(/\n.*/s, "\n");

test.each([
  [
    "an unknown column",
    machineFile({}).replace("clusters", "cluster"),
    'The column "cluster" is not one that Viasna\'s machine CSV is known to have; did you mean "clusters"?',
  ],
  [
    "another one",
    machineFile({}).replace("clusters", "relatives"),
    'The column "relatives" is not one that Viasna\'s machine CSV is known to have.',
  ],
  ["a missing one", without("died"), 'The column "died" of Viasna\'s machine CSV is missing: export the list again, whole.'],
  [
    "one that is there twice",
    machineFile({}).replace("photo", "name"),
    'The columns 3 and 6, "name", say the same thing: take one of them out.',
  ],
  [
    "one without a name",
    machineFile({}).replace("photo", ""),
    "Column 6 of 23 has no name in the header: name it, or export the list again.",
  ],
  ["no header", machineFile({}).replace(/^.*\n/, ""), "The first line is no header of a list that Rollcall knows"],
  ["another table", "city,population\nMinsk,2000000\n", "The first line is no header of a list that Rollcall knows"],
])("a header that is not known is refused with what is wrong: %s", async (_, file, reason) => {
  expect(await refusalOf(file)).toContain(reason);
});

test.each([
  [
    "cut off inside a row",
    machineFile({}, { id: "216" }).replace(/,,,,,6 September 2021[^\n]*\n$/, ""),
    "Line 4 has 14 columns where the header has 23: the file was cut off after the row in line 2 (id 215); export or load it again, whole.",
  ],
  [
    "cut off inside quotes",
    `${machineFile({})}216,,"Nadzeya`,
    "A quote in the row that begins in line 4 is never closed: the file was cut off after the row in line 2 (id 215), or a quote is wrong there; export or load it again, whole.",
  ],
  [
    "cut off in the first row",
    csvLine(machineColumns) + "215,https",
    "Line 2 has 2 columns where the header has 23: the file was cut off before the first row; export or load it again, whole.",
  ],
  [
    "cut off inside a letter",
    Buffer.from(`${machineFile({})}216,,Марыя`).subarray(0, -1),
    "The file ends in the middle of a letter: it was cut off, so export or load it again.",
  ],
  [
    "with a cell that is no person's",
    machineFile({ prison: "x".repeat(3_000_000) }),
    "The row that begins in line 2 has more than 1 MB, which no person's row has: a quote is not closed there, or something else than the list is in a cell; export the list again.",
  ],
  [
    "a comma too many",
    machineFile({}).replace("active,", "active,,") + machineFile({ id: "216" }).replace(/^.*\n/, ""),
    "Line 2 has 24 columns where the header has 23: a delimiter or a quote is wrong there or in the row before it; export the list again.",
  ],
  [
    "a comma too few",
    machineFile({}).replace("active,", "active") + machineFile({ id: "216" }).replace(/^.*\n/, ""),
    "Line 2 has 22 columns where the header has 23: a delimiter or a quote is wrong there or in the row before it; export the list again.",
  ],
  [
    "a quote inside a cell",
    machineFile({ name: "Nadzeya P" }).replace("Nadzeya P", 'Nadzeya "N" P'),
    'The row that begins in line 2 has a quote (") in the wrong place, so its columns cannot be told apart: export the list again.',
  ],
])("a file whose cells cannot be told apart is refused with the line: %s", async (_, file, reason) => {
  expect(await refusalOf(file)).toBe(reason);
});

test("a file that is too large, or has too many rows, is refused before it is all read", async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("id,name,status,category\n");
    for (let id = 1; ; id += 1) {
      const row = Buffer.from(`${id},A B,imprisoned,${"x".repeat(500_000)}\n`);
      read += row.byteLength;
      yield row;
    }
  }
  const { readRows } = await import("../../../src/lists/read-rows.ts");
  const today = Temporal.PlainDate.from("2026-11-21");
  expect(await readRows(endless(), { today })).toEqual({
    kind: "refused",
    reason: "The file is larger than 64 MB: that is no list of people.",
  });
  expect(read).toBeLessThan(maxListBytes + 2 * 1024 * 1024);
  const many = `id,name,status\n${"1,A B,imprisoned\n".repeat(100_001)}`;
  expect(await refusalOf(many)).toBe("The file has more than 100,000 rows: that is no list of political prisoners.");
  expect(await refusalOf(`id,name,status${"\n".repeat(200_000)}`)).toBe(
    "The file has more than 100,000 empty lines: export the list again.",
  );
});
