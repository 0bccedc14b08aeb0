import { drawUpPlan } from "../../jobs/draw-up-plan.ts";
import { planAnniversaries } from "../../src/campaign/anniversaries/plan-anniversaries.ts";
import { campaignSettingsSchema } from "../../src/campaign/campaign-settings.ts";
import type { Content } from "../../src/campaign/content.ts";
import { prisonerSchema, type Prisoner } from "../../src/campaign/prisoner.ts";
import { createSeededRandom } from "../chaos/seeded-random.ts";
import { median, round, timeMs } from "./median.ts";

const campaign = campaignSettingsSchema.parse({
  anniversaries: { enabled: true },
  name: { en: "Bench" },
  zone: "Europe/Vilnius",
  languages: ["en"],
  releaseWaves: ["2024-07-03", "2024-08-16", "2025-02-12", "2025-06-21", "2025-09-11", "2025-12-13", "2026-03-19", "2026-04-28"],
  accounts: [{ id: "bluesky", network: "bluesky", language: "en" }],
  hashtags: {},
  profiles: { schedule: "0 12 * * *", include: ["imprisoned", "released", "died"] },
});

const people = 10_000;

/** People with all their dates known to the day, in the shares that the caller wants. */
const peopleOf = (kindOf: (index: number) => "imprisoned" | "released" | "died"): Map<string, Prisoner> => {
  const random = createSeededRandom(4);
  const date = (from: number, years: number): string =>
    Temporal.PlainDate.from({ year: from, month: 1, day: 1 })
      .add({ days: random.whole(0, years * 365) })
      .toString();
  const entries = Array.from({ length: people }, (_, index): [string, Prisoner] => {
    const kind = kindOf(index);
    const sheet = prisonerSchema.parse({
      name: { latin: `Person ${index}` },
      born: { date: date(1950, 50), source: "page" },
      detained: { date: date(2020, 3), source: "page" },
      trials: [{ date: date(2023, 1), sentence: { years: 1 + (index % 18) }, source: "page" }],
      status: { kind, checked: "2026-11-01", sources: ["page"], ...(kind !== "imprisoned" && { since: date(2024, 2) }) },
      consent: "public",
      sources: { page: { title: "A page" } },
    });
    return [`person-${index}`, { ...sheet, slug: `person-${index}` }];
  });
  return new Map(entries);
};

/** Ten years of anniversaries for 10,000 people, all of whom have days of their own every year. */
export const benchAnniversaries = async (): Promise<Record<string, { ms: number; posts: number; held: number; occasions: number }>> => {
  const kinds = {
    "a tenth in prison": (index: number) => (["imprisoned", "died"] as const)[index % 10] ?? "released",
    "all in prison, so that nearly every post is held": () => "imprisoned" as const,
  };
  const results: Record<string, { ms: number; posts: number; held: number; occasions: number }> = {};
  for (const [name, kindOf] of Object.entries(kinds)) {
    const input = {
      campaign,
      prisoners: peopleOf(kindOf),
      days: [],
      petitions: new Map(),
      from: Temporal.PlainDate.from("2026-11-21"),
      to: Temporal.PlainDate.from("2036-11-20"),
      now: Temporal.Instant.from("2026-11-21T06:00:00Z"),
      posts: [],
      approvals: new Map<string, string>(),
    };
    const runs: number[] = [];
    let posts = planAnniversaries({ ...input, to: input.from });
    for (let run = 0; run < 3; run += 1)
      runs.push(
        await timeMs(() => {
          posts = planAnniversaries(input);
        }),
      );
    results[name] = {
      ms: round(median(runs)),
      posts: posts.length,
      held: posts.filter(({ status }) => status === "held").length,
      occasions: posts.reduce((sum, { occasions }) => sum + occasions.length, 0),
    };
  }
  return results;
};

const nothingStored = {
  lastShown: async () => [],
  lastSkipped: async () => [],
  between: async () => [],
  approvals: async () => new Map<string, string>(),
};

/** The whole plan of ten years for 10,000 people with nothing stored: the rotation, the anniversaries and the news of releases. */
export const benchPlan = async (): Promise<Record<string, { seconds: number; posts: number; held: number }>> => {
  const now = Temporal.Instant.from("2026-11-21T06:00:00Z");
  const kinds = {
    "a tenth in prison, soon all stale": (index: number) => (index % 10 === 0 ? ("imprisoned" as const) : ("released" as const)),
    "all in prison, soon all stale": () => "imprisoned" as const,
  };
  const results: Record<string, { seconds: number; posts: number; held: number }> = {};
  for (const [name, kindOf] of Object.entries(kinds)) {
    const content = { campaign, prisoners: peopleOf(kindOf), days: [], petitions: new Map() } as unknown as Content;
    const context = { content: () => content, clock: () => now, posts: nothingStored };
    const runs: number[] = [];
    let plan = await drawUpPlan(context, Temporal.PlainDate.from("2026-11-21"));
    for (let run = 0; run < 3; run += 1)
      runs.push(
        await timeMs(async () => {
          plan = await drawUpPlan(context, Temporal.PlainDate.from("2036-11-20"));
        }),
      );
    const posts = [...plan.posts, ...plan.anniversaries];
    results[name] = {
      seconds: round(median(runs) / 1000),
      posts: posts.length,
      held: posts.filter(({ status }) => status === "held").length,
    };
  }
  return results;
};
