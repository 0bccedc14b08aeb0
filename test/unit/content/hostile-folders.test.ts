import { execFileSync } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import type { Fault } from "../../../src/content/fault.ts";
import { readContent } from "../../../src/content/read-content.ts";
import { goodCampaign, writeCampaign, type CampaignFolder } from "./campaign-folder.ts";

const said = (folder: CampaignFolder, faults: readonly Fault[]): string[] =>
  faults.map(({ file, line, message }) => `${relative(folder.path, file)}:${line}: ${message}`);

const check = async (folder: CampaignFolder): Promise<string[]> =>
  said(folder, (await readContent(folder.path, { today: Temporal.PlainDate.from("2026-11-21"), messages: {} })).faults);

test("a folder that is not there is one fault, named as it was typed", async () => {
  const { content, faults } = await readContent("no/such/content");
  expect(content).toBeNull();
  expect(faults).toEqual([expect.objectContaining({ file: "no/such/content", line: 1, column: 1 })]);
  expect(faults[0]!.message).toMatch(/is not there.*campaign\.yaml/);
});

test("a file instead of the folder is one fault", async () => {
  await using folder = await writeCampaign();
  const { faults } = await readContent(join(folder.path, "campaign.yaml"));
  expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(/is not a folder/)]);
});

test("an empty folder lacks its campaign.yaml", async () => {
  await using folder = await writeCampaign();
  const { faults } = await readContent(join(folder.path, "images"));
  expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(/is missing: every campaign/)]);
});

test("a pipe among the people is refused and never waited for", async () => {
  await using folder = await writeCampaign();
  execFileSync("mkfifo", [join(folder.path, "prisoners/cara-example.yaml")]);
  expect(await check(folder)).toEqual([expect.stringMatching(/^prisoners\/cara-example\.yaml:1: is not a plain file/)]);
});

test("a pipe instead of campaign.yaml is refused", async () => {
  await using folder = await writeCampaign({ "campaign.yaml": null });
  execFileSync("mkfifo", [join(folder.path, "campaign.yaml")]);
  expect(await check(folder)).toEqual([expect.stringMatching(/^campaign\.yaml:1: is not a plain file/)]);
});

test("a socket is refused", async () => {
  await using folder = await writeCampaign();
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(join(folder.path, "texts/be.ftl"), resolve));
  try {
    expect(await check(folder)).toEqual([expect.stringMatching(/^texts\/be\.ftl:1: is not a plain file/)]);
  } finally {
    server.close();
  }
});

test("a link to a device is refused", async () => {
  await using folder = await writeCampaign();
  await symlink("/dev/zero", join(folder.path, "prisoners/zero.yaml"));
  expect(await check(folder)).toEqual([expect.stringMatching(/^prisoners\/zero\.yaml:1: is a symbolic link that leaves/)]);
});

test("links that leave the folder, lead nowhere or lead to themselves are refused", async () => {
  await using folder = await writeCampaign();
  await writeFile(join(folder.path, "../outside.yaml"), "secret: true\n");
  await symlink("../../outside.yaml", join(folder.path, "prisoners/a.yaml"));
  await symlink("nowhere.yaml", join(folder.path, "prisoners/b.yaml"));
  await symlink("c.yaml", join(folder.path, "prisoners/c.yaml"));
  await symlink("..", join(folder.path, "prisoners/d"));
  await symlink(".", join(folder.path, "loop"));
  const faults = await check(folder);
  expect(faults).toEqual([
    expect.stringMatching(/^loop:1: .*symbolic link/),
    expect.stringMatching(/^prisoners\/a\.yaml:1: is a symbolic link that leaves/),
    expect.stringMatching(/^prisoners\/b\.yaml:1: is not there/),
    expect.stringMatching(/^prisoners\/c\.yaml:1: is a symbolic link that leads to itself/),
    expect.stringMatching(/^prisoners\/d:1: is a (folder|symbolic link that leaves)/),
  ]);
  expect(faults.join("\n")).not.toContain("secret");
});

test("a link to a file of the same folder is that file, as Kubernetes mounts content", async () => {
  await using folder = await writeCampaign({ "campaign.yaml": null });
  await mkdir(join(folder.path, "..data"));
  await writeFile(join(folder.path, "..data/campaign.yaml"), goodCampaign["campaign.yaml"]!);
  await symlink("..data/campaign.yaml", join(folder.path, "campaign.yaml"));
  expect(await check(folder)).toEqual([]);
});

