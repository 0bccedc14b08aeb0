import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { callsThatStand } from "../../../src/campaign/hashtags/calls-that-stand.ts";
import type { Coverage, TrackedNetwork } from "../../../src/campaign/hashtags/hashtag-store.ts";
import { reportDue } from "../../../src/campaign/hashtags/report-due.ts";
import { hourOf } from "../../../src/campaign/hashtags/seen-post.ts";
import { figuresOfWeek, type WeekFigures } from "../../../src/campaign/hashtags/week-figures.ts";
import { writeHashtagWeek } from "../../../src/campaign/words/write-hashtag-week.ts";
import { createTexts } from "../../../src/campaign/words/texts.ts";
import { died, graphemes, imprisoned, sara } from "../a-sara.ts";
import { draftLanguages, shippedCampaign, shippedLanguages, shippedTexts } from "../shipped-content.ts";

const texts = createTexts(shippedTexts());
const zone = "Europe/Vilnius";
const monday = Temporal.PlainDate.from("2026-11-16");
const begin = monday.toZonedDateTime(zone).toInstant();
const asOf = begin.add({ hours: 7 * 24 + 1 });
const at = (hour: number): Temporal.Instant => begin.add({ hours: hour });
const heard = (network: TrackedNetwork, source: string, from = -1, to = 169, complete = true): Coverage => ({
  network,
  source,
  from: at(from),
  to: at(to),
  complete,
});
const used = (tag: string, hour: number, count: number, network: TrackedNetwork = "bluesky") => ({
  tag,
  network,
  hour: hourOf(at(hour).epochMilliseconds),
  count,
});
const tags = ["#FreeViasna", "#FreeBelarusWomen", "#Quiet"];
const weekOf = (counts: ReturnType<typeof used>[], coverage: readonly Coverage[]): WeekFigures =>
  figuresOfWeek({ tags, from: monday, zone, asOf, counts, coverage });
const write = (week: WeekFigures, language = "en") => writeHashtagWeek({ week, campaign: shippedCampaign, texts, language });

const everywhere = [heard("bluesky", "jetstream1"), heard("mastodon", "mastodon.social"), heard("mastodon", "mastodon.online")];
const counts = [
  used("freeviasna", 0, 2),
  used("freeviasna", -1, 50),
  used("freebelaruswomen", 30, 1200),
  used("freebelaruswomen", 31, 3, "mastodon"),
  used("freebelaruswomen", 168, 70),
];

describe("the weekly post", () => {
  test("a hashtag that is tracked since Wednesday has days and a number since then, which are at least so much", () => {
    const own = { ...heard("bluesky", "a", -1, 60), tags: ["freeviasna"] };
    const both = { ...heard("bluesky", "a", 60, 169), tags: ["freeviasna", "quiet"] };
    const week = weekOf([used("freeviasna", 1, 2), used("quiet", 100, 3)], [own, both]);
    const said = week.tags.map(({ tag, atLeast, days }) => [tag, atLeast, days.length]);
    expect(said).toContainEqual(["#FreeViasna", false, 7]);
    expect(said).toContainEqual(["#Quiet", true, 5]);
  });

  test("tells each hashtag's number of just those seven days, and what it covers", () => {
    const { text, chart } = write(weekOf(counts, everywhere));
    expect(text).toBe(`Posts with our hashtags, 16 November 2026 – 22 November 2026

#FreeBelarusWomen: 1,203
#FreeViasna: 2

Bluesky: complete. Mastodon: as seen by 2 servers. Telegram: not counted. As of 23 November 2026, 01:00.`);
    expect(chart.panels.map(({ title, points }) => [title, points.map(({ value }) => value)])).toEqual([
      ["#FreeBelarusWomen", [0, 1203, 0, 0, 0, 0, 0]],
      ["#FreeViasna", [2, 0, 0, 0, 0, 0, 0]],
    ]);
    expect(chart.alt).toContain("#FreeBelarusWomen: 1,203; #FreeViasna: 2; #Quiet: 0.");
    expect(chart.alt).toContain("1,203 (17 November 2026)");
    expect(chart.alt).toContain("Mastodon: as seen by 2 servers.");
  });

  test("says of a week that was not heard in full how much of it was, and of its numbers that there may be more", () => {
    const week = weekOf([used("freeviasna", 100, 4)], [heard("bluesky", "jetstream1", 48, 160), heard("bluesky", "nobody", 20, 48, false)]);
    const { text, chart } = write(week);
    expect(text).toContain("#FreeViasna: at least 4\n\nBluesky: 112 of 168 hours. Mastodon: not counted.");
    expect(chart.panels[0]?.points.map(({ value, atLeast }) => `${value}${atLeast ? "+" : ""}`)).toEqual(["0", "0", "4", "0", "0+"]);
  });

  test("fits on the strictest network in every language, says what it covers there, and its picture says every number", () => {
    assert(
      property(
        constantFrom(...shippedLanguages, ...draftLanguages),
        array(record({ hour: integer({ min: 0, max: 167 }), count: integer({ min: 1, max: 90_000 }), tag: integer({ min: 0, max: 9 }) }), {
          minLength: 1,
          maxLength: 80,
        }),
        integer({ min: -1, max: 100 }),
        boolean(),
        (language, some, from, hasMastodon) => {
          const long = Array.from({ length: 10 }, (_, index) => `#FreeSomebodyOfAVeryLongName${String.fromCodePoint(65 + index)}`);
          const week = figuresOfWeek({
            tags: long,
            from: monday,
            zone,
            asOf,
            counts: some.map(({ hour, count, tag }) => used(long[tag]!.slice(1).toLowerCase(), hour, count)),
            coverage: [heard("bluesky", "a", from), ...(hasMastodon ? [heard("mastodon", "b", from + 3)] : [])],
          });
          const { text, chart } = write(week, language);
          expect(graphemes(text)).toBeLessThanOrEqual(300);
          expect(text).toContain("Bluesky: ");
          expect(chart.alt.length).toBeLessThanOrEqual(1500);
          expect(`${text}${chart.alt}`).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
          for (const { points } of chart.panels) for (const { label } of points) expect(chart.alt).toContain(label);
          for (const { tag } of week.tags) expect(chart.alt).toContain(`${tag}: `);
        },
      ),
    );
  });

  test("has days that make up each total, however the posts lie in the week", () => {
    assert(
      property(
        array(record({ hour: integer({ min: -30, max: 200 }), count: integer({ min: 1, max: 500 }) }), { maxLength: 60 }),
        (some) => {
          const [first] = weekOf(
            some.map(({ hour, count }) => used("freeviasna", hour, count)),
            everywhere,
          ).tags;
          const inWeek = some.filter(({ hour }) => hour >= 0 && hour < 168);
          expect(first?.total).toBe(inWeek.reduce((sum, { count }) => sum + count, 0));
          expect(first?.days.reduce((sum, { value }) => sum + value, 0)).toBe(first?.total);
        },
      ),
    );
  });
});

