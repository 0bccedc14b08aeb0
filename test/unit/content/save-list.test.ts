import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listNames, openList, saveList, type ListOnDisk } from "../../../src/content/save-list.ts";
import { writeList } from "../../../src/content/write-list.ts";
import { aList, anEntry } from "../campaign/lists/a-list.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollcall-lists-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (): string => join(folder, "lists", "viasna.jsonl");
const text = () => readFile(file(), "utf8");
const opened = async (): Promise<ListOnDisk> => (await openList(folder, "viasna")) as ListOnDisk;

const [small, large] = [aList([anEntry(1)]), aList(Array.from({ length: 2000 }, (_, index) => anEntry(index + 1)))];

test("a list is written where none was, over what was read, and removed", async () => {
  expect(await opened()).toMatchObject({ text: null, list: null });
  expect(await saveList(folder, "viasna", await opened(), small)).toBeNull();
  expect(await text()).toBe(writeList(small));
  await chmod(file(), 0o640);
  expect(await saveList(folder, "viasna", await opened(), large)).toBeNull();
  expect([await text(), (await stat(file())).mode & 0o777]).toEqual([writeList(large), 0o640]);
  expect(await listNames(folder)).toEqual(["viasna"]);
  expect(await saveList(folder, "viasna", await opened(), null)).toBeNull();
  expect(await readdir(join(folder, "lists"))).toEqual([".lock"]);
});

test("of several who change what they read at the same instant one wins, and the others are told to look again", async () => {
  await saveList(folder, "viasna", await opened(), small);
  const read = await opened();
  const answers = await Promise.all([large, large, null, large].map((next) => saveList(folder, "viasna", read, next)));
  expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  expect(answers.filter((answer) => answer?.includes("somebody else changed") === true)).toHaveLength(3);
});

test("what was written by hand meanwhile stays", async () => {
  await saveList(folder, "viasna", await opened(), small);
  const read = await opened();
  const byHand = writeList(small).replace("person-1", "person-one");
  await writeFile(file(), byHand);
  expect(await saveList(folder, "viasna", read, large)).toMatch(/somebody else changed/);
  expect(await text()).toBe(byHand);
});

test("what a killed command left is no list, and goes with the next change", async () => {
  await saveList(folder, "viasna", await opened(), small);
  const left = join(folder, "lists", ".viasna.0b5e.unfinished");
  await writeFile(left, "half a li");
  expect(await listNames(folder)).toEqual(["viasna"]);
  await saveList(folder, "viasna", await opened(), large);
  expect(await readdir(join(folder, "lists"))).toEqual([".lock", "viasna.jsonl"]);
});

test("nothing is left of what there was no room for", async () => {
  await saveList(folder, "viasna", await opened(), small);
  const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const program = `
    const { openList, saveList } = await import(${module("../../../src/content/save-list.ts")});
    const { aList, anEntry } = await import(${module("../campaign/lists/a-list.ts")});
    const large = aList(Array.from({ length: 2000 }, (_, index) => anEntry(index + 1)));
    console.log(await saveList(${JSON.stringify(folder)}, "viasna", await openList(${JSON.stringify(folder)}, "viasna"), large));`;
  // Files of this shell may have 16 KB at most, as on a disk that is full.
  const run = promisify(execFile)(
    "sh",
    ["-c", `trap '' XFSZ; ulimit -f 32; exec "$0" --input-type=module -e "$1"`, process.execPath, program],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: "" },
      timeout: 20_000,
    },
  );
  expect((await run).stdout).toMatch(/viasna\.jsonl cannot be written \(EFBIG\)/);
  expect([await readdir(join(folder, "lists")), await text()]).toEqual([[".lock", "viasna.jsonl"], writeList(small)]);
});

test("a list that could not be read again is not written", async () => {
  await saveList(folder, "viasna", await opened(), small);
  const twice = { ...small, entries: [anEntry(1), anEntry(1)] };
  expect(await saveList(folder, "viasna", await opened(), twice)).toMatch(
    /the list would have a fault: .*viasna\.jsonl:4:7: id "1" is in line 3 already/,
  );
  expect(await text()).toBe(writeList(small));
});

test("a file that is broken, or no file, is told with its place", async () => {
  await saveList(folder, "viasna", await opened(), small);
  await writeFile(file(), "<html>");
  expect(await openList(folder, "viasna")).toMatchObject({
    complaint: expect.stringMatching(/viasna\.jsonl:1:1: is no JSON.*Mend that first/),
  });
});
