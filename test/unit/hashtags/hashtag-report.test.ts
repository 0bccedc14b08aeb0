import { expect, test } from "vitest";
import { daysOfTag, lastDays } from "../../../src/campaign/hashtags/days-of-tag.ts";
import { coverageOf, reportHashtags } from "../../../src/campaign/hashtags/hashtag-report.ts";
import type { Coverage } from "../../../src/campaign/hashtags/hashtag-store.ts";
import { drawHashtags } from "../../../src/terminal/draw-hashtags.ts";

const at = (hour: number): Temporal.Instant => Temporal.Instant.from("2026-11-03T12:00:00Z").add({ hours: hour });
const stretch = (source: string, from: number, to: number, complete = true): Coverage => ({
  network: "bluesky",
  source,
  from: at(from),
  to: at(to),
  complete,
});

test("stretches of several servers that meet are one", () => {
  expect(coverageOf("bluesky", [stretch("b", 2, 5), stretch("a", 0, 2), stretch("a", 5, 9)])).toEqual({
    network: "bluesky",
    servers: ["a", "b"],
    since: at(0),
    until: at(9),
    gaps: [],
  });
  expect(coverageOf("mastodon", [stretch("a", 0, 2)])).toBeNull();
});

test("a hashtag that is tracked later is covered since then, and the others since before", () => {
  const coverage = [
    { ...stretch("a", 0, 50), tags: ["freemarfa"] },
    { ...stretch("a", 50, 60), tags: ["freemarfa", "new"] },
  ];
  const report = reportHashtags(["#FreeMarfa", "#New", "#Never"], [], coverage);
  const drawn = drawHashtags(report, { by: null, zone: "UTC", views: [] });
  expect(drawn).toContain("Bluesky: complete since 2026-11-03 12:00, as of 2026-11-06 00:00.");
  expect(drawn).toContain("\n  #New: since 2026-11-05 14:00.\n  #Never: nobody has listened yet.");
  const days = lastDays(at(60), "UTC", 5);
  expect(daysOfTag({ tag: "#FreeMarfa", hours: [] }, report, days, "UTC")).toEqual([null, 0, 0, 0, null]);
  expect(daysOfTag({ tag: "#New", hours: [] }, report, days, "UTC")).toEqual([null, null, null, 0, null]);
});

test("a gap is told, whether it was noted or not, and the last complete stretch begins behind it", () => {
  const noted = [stretch("a", 0, 2), stretch("searchPosts", 2, 4, false), stretch("a", 4, 5), stretch("a", 7, 9)];
  expect(coverageOf("bluesky", noted)).toMatchObject({
    since: at(7),
    until: at(9),
    gaps: [
      { from: at(2), to: at(4) },
      { from: at(5), to: at(7) },
    ],
  });
});

test("numbers are drawn with what they cover", () => {
  const counts = [
    { tag: "freemarfa", network: "bluesky" as const, hour: at(0).epochMilliseconds / 3_600_000, count: 3 },
    { tag: "freemarfa", network: "mastodon" as const, hour: at(13).epochMilliseconds / 3_600_000, count: 1 },
    { tag: "other", network: "mastodon" as const, hour: 5, count: 7 },
  ];
  const coverage: Coverage[] = [
    stretch("jetstream2", 0, 2),
    stretch("nobody", 2, 4, false),
    stretch("jetstream1", 4, 20),
    { network: "mastodon", source: "mastodon.social", from: at(0), to: at(20), complete: true },
    { network: "mastodon", source: "mastodon.online", from: at(0), to: at(20), complete: true },
  ];
  const report = reportHashtags(["#FreeMarfa", "#FreeAndrei"], counts, coverage);
  const views = [{ source: "mastodon.social", tag: "freemarfa", uses: 9, days: 7, at: at(20) }];
  expect(drawHashtags(report, { by: "day", zone: "Europe/Vilnius", views })).toBe(
    `#FreeMarfa   4  Bluesky 3, Mastodon 1
  2026-11-03  Bluesky 3, Mastodon 0
  2026-11-04  Bluesky 0, Mastodon 1
  mastodon.social itself says 9 in 7 days (2026-11-04 10:00); not added to any other number.
#FreeAndrei  0  Bluesky 0, Mastodon 0

Bluesky: complete since 2026-11-03 18:00, as of 2026-11-04 10:00.
  2026-11-03 16:00 to 2026-11-03 18:00: nobody listened.
Mastodon: as seen by 2 servers (mastodon.online, mastodon.social); complete since 2026-11-03 14:00, as of 2026-11-04 10:00. What other servers have is not in it.
Telegram: not counted. The bot is in no channel of tracking.telegram in campaign.yaml.`,
  );
});

test("where nobody has listened no number is drawn, and no zero", () => {
  const report = reportHashtags(["#FreeMarfa"], [], [stretch("jetstream1", 0, 1)]);
  const drawing = { by: null, zone: "Europe/Vilnius", views: [] } as const;
  expect(drawHashtags(report, drawing)).toContain("#FreeMarfa  0  Bluesky 0, Mastodon –\n");
  expect(drawHashtags({ ...report, coverage: [] }, drawing)).toContain("#FreeMarfa  –  Bluesky –, Mastodon –\n");
});

test("of Telegram it is told in which channels the bot was, when, and what it is not told", () => {
  const seen = (source: string, from: number, to: number): Coverage => ({ ...stretch(source, from, to, false), network: "telegram" });
  const coverage = [seen("@a", 0, 2), seen("@a", 20, 21), seen("@b", 0, 1), seen("@b", 26, 27)];
  const counts = [{ tag: "freemarfa", network: "telegram" as const, hour: at(0).epochMilliseconds / 3_600_000, count: 3 }];
  const drawn = drawHashtags(reportHashtags(["#FreeMarfa"], counts, coverage), { by: null, zone: "UTC", views: [] });
  expect(drawn).toContain("#FreeMarfa  3  Bluesky –, Mastodon –, Telegram 3\n");
  expect(drawn).toContain(`Telegram: as the bot was shown these channels, its own posts apart. Deletions are not told to bots.
  @a: 2026-11-03 12:00 to 2026-11-04 09:00.
  @b: 2026-11-03 12:00 to 2026-11-03 13:00, 2026-11-04 14:00 to 2026-11-04 15:00.`);
});
