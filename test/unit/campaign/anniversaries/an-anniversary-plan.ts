import type { AnniversarySettings } from "../../../../src/campaign/anniversaries/anniversary-settings.ts";
import {
  planAnniversaries,
  type AnniversaryPlanInput,
  type AnniversaryPost,
} from "../../../../src/campaign/anniversaries/plan-anniversaries.ts";
import { campaignSettingsSchema, type CampaignSettings } from "../../../../src/campaign/campaign-settings.ts";
import type { MarkedDay } from "../../../../src/campaign/marked-day.ts";
import type { Petition } from "../../../../src/campaign/petition.ts";
import type { Prisoner } from "../../../../src/campaign/prisoner.ts";
import { aPrisoner } from "../a-prisoner.ts";

export const day = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date);

type Rules = { readonly [Kind in keyof AnniversarySettings["rules"]]?: Record<string, unknown> };
type Changes = Omit<Partial<CampaignSettings>, "anniversaries"> & {
  readonly anniversaries?: Partial<Omit<AnniversarySettings, "rules">> & { readonly rules?: Rules };
};

/** At ten in the morning in Vilnius, on a campaign that trusts a check for as long as it can. */
export const aCampaign = (changes: Changes = {}): CampaignSettings =>
  campaignSettingsSchema.parse({
    name: { en: "Test" },
    zone: "Europe/Vilnius",
    languages: ["en", "be"],
    freshnessDays: 365,
    minIntervalMinutes: 10,
    accounts: [
      { id: "bluesky", network: "bluesky", language: "en" },
      { id: "telegram", network: "telegram", language: "be" },
    ],
    hashtags: {},
    profiles: { schedule: "0 12 * * *", include: ["imprisoned", "released", "died"] },
    ...changes,
    anniversaries: { enabled: true, ...changes.anniversaries },
  });

const source = "page";
const status = {
  imprisoned: { kind: "imprisoned", checked: "2026-11-01", sources: [source] },
  // Known to the month, so that the release has no day of its own in tests of other things.
  released: { kind: "released", since: "2024-02", checked: "2024-02-03", sources: [source] },
  died: { kind: "died", since: "2024-02-03", checked: "2024-02-03", sources: [source] },
  unknown: { kind: "unknown", sources: [] },
} as const;

interface Dates {
  readonly born?: string;
  readonly detained?: string;
  readonly since?: string;
  readonly checked?: string;
  readonly trials?: Prisoner["trials"];
  readonly consent?: Prisoner["consent"];
}

export const somebody = (slug: string, kind: Prisoner["status"]["kind"], dates: Dates = {}): Prisoner => {
  const { born, detained, since, checked, trials = [], consent = "public" } = dates;
  return aPrisoner(slug, {
    ...(born !== undefined && { born: { date: born, source } }),
    ...(detained !== undefined && { detained: { date: detained, source } }),
    trials,
    consent,
    status: {
      ...status[kind],
      sources: [...status[kind].sources],
      ...(since !== undefined && { since }),
      ...(checked !== undefined && { checked }),
    },
  });
};

export const people = (...prisoners: readonly Prisoner[]): Map<string, Prisoner> =>
  new Map(prisoners.map((prisoner) => [prisoner.slug, prisoner]));

export const aDay = (id: string, date: string, changes: Partial<MarkedDay> = {}): MarkedDay => ({
  id,
  day: date,
  title: { en: id, be: id },
  kind: "yearly",
  autoPost: true,
  people: [],
  sources: [{ title: "A page" }],
  ...changes,
});

export const aPetition = (slug: string, changes: Partial<Petition> = {}): Petition => ({
  slug,
  title: { en: slug, be: slug },
  platform: "manual",
  url: "https://petition.example/1",
  languages: ["en"],
  state: "open",
  ...changes,
});

/** The year 2027 as of the end of 2026, unless the test says otherwise. */
export const planWith = ({
  from = day("2027-01-01"),
  to = day("2027-12-31"),
  ...input
}: Partial<AnniversaryPlanInput>): AnniversaryPost[] =>
  planAnniversaries({
    campaign: aCampaign(),
    prisoners: new Map(),
    days: [],
    petitions: new Map(),
    now: Temporal.Instant.from("2026-12-31T12:00:00Z"),
    posts: [],
    approvals: new Map(),
    ...input,
    from,
    to,
  });

/** `2027-05-01 birthday 40`: each occasion of each post. */
export const told = (posts: readonly AnniversaryPost[]): string[] =>
  posts.flatMap(({ date, occasions }) =>
    occasions.map(({ kind, years, days }) => `${date.toString()} ${kind} ${years === 0 ? (days ?? "") : years}`.trim()),
  );
