import type { CampaignSettings } from "../campaign-settings.ts";
import type { MarkedDay } from "../marked-day.ts";
import { dayNumber } from "../partial-date.ts";
import type { Petition } from "../petition.ts";
import { isLaunchNews, type PetitionNews, type PetitionsCounted } from "../petitions/petition-news.ts";
import { isAdmitted, type Prisoner } from "../prisoner.ts";
import { monthDayOf, monthDaysKeptOn, monthlyDaysKeptOn } from "./kept-days.ts";
import { occasionKinds, type Occasion, type OccasionKind } from "./occasion.ts";
import { halfTermOf, imprisonedSince, yearlyEvents, type HalfTerm, type YearlyEvent } from "./person-events.ts";

/** All that occasions are found from. */
export interface OccasionContent {
  readonly campaign: CampaignSettings;
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  readonly days: readonly MarkedDay[];
  readonly petitions: ReadonlyMap<string, Petition>;
  /** Left out: nothing was ever counted. */
  readonly counted?: PetitionsCounted;
}

/** What posts of a day speak of, in no order. */
export type FindOccasions = (date: Temporal.PlainDate) => readonly Occasion[];

const addTo = <K, V>(index: Map<K, V[]>, key: K, value: V): void => {
  const there = index.get(key);
  if (there === undefined) index.set(key, [value]);
  else there.push(value);
};

/** What is kept on a day, for posts so many days ahead of it. */
type Kept = (on: Temporal.PlainDate, daysAhead: number) => Occasion[];

const keepYearly = (events: readonly YearlyEvent[], { anniversaries }: CampaignSettings): Kept => {
  const byMonthDay = new Map<string, { readonly event: YearlyEvent; readonly year: number }[]>();
  for (const event of events) addTo(byMonthDay, monthDayOf(event.since), { event, year: event.since.year });
  return (on, daysAhead) =>
    monthDaysKeptOn(on, anniversaries.leapDay).flatMap((monthDay) =>
      (byMonthDay.get(monthDay) ?? []).flatMap(({ event, year }) => {
        const years = on.year - year;
        return years < 1 ? [] : [{ kind: event.kind, subject: event.subject, since: event.since, on, daysAhead, years, days: null }];
      }),
    );
};

const keepDayCounts = (prisoners: readonly Prisoner[], { anniversaries }: CampaignSettings): Kept => {
  const { days: listed, every } = anniversaries.rules["day-count"];
  const arrests = new Map<number, { readonly subject: string; readonly since: Temporal.PlainDate }[]>();
  for (const prisoner of prisoners) {
    const since = imprisonedSince(prisoner);
    if (since !== null) addTo(arrests, dayNumber(since), { subject: prisoner.slug, since });
  }
  const first = Math.min(...arrests.keys());
  return (on, daysAhead) => {
    const today = dayNumber(on);
    const rounds = new Set(listed);
    for (let days = every ?? Infinity; days <= today - first; days += every ?? Infinity) rounds.add(days);
    return [...rounds].flatMap((days) =>
      (arrests.get(today - days) ?? []).map(({ subject, since }) => ({
        kind: "day-count" as const,
        subject,
        since,
        on,
        daysAhead,
        years: 0,
        days,
      })),
    );
  };
};

const keepHalfTerms = (prisoners: readonly Prisoner[]): Kept => {
  const byDay = new Map<number, (HalfTerm & { readonly subject: string })[]>();
  for (const prisoner of prisoners) {
    const middle = halfTermOf(prisoner);
    if (middle !== null) addTo(byDay, dayNumber(middle.on), { ...middle, subject: prisoner.slug });
  }
  return (on, daysAhead) =>
    (byDay.get(dayNumber(on)) ?? []).map(({ subject, since }) => ({
      kind: "half-term" as const,
      subject,
      since,
      on,
      daysAhead,
      years: 0,
      days: null,
    }));
};

const keepMarkedDays = (marked: readonly MarkedDay[], { anniversaries }: CampaignSettings): Kept => {
  const byDay = Map.groupBy(marked, ({ day }) => day);
  return (on, daysAhead) =>
    [...monthDaysKeptOn(on, anniversaries.leapDay), ...monthlyDaysKeptOn(on)]
      .flatMap((day) => byDay.get(day) ?? [])
      .flatMap(({ id: subject, day, kind, since: year }) => {
        const years = on.year - (year ?? on.year);
        // The year of the event itself is no anniversary of it; of a day that is held every year it is the first time.
        if (years < 0 || (kind === "anniversary" && years < 1)) return [];
        const since = year === undefined || day.length === 2 ? on : Temporal.PlainDate.from(`${year}-02-01`).with(monthDay(day));
        return [{ kind: "marked-day" as const, subject, since, on, daysAhead, years: day.length === 2 ? 0 : years, days: null }];
      });
};