test("of Telegram it says in how many channels the bot was, and for how long where it was not all week", () => {
  const all = [...everywhere, heard("telegram", "@a", -1, 100, false), heard("telegram", "@a", 110, 169, false)];
  expect(write(weekOf(counts, all)).text).toContain(
    "#FreeViasna: 2\n\nBluesky: complete. Mastodon: as seen by 2 servers. Telegram: in 1 channel.",
  );
  const partly = [...all, heard("telegram", "@b", 68, 169, false)];
  expect(write(weekOf(counts, partly)).text).toContain("#FreeViasna: at least 2\n\n");
  expect(write(weekOf(counts, partly)).text).toContain("Telegram: 100 of 168 hours.");
});

test("a week in which the clocks change has as many hours as it has", () => {
  const from = Temporal.PlainDate.from("2026-10-19");
  const start = from.toZonedDateTime(zone).toInstant();
  const coverage = [{ network: "bluesky" as const, source: "a", from: start, to: start.add({ hours: 169 }), complete: true }];
  expect(figuresOfWeek({ tags, from, zone, asOf, counts: [], coverage }).coverage).toMatchObject([{ hours: 169, coveredHours: 169 }]);
  expect(
    figuresOfWeek({ tags, from, zone, asOf, counts: [], coverage: [{ ...coverage[0]!, to: start.add({ hours: 168 }) }] }).coverage,
  ).toMatchObject([{ hours: 169, coveredHours: 168 }]);
});

test.each([
  ["2026-11-22T22:59:00Z", null],
  ["2026-11-22T23:00:00Z", "2026-11-23"],
  ["2026-11-23T21:59:00Z", "2026-11-23"],
  ["2026-11-23T22:00:00Z", null],
  ["2026-11-25T12:00:00Z", null],
])("at %s the report that is due is that of %s", (now, date) => {
  expect(reportDue(shippedCampaign, Temporal.Instant.from(now))?.date.toString() ?? null).toBe(date);
  expect(
    reportDue({ ...shippedCampaign, tracking: { ...shippedCampaign.tracking, report: false } }, Temporal.Instant.from(now)),
  ).toBeNull();
});

test.each([
  [imprisoned, {}, ["#FreeSara", "#FreeViasna"]],
  [{ ...imprisoned, checked: "2026-01-01" }, {}, ["#FreeViasna"]],
  [died, {}, ["#FreeViasna"]],
  [imprisoned, { consent: "withheld" }, ["#FreeViasna"]],
])("no call is told of for somebody for whom it may not be made (%j, %j)", (status, changes, told) => {
  const campaign = { ...shippedCampaign, hashtags: { always: [], tracked: ["#FreeSara", "#FreeViasna"] } };
  const person = sara({ status, hashtags: ["#FreeSara"], ...changes });
  const calls = callsThatStand({ campaign, prisoners: new Map([[person.slug, person]]) }, Temporal.Instant.from("2026-11-20T09:00:00Z"));
  expect(calls.map(({ tag }) => tag)).toEqual(told);
});
