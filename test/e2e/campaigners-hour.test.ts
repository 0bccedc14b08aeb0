import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLiveCampaign, type LiveCampaign } from "./live-campaign.ts";
import { startRollcallHere } from "./rollcall-here.ts";
import { startRollcall } from "./rollcall-process.ts";

const at = (time: string): string[] => ["--now", `2026-12-01T${time}Z`];
const letter = "2026-12-01/own/1";
const thanks = "2026-12-01/own/2";
const mistake = "2026-12-01/own/3";
const later = "2026-12-01/own/4";

/** How often it is public on each network. */
const saying = async (campaign: LiveCampaign, words: string): Promise<number[]> =>
  [(await campaign.onBluesky()).map(({ value }) => value), campaign.onMastodon(), campaign.onTelegram()].map(
    (posts) => posts.filter(({ text }) => text.includes(words)).length,
  );

const setSettings = async ({ environment }: LiveCampaign, edit: (yaml: string) => string): Promise<void> => {
  const file = join(environment["CONTENT_DIR"]!, "campaign.yaml");
  await writeFile(file, edit(await readFile(file, "utf8")));
};

test("a campaigner's hour: what was queued, edited, approved, held and cancelled stays so when the worker is killed and the zone changed, and is public once", async () => {
  await using campaign = await createLiveCampaign({ begins: Temporal.Instant.from("2026-12-01T08:00:00Z") });
  await setSettings(campaign, (yaml) => `${yaml.replace(/^minIntervalMinutes: .*$/m, "minIntervalMinutes: 0")}queue:\n  approval: true\n`);
  const queue = (...args: string[]) => campaign.json("queue", ...args, ...at("08:05:00"));
  const own = async (...now: string[]) =>
    (await campaign.json("queue", "list", ...now)).filter(({ kind }: { kind: string }) => kind === "own");
  {
    await using worker = startRollcall(["start", ...at("08:00:00")], campaign.environment);
    await worker.seen(/Running/);
    await queue("add", "A letter a day.", "--at", "2026-12-01 14:30", "--as", "Ania");
    await queue("add", "Thank you.", "--at", "2026-12-01 15:00", "--network", "mastodon", "--as", "Ania");
    await queue("add", "A mistake.", "--at", "2026-12-01 15:00", "--as", "Yan");
    await queue("add", "In the evening.", "--at", "2026-12-01 20:00", "--as", "Yan");
    await queue("edit", letter, "Two letters a day.", "--as", "Ania");
    for (const id of [letter, thanks]) await queue("approve", id, "--as", "Yan");
    await queue("hold", thanks, "--reason", "who is thanked?", "--as", "Yan");
    await queue("cancel", mistake, "--as", "Ania");
    await worker.end("SIGKILL");
  }
  const decided = [
    { id: letter, at: "2026-12-01T14:30:00+02:00", status: "scheduled", approvedBy: "Yan", author: "Ania" },
    { id: thanks, at: "2026-12-01T15:00:00+02:00", status: "held", heldBy: "Yan", approvedBy: "Yan" },
    { id: later, at: "2026-12-01T20:00:00+02:00", status: "held", approvedBy: null },
  ];
  // Without the worker, and beside the next one.
  expect(await own(...at("08:05:00"))).toMatchObject(decided);
  {
    await using _worker = await startRollcallHere(["start", ...at("08:10:00")], campaign.environment);
    expect(await own(...at("08:05:00"))).toMatchObject(decided);
    await setSettings(campaign, (yaml) => yaml.replace(/^zone: .*$/m, "zone: Asia/Tbilisi"));
    const instants = (await own(...at("08:12:00"))).map((post: { at: string }) => post.at);
    expect(instants).toEqual(["2026-12-01T14:30:00+04:00", "2026-12-01T15:00:00+04:00", "2026-12-01T20:00:00+04:00"]);
    expect(await queue("release", thanks, "--as", "Yan")).toMatchObject({ status: "scheduled", heldBy: null });
  }
  {
    await using worker = startRollcall(["start", ...at("10:30:05")], campaign.environment);
    // In the middle of it.
    await worker.seen(/own\/1@\w+.*delivery is sent/);
    await worker.end("SIGKILL");
  }
  const open = async (time: string): Promise<{ id: string; reason: string | null }[]> =>
    (await campaign.json("status", ...at(time))).open.filter(({ id }: { id: string }) => !id.endsWith("@telegram"));
  {
    await using _worker = await startRollcallHere(["start", ...at("11:15:00")], campaign.environment);
    await expect.poll(() => saying(campaign, "Thank you."), { timeout: 60_000 }).toEqual([0, 1, 0]);
    // What was in flight is looked up a minute later; nothing else is left.
    const left = async () => (await open("11:16:00")).filter(({ reason }) => reason?.includes("was lost") !== true);
    await expect.poll(left, { timeout: 60_000, interval: 500 }).toEqual([]);
  }
  {
    await using _worker = await startRollcallHere(["start", ...at("11:20:00")], campaign.environment);
    await expect.poll(() => open("11:21:00"), { timeout: 60_000, interval: 500 }).toEqual([]);
  }
  // Telegram cannot tell what became of a message in flight: then a person is asked, and it is never sent again alone.
  const [bluesky, mastodon, telegram] = await saying(campaign, "Two letters a day.");
  expect([bluesky, mastodon]).toEqual([1, 1]);
  expect(telegram).toBeLessThanOrEqual(1);
  expect(await saying(campaign, "Thank you.")).toEqual([0, 1, 0]);
  for (const words of ["A letter a day.", "A mistake.", "In the evening."]) expect(await saying(campaign, words)).toEqual([0, 0, 0]);
  expect(await own(...at("11:20:00"))).toMatchObject([{ id: later, status: "held" }]);
  expect((await campaign.run("log", thanks)).stdout).toMatch(
    /approved [^\n]+ by Yan[^]*held [^\n]+ by Yan[^]*let-go [^\n]+ by Yan[^]*sent [^\n]+@mastodon/,
  );
});
