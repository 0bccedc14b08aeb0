import { rm, writeFile } from "node:fs/promises";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { checkFetchedLists } from "../../src/commands/check-fetched-lists.ts";
import { openFetchedLists } from "./fetched-lists-fixture.ts";

let scene: Awaited<ReturnType<typeof openFetchedLists>>;

beforeAll(async () => {
  scene = await openFetchedLists();
  return () => scene[Symbol.asyncDispose]();
});

beforeEach(() => scene.empty());

const check = () =>
  checkFetchedLists({
    config: { contentFolder: scene.contentFolder },
    content: async () => ({ current: scene.content }) as never,
  });

test("a list that can be fetched is said to be, with its time", async () => {
  expect(await check()).toEqual([
    { source: "viasna", ok: true, message: expect.stringMatching(/^is fetched every day at (06:[345]\d|07:00) from 127\.0\.0\.1\.$/) },
  ]);
});

test("what a list lacks is said: a contact, its first import, a sound file", async () => {
  const faults: string[] = [];
  const note = async (): Promise<void> => {
    for (const { ok, message } of await check()) faults.push(`${ok ? "works" : "fails"}: ${message}`);
  };
  scene.website = undefined;
  await note();
  scene.website = "https://campaign.example";
  await writeFile(scene.path, "nothing\n");
  await note();
  await rm(scene.path);
  await note();
  expect(faults).toEqual([
    expect.stringMatching(/^fails: .*no website/),
    expect.stringMatching(/^fails: .*viasna\.jsonl:1:1/),
    expect.stringMatching(/^fails: .*first import: `npm run -s rollcall -- import 'http/),
  ]);
});

test("a list that is not fetched is not looked at", async () => {
  scene.fetches = false;
  expect(await check()).toEqual([]);
});
