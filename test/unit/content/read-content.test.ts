import { relative } from "node:path";
import { expect, test } from "vitest";
import { withholdEntry } from "../../../src/campaign/lists/withhold-entry.ts";
import { formatFault } from "../../../src/content/fault.ts";
import { readContent } from "../../../src/content/read-content.ts";
import { writeList } from "../../../src/content/write-list.ts";
import { aList, anEntry } from "../campaign/lists/a-listed-person.ts";
import { brokenCopies } from "./broken-copies.ts";
import { tiredCopies } from "./tired-copies.ts";
import { goodCampaign, writeCampaign } from "./campaign-folder.ts";

const today = Temporal.PlainDate.from("2026-11-21");

test("a campaign without faults is read whole, dates and defaults included", async () => {
  await using folder = await writeCampaign();
  const { content, faults } = await readContent(folder.path, { today, messages: {} });
  expect(faults.map(formatFault)).toEqual([]);
  expect([...content!.prisoners.keys()]).toEqual(["anna-example", "boris-example"]);
  expect(content!.prisoners.get("boris-example")).toMatchObject({
    slug: "boris-example",
    born: { date: "1970" },
    spellings: [],
    trials: [],
  });
  expect(content!.prisoners.get("anna-example")!.detained).toEqual({ date: "2020-09-07", source: "viasna" });
  expect(content!.campaign).toMatchObject({ peopleZone: "Europe/Minsk", profiles: { maxLatenessHours: 12 } });
  expect(content!.actions.map(({ id }) => id)).toEqual(["vilnius-2023-05", "berlin-concert"]);
  expect(content!.actionTotals).toHaveLength(1);
  expect(content!.days.map(({ day }) => day)).toEqual(["05-21", "16"]);
  expect(content!.counts).toHaveLength(2);
  expect(content!.petitions.get("free-anna")).toMatchObject({ slug: "free-anna", platformId: "700000" });
  expect([...content!.texts.keys()]).toEqual(["en", "ru"]);
  expect(content!.folder).toBe(folder.path);
});

test("Windows line ends and byte order marks change nothing", async () => {
  const changed = Object.fromEntries(
    Object.entries(goodCampaign).map(([name, data]) => [name, typeof data === "string" ? `\ufeff${data.replaceAll("\n", "\r\n")}` : data]),
  );
  await using folder = await writeCampaign(changed);
  expect((await readContent(folder.path, { today, messages: {} })).faults).toEqual([]);
});

test.each([...brokenCopies, ...tiredCopies].map((copy) => [copy.title, copy] as const))("%s", async (_, copy) => {
  const before = goodCampaign[copy.file];
  const text = typeof copy.change === "function" ? copy.change(typeof before === "string" ? before : "") : copy.change;
  expect(text).not.toBe(before ?? null);
  await using folder = await writeCampaign({ ...copy.also, [copy.file]: text });
  const { content, faults } = await readContent(folder.path, { today, messages: {} });
  expect(content).toBeNull();
  const found = faults.map(({ file, line, message }) => ({ file: relative(folder.path, file), line, message }));
  const wanted = copy.in ?? copy.file;
  const expectedLine =
    typeof copy.line === "number" || typeof text !== "string"
      ? (copy.line ?? 1)
      : text.split("\n").findIndex((line) => line.includes(String(copy.line))) + 1;
  const [first] = found;
  // Fewer would be a fault that nobody hears of, more a cascade.
  expect(found).toEqual(Array.from({ length: copy.count ?? 1 }, () => expect.anything()));
  expect(first!.message).toMatch(copy.says);
  expect(`${first!.file}:${first!.line}`).toBe(`${wanted}:${expectedLine}`);
  expect(first!.message).not.toMatch(/Invalid input|undefined|NaN|\[object|Expected token|zod/i);
  expect(formatFault(faults[0]!)).not.toContain("\n");
});

const reads = async (name: string, change: (good: string) => string): Promise<string[]> => {
  const good = String(goodCampaign[name]);
  expect(change(good)).not.toBe(good);
  await using folder = await writeCampaign({ [name]: change(good) });
  return (await readContent(folder.path, { today, messages: {} })).faults.map(formatFault);
};

test.each([
  [
    "a trial in absentia after the release",
    (good: string) => good.replace("- date: 2021-09-06", "- date: 2026-09-06\n    atLiberty: true"),
  ],
  ["a trial of somebody who was arrested in court later", (good: string) => good.replace("- date: 2021-09-06", "- date: 2020-09-07")],
  ["a trial of the month of the arrest", (good: string) => good.replace("- date: 2021-09-06", "- date: 2020-09")],
  ["an occupation in one language", (good: string) => good.replace("    ru: флейтистка\n", "")],
  [
    "a trial without a date between two",
    (good: string) => good.replace("status:", "  - source: viasna\n  - date: 2022\n    source: press\nstatus:"),
  ],
])("%s is no fault", async (_, change) => {
  expect(await reads("prisoners/anna-example.yaml", change)).toEqual([]);
});

test("one counter may give its figures of a date in several rows, and another counter its own", async () => {
  const row = "  - date: 2025-03-07\n    countedBy: NAME\n    FIGURE\n    source: { title: A page, url: https://example.org/x }\n";
  const rows = [
    row.replace("NAME", "Viasna").replace("FIGURE", "journalists: 30"),
    row.replace("NAME", "BAJ").replace("FIGURE", "women: 9"),
  ];
  expect(await reads("counts.yaml", (good) => good + rows.join(""))).toEqual([]);
});

test("texts of a language that is being prepared may be there before the campaign has it", async () => {
  const anna = String(goodCampaign["prisoners/anna-example.yaml"]).replace("    ru: флейтистка", "    ru: флейтистка\n    de: Flötistin");
  await using folder = await writeCampaign({ "prisoners/anna-example.yaml": anna, "texts/de.ftl": "x = y\n" });
  expect((await readContent(folder.path, { today, messages: {} })).faults.map(formatFault)).toEqual([]);
});

test("a campaign without counts, days, actions and petitions is a campaign", async () => {
  const without = Object.fromEntries(
    Object.keys(goodCampaign).flatMap((name) => (/^(counts|calendar|actions|petitions)/.test(name) ? [[name, null]] : [])),
  );
  await using folder = await writeCampaign(without);
  expect((await readContent(folder.path, { today, messages: {} })).faults.map(formatFault)).toEqual([]);
});

test("content that names somebody whom a list has taken down is gone by at once, with a note", async () => {
  const list = aList([anEntry("1", "vera-listed"), anEntry("2", "hleb-listed")]);
  const calendar = String(goodCampaign["calendar.yaml"]).replace("[anna-example]", "[anna-example, vera-listed]");
  const read = async (lists: Readonly<Record<string, string>>) => {
    await using campaign = await writeCampaign({ "calendar.yaml": calendar, ...lists });
    return await readContent(campaign.path, { messages: {} });
  };
  expect(await read({ "lists/viasna.jsonl": writeList(list) })).toMatchObject({ faults: [], notes: [] });
  const { content, faults, notes } = { notes: [], ...(await read({ "lists/viasna.jsonl": writeList(withholdEntry(list, "1")) })) };
  expect([content?.prisoners.has("vera-listed"), faults]).toEqual([false, []]);
  expect(notes.map((note) => formatFault({ ...note, file: "calendar.yaml" }))).toEqual([
    expect.stringMatching(/^calendar\.yaml:11:\d+: nobody is called vera-listed \(any more\)/),
  ]);
  expect((await read({})).faults.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^there is no prisoners\/vera-listed\.yaml/),
  ]);
});
