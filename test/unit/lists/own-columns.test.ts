import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { ownColumns } from "../../../src/lists/layouts.ts";
import { factsOf, readBytes, readWhole, refusalOf } from "./read-bytes.ts";

const examplesInReadme = async (kind: "csv" | "jsonl"): Promise<string> => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  return new RegExp(`\`\`\`${kind}\\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? "";
};

const nadzeya = {
  id: "w-17",
  url: "https://example.org/people/nadzeya-prykladnaya",
  name: "Nadzeya Prykladnaya",
  language: "en",
  status: "active",
  gender: "F",
  born: "1982-04-24",
  detained: "2020-09-07",
  articles: ["361-1 p.1", "342"],
  verdict: "2021-09",
  sentence: { years: 11, months: 6 },
  journalist: true,
};

test("the README's example of our own columns is read, as CSV and as JSON Lines", async () => {
  const csv = await readWhole(await examplesInReadme("csv"));
  expect(csv).toMatchObject({ layout: "own-csv", refused: [], notes: [], total: 2, active: { total: 1, women: 1, journalists: 1 } });
  expect(csv.rows[0]).toEqual({ ...nadzeya, line: 2 });
  expect(csv.rows[1]).toMatchObject({ id: "w-18", status: "former", released: "2025-12-13" });
  const json = await readWhole(await examplesInReadme("jsonl"));
  expect(json).toMatchObject({ layout: "own-json", refused: [], total: 2 });
  expect(factsOf(json)).toEqual(factsOf(csv));
});

test("the README names every column", async () => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  expect(readme).toContain(`\`${Object.keys(ownColumns).join(",")}\``);
});

test("an array says the same as lines, and values may be what JSON has for them", async () => {
  const array = [
    {
      id: 17,
      name: "Nadzeya Prykladnaya",
      status: "imprisoned",
      born: 1982,
      articles: ["361-1 p.1", "342"],
      sentence: { years: 11, months: 6 },
      gender: null,
    },
    { id: "18", name: "", name_be: "Надзея Ўзорная", status: "died", died: true },
  ];
  const read = await readWhole(JSON.stringify(array, null, 2));
  expect(read.rows).toEqual([
    {
      line: 1,
      id: "17",
      url: null,
      name: "Nadzeya Prykladnaya",
      language: "en",
      status: "active",
      born: "1982",
      articles: ["361-1 p.1", "342"],
      sentence: { years: 11, months: 6 },
    },
    { line: 2, id: "18", url: null, name: "Надзея Ўзорная", language: "be", status: "former", died: true },
  ]);
  expect(read.active).toEqual({ total: 1, women: null, journalists: null });
});

test.each([
  ["[{}", "The file is no whole JSON array: it was cut off, or something in it is not JSON; export it again."],
  ["[1]", "Person 1 of the array is not an object with our columns"],
  [
    '{"id": "1", "name": "A B", "status": "imprisoned"}\n{"id": "2", "na',
    "Line 2 is no whole JSON object: the file was cut off, or something in it is not JSON; export it again.",
  ],
  ['[{"id": "1", "nam": "A B"}]', 'Person 1 of the array has "nam", which is none of our columns; did you mean "name"?'],
  ['[{"id": "1", "relatives": "A B"}]', 'Person 1 of the array has "relatives", which is none of our columns. They are'],
  ['[{"id": {"a": 1}}]', '"id" of person 1 of the array is not of a kind that can be read: give it as a text.'],
  ["[]", "The file has no rows"],
])("JSON that cannot be gone by is refused: %s", async (file, reason) => {
  expect(await refusalOf(file)).toContain(reason);
});

test("a name in Cyrillic whose language nobody can tell is not guessed", async () => {
  const file = "id,name,status\n1,Анна Попова,imprisoned\n";
  expect((await readWhole(file)).refused).toEqual([
    { line: 2, id: "1", reason: "the name is in Cyrillic, in Belarusian or in Russian: write it under name_be or name_ru" },
  ]);
  expect((await readWhole(file, { language: "ru" })).rows).toMatchObject([{ name: "Анна Попова", language: "ru" }]);
});

test("a last column that may be cut off is not trusted without a line break behind it", async () => {
  const file = "id,name,status,sentence\n1,Anna Papova,imprisoned,12 years";
  expect(await refusalOf(file)).toMatch(/^The last line \(2\) does not end in a line break/);
  const filler = "\n".repeat(2000);
  expect(await readBytes(`${file} 6 months${filler}`)).toMatchObject({ kind: "read" });
  expect(await readBytes(`${file} 6 months${filler}`, { pieceBytes: 1500 })).toMatchObject({ kind: "read" });
  expect(await refusalOf(file.replace("\n", filler), { pieceBytes: 1500 })).toMatch(/^The last line \(2001\) does not end in a line break/);
  expect(
    await readBytes("id,sentence,name,category\n1,12 years,Anna Papova,x".replace("sentence", "status").replace("12 years", "released")),
  ).toMatchObject({ kind: "read" });
});
