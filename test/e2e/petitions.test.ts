import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runRollcallHere, startRollcallHere } from "./rollcall-here.ts";
import { contentFolder, createInstallation, type Environment } from "./rollcall-process.ts";

const resources = new AsyncDisposableStack();
let environment: Environment;

const petition = `# yaml-language-server: $schema=../schema/petition.json
title: {en: Roses for all, be: Ружы ўсім, ru: Розы всем}
platform: manual
url: https://petition.example/roses
target: 10000
opened: 2026-11-25
languages: [en]
state: open
`;

beforeAll(async () => {
  const installation = resources.use(await createInstallation({ used: true }));
  const content = join(installation.folder, "content");
  await cp(contentFolder, content, { recursive: true });
  await mkdir(join(content, "petitions"), { recursive: true });
  await writeFile(join(content, "petitions", "roses.yaml"), petition);
  environment = { ...installation.environment, CONTENT_DIR: content };
});
afterAll(() => resources.disposeAsync());

const on = (day: number): string[] => ["--now", `2026-12-0${day}T08:00:00Z`];
const run = (...args: string[]) => runRollcallHere(["petitions", ...args], environment);
const json = async (...args: string[]) => JSON.parse((await run(...args, "--json")).stdout);

test("signatures are set by hand, held, accepted and become a post, alone and beside a running worker", async () => {
  expect((await run(...on(1))).stdout).toContain("not counted yet");
  expect(
    await json("set", "roses", "450", "--on", "2026-11-30", "--source", "https://petition.example/all", "--as", "Ania", ...on(1)),
  ).toMatchObject({
    count: { signatures: 450, date: "2026-11-30", countedBy: "Ania", source: "https://petition.example/all" },
    held: null,
  });

  {
    await using _worker = await startRollcallHere(["start", ...on(1)], environment);
    expect((await run("set", "roses", "505", ...on(1))).stdout).toContain("2026-12-02/petition-milestone/roses is its post");
    // Of one day they cannot climb on each other's shoulders, and what they are held against is said.
    expect((await run("set", "roses", "541", ...on(1))).stdout).toContain("more than a fifth a day more than the 450 of 2026-11-30");
    expect((await run("set", "roses", "505", "--source", "http://petition.example", ...on(1))).stdout).toContain("505 signatures");
    expect((await run("set", "roses", "700", ...on(2))).stdout).toMatch(
      /700 signatures of 2026-12-02 are held, more than a fifth a day more/,
    );
    expect(await json(...on(2))).toMatchObject([
      { petition: "roses", state: "open", target: 10_000, count: { signatures: 505 }, held: { signatures: 700, why: "jump" } },
    ]);
  }

  const { stdout: plan } = await runRollcallHere(["plan", "--to", "2026-12-02", ...on(1)], environment);
  expect(plan).toContain("Roses for all: launch");
  expect(plan).toContain("Roses for all: 505 signatures");
  const preview = await runRollcallHere(["preview", "2026-12-02/petition-milestone/roses", "--network", "mastodon", ...on(1)], environment);
  expect(preview.stdout).toContain("505 signatures as of 1 December 2026");

  const { code, stderr } = await run("accept", "roses", "701", "--as", "Ania", ...on(2));
  expect([code, stderr.trim()]).toEqual([1, "Not 701, but 700 signatures of 2026-12-02 are held for roses by now."]);
  expect((await run("refuse", "roses", "700", "--as", "Yan", ...on(2))).stdout).toContain(
    "are not right, says Yan. 505 of 2026-12-01 stay.",
  );
  expect((await run(...on(2))).stdout).toMatch(/505 on 2026-12-01, counted by .*\n {2}not right, says Yan: 700 on 2026-12-02/);
  expect(await json("accept", "roses", "700", "--as", "Ania", ...on(2))).toMatchObject({
    count: { signatures: 700, acceptedBy: "Ania" },
    held: null,
  });
});

test.each([
  [["set", "roses", "12.5"], /whole number in digits alone/],
  [["set", "roses", "-5"], /whole number in digits alone/],
  [["set", "roses", "١٢٣"], /whole number in digits alone/],
  [["set", "roses", "1,234"], /whole number in digits alone/],
  [["set", "roses", "99999999999"], /whole number in digits alone/],
  [["set", "roses", "800", "--on", "2027-05-05", ...on(3)], /still to come/],
  [["set", "roses", "800", "--on", "2026-11-31", ...on(3)], /It must be a day such as/],
  [["set", "roses", "800", "--on", "2026-11-24", ...on(3)], /before roses opened: petitions\/roses\.yaml says 2026-11-25/],
  [["set", "roses", "800", "--on", "2026-11-30", ...on(3)], /a newer count already: 700 of 2026-12-02/],
  [["set", "roses", "800", "--source", "the page"], /address of the page/],
  [["set", "roses", "800", "--source", "http://127.0.0.1/roses"], /address of the page/],
  [["set", "roses", "800", "--source", "https://petition.example/\u001b[31m"], /address of the page/],
  [["set", "roses", "800", "--as", " ", ...on(3)], /must be a name/],
  [["set", "../roses", "800"], /no petition \.\.\/roses/],
  [["set", "tulips", "800"], /no petition tulips: content\/petitions\/ has roses/],
  [["accept", "roses"], /No count of roses is held/],
  [["refuse", "roses", "12"], /No count of roses is held\. The newest is 700 of 2026-12-02/],
])("`petitions %j` is answered with one clear line", async (args, complaint) => {
  const { code, stderr } = await run(...args);
  expect(code).not.toBe(0);
  expect(stderr.trim()).toMatch(complaint);
  expect(stderr.trim()).not.toContain("\n");
});