const monthDay = (day: string): { month: number; day: number } => ({ month: Number(day.slice(0, 2)), day: Number(day.slice(3)) });

const keepDeadlines = (petitions: readonly Petition[]): Kept => {
  const open = petitions.filter(({ state, deadline }) => state === "open" && deadline !== undefined);
  const byDeadline = Map.groupBy(open, ({ deadline }) => deadline);
  return (on, daysAhead) =>
    (byDeadline.get(on.toString()) ?? []).map(({ slug: subject }) => ({
      kind: "petition-deadline" as const,
      subject,
      since: on,
      on,
      daysAhead,
      years: 0,
      days: null,
    }));
};

/** Launches, milestones and ends: seen on one day, told on another, and on no other. */
const keepNews = (
  { news, standings }: PetitionsCounted,
  petitions: ReadonlyMap<string, Petition>,
  { anniversaries }: CampaignSettings,
): Kept => {
  const byDay = new Map<string, PetitionNews[]>();
  for (const one of news) {
    const petition = petitions.get(one.petition);
    if (one.day === null || petition === undefined || (one.kind === "launch" && !isLaunchNews(petition, one.day))) continue;
    addTo(byDay, one.day.toString(), one);
  }
  return (on, daysAhead) => {
    if (daysAhead > 0) return [];
    const told = (byDay.get(on.toString()) ?? []).filter((one) => anniversaries.rules[`petition-${one.kind}`].enabled);
    return told
      .filter((one) => !told.some((other) => other.petition === one.petition && other.kind === one.kind && other.mark > one.mark))
      .map(({ kind, petition: subject, count }) => {
        // The end is told with the newest count that there is by then.
        const spoken = kind === "closed" ? (standings.get(subject)?.accepted ?? null) : count;
        return {
          kind: `petition-${kind}` as const,
          subject,
          since: spoken?.countedOn ?? on,
          on,
          daysAhead,
          years: 0,
          days: null,
          ...(spoken !== null && { signatures: spoken.signatures }),
        };
      });
  };
};

const isNews = (kind: OccasionKind): boolean => kind === "petition-launch" || kind === "petition-milestone" || kind === "petition-closed";

const order = new Map<OccasionKind, number>(occasionKinds.map((kind, index) => [kind, index]));

/** The order in which a post names its occasions. */
export const inOrder = (a: Occasion, b: Occasion): number =>
  (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0) || dayNumber(a.on) - dayNumber(b.on) || dayNumber(a.since) - dayNumber(b.since);

/** Whoever is withheld, or waits to be let into posts, has no occasions here. What is seen of petitions is in `counted`, and not in the content. */
export const createOccasionFinder = ({ campaign, prisoners, days, petitions, counted }: OccasionContent): FindOccasions => {
  const { enabled, rules } = campaign.anniversaries;
  if (!enabled) return () => [];
  const shown = [...prisoners.values()].filter((prisoner) => prisoner.consent !== "withheld" && isAdmitted(prisoner));
  const kept: Kept[] = [
    keepYearly(
      shown.flatMap((prisoner) => yearlyEvents(prisoner, rules)),
      campaign,
    ),
    ...(rules["day-count"].enabled ? [keepDayCounts(shown, campaign)] : []),
    ...(rules["half-term"].enabled ? [keepHalfTerms(shown)] : []),
    ...(rules["marked-day"].enabled ? [keepMarkedDays(days, campaign)] : []),
    ...(rules["petition-deadline"].enabled ? [keepDeadlines([...petitions.values()])] : []),
    ...(counted === undefined || counted.news.length === 0 ? [] : [keepNews(counted, petitions, campaign)]),
  ];
  const leads = [...new Set([0, ...Object.values(rules).flatMap(({ leadDays }) => leadDays)])];
  return (date) =>
    leads.flatMap((daysAhead) => {
      const on = daysAhead === 0 ? date : date.add({ days: daysAhead });
      return kept.flatMap((keep) => keep(on, daysAhead)).filter(({ kind }) => isNews(kind) || rules[kind].leadDays.includes(daysAhead));
    });
};