test("a picture behind a link that leaves the folder is refused", async () => {
  await using folder = await writeCampaign({ "images/anna.png": null });
  await writeFile(join(folder.path, "../anna.png"), goodCampaign["images/anna.png"]!);
  await mkdir(join(folder.path, "images"));
  await symlink("../../anna.png", join(folder.path, "images/anna.png"));
  expect((await check(folder)).some((line) => /image\.file "images\/anna\.png" is outside content/.test(line))).toBe(true);
});

test.skipIf(process.getuid?.() === 0)("a file that may not be read is one fault", async () => {
  await using folder = await writeCampaign();
  await chmod(join(folder.path, "counts.yaml"), 0);
  expect(await check(folder)).toEqual([expect.stringMatching(/^counts\.yaml:1: may not be read/)]);
});

test("a second file for one person is one fault, at the later file", async () => {
  const again = String(goodCampaign["prisoners/anna-example.yaml"]).replace("/en/person/anna-example", "/be/person/Anna-Example/");
  await using folder = await writeCampaign({ "prisoners/zanna.yaml": again });
  expect(await check(folder)).toEqual([
    expect.stringMatching(/^prisoners\/zanna\.yaml:\d+: the .* is in .*anna-example\.yaml:\d+ already: two files for one person/),
  ]);
});

test.each([
  ["births", "date: 1970", "date: 1980"],
  ["births", "date: 1970", "date: 1960"],
  ["arrests", "date: 2021-03", "date: 2022-03"],
  ["arrests", "date: 2021-03", "date: 2020-08-09"],
])("two people of one name are two people where their %s differ", async (_, from, to) => {
  const other = String(goodCampaign["prisoners/boris-example.yaml"]).replace(from, to).replace("person/boris", "person/other-boris");
  await using folder = await writeCampaign({ "prisoners/boris-example-2.yaml": other });
  expect(await check(folder)).toEqual([]);
});

test("all faults of all files come in one run, by file and line, each once", async () => {
  const anna = String(goodCampaign["prisoners/anna-example.yaml"]);
  await using folder = await writeCampaign({
    "prisoners/anna-example.yaml": anna
      .replace("gender: F", "gender: X")
      .replace("since: 2025-12-13", "since: 2019-01-01")
      .replace("link: viasna", "link: nobody"),
    "counts.yaml": "counts: [",
    "calendar.yaml": null,
    "texts/ru.ftl": "greeting = {",
  });
  const places = (await check(folder)).map((line) => line.split(": ")[0]);
  expect(places).toEqual([
    "counts.yaml:1",
    "prisoners/anna-example.yaml:8",
    "prisoners/anna-example.yaml:29",
    "prisoners/anna-example.yaml:35",
    "texts/ru.ftl:1",
    "texts/ru.ftl:1",
    "texts/ru.ftl:1",
    "texts/ru.ftl:1",
  ]);
});

test("a broken person's file does not make their name unknown elsewhere", async () => {
  await using folder = await writeCampaign({ "prisoners/boris-example.yaml": "{" });
  expect((await check(folder)).map((line) => line.split(":")[0])).toEqual(["prisoners/boris-example.yaml"]);
});

test("of a file with hundreds of faults the first 50 are said, and how many there are", async () => {
  const keys = `spellings:\n${"  - {}\n".repeat(300)}`;
  await using folder = await writeCampaign({
    "prisoners/boris-example.yaml": `${String(goodCampaign["prisoners/boris-example.yaml"])}${keys}`,
  });
  const faults = await check(folder);
  expect(faults).toHaveLength(51);
  expect(faults.at(-1)).toMatch(/and 250 more faults/);
});

test("a fact of today is known today, and one of this year or month too", async () => {
  const counts = String(goodCampaign["counts.yaml"]);
  for (const date of ["2026-11-21", "2026-11", "2026"]) {
    await using folder = await writeCampaign({ "counts.yaml": counts.replace("2025-03-07", date) });
    expect(await check(folder)).toEqual([]);
  }
});

test("dates are not compared with a day that nobody gave", async () => {
  await using folder = await writeCampaign({
    "counts.yaml": String(goodCampaign["counts.yaml"]).replace("2025-03-07", "2029-03-07"),
  });
  expect((await readContent(folder.path, { messages: {} })).content).not.toBeNull();
});
