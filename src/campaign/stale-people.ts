import type { CampaignSettings } from "./campaign-settings.ts";
import { dayNumber, earliestDayNumber } from "./partial-date.ts";
import type { PlannedPost } from "./planned-post.ts";
import { recordGate } from "./post-gate.ts";
import { isAdmitted, type Prisoner } from "./prisoner.ts";
import { statusDays, type Freshness } from "./status-gate.ts";

/** Somebody whose status has to be looked up, so that they can be spoken of. */
export interface StalePerson {
  readonly slug: string;
  readonly name: string;
  readonly status: Prisoner["status"]["kind"];
  /** Null where nobody has written down a check. */
  readonly checked: string | null;
  /** Why nothing may be said of them; null where it still may, until `until`. */
  readonly reason: string | null;
  /** The last day on which it still may; null where it may not any more. */
  readonly until: Temporal.PlainDate | null;
  /** The first post of the plan that speaks of them. */
  readonly next: { readonly id: string; readonly date: Temporal.PlainDate } | null;
  /** Where to look: the person's own page, else one that speaks of the status; null where the record knows none. */
  readonly link: string | null;
}

const linkOf = ({ link, status, sources }: Prisoner): string | null => {
  const pages = Object.values(sources).flatMap(({ url }) => url ?? []);
  const own = pages.find((url) => URL.canParse(url) && /^\/[a-z]{2}\/person\//.test(new URL(url).pathname));
  const named = [link, ...status.sources].flatMap((key) => (key === undefined ? [] : (sources[key]?.url ?? [])));
  return own ?? named[0] ?? pages[0] ?? null;
};

/** The last day up to `horizon` on which somebody whose status may be told today still may be spoken of; null where that is beyond it. */
const freshUntil = (
  prisoner: Prisoner,
  today: Temporal.PlainDate,
  horizon: Temporal.PlainDate,
  settings: Freshness,
): Temporal.PlainDate | null => {
  const days = statusDays(prisoner, settings)
    .filter((day) => day > dayNumber(today) && day <= dayNumber(horizon))
    .toSorted((a, b) => a - b)
    .map((day) => today.add({ days: day - dayNumber(today) }));
  const first = days.find((day) => recordGate(prisoner, day, settings).verdict.kind === "hold");
  return first === undefined ? null : first.subtract({ days: 1 });
};

export interface StaleInput {
  readonly campaign: CampaignSettings;
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  /** In the campaign's `peopleZone`. */
  readonly today: Temporal.PlainDate;
  /** The last day that is looked at. */
  readonly horizon: Temporal.PlainDate;
  /** What the plan has up to then. */
  readonly posts: readonly Pick<PlannedPost, "id" | "subject" | "date" | "people">[];
}

/**
 * Who must be looked up next: everybody of whom nothing may be said, or soon nothing more, because of what is recorded of their status. First those
 * whom the plan has soonest, then those whose check is the oldest. Nobody for whom the news of a release waits: that needs a yes, not a look;
 * and nobody of a list who is in no post.
 */
export const stalePeople = ({ campaign, prisoners, today, horizon, posts }: StaleInput): StalePerson[] => {
  const next = new Map<string, { readonly id: string; readonly date: Temporal.PlainDate }>();
  for (const { id, subject, date, people } of posts) {
    for (const slug of people ?? [subject]) {
      const before = next.get(slug);
      if (before === undefined || Temporal.PlainDate.compare(date, before.date) < 0) next.set(slug, { id, date });
    }
  }
  const checkedDay = ({ checked }: StalePerson): number => (checked === null ? -Infinity : earliestDayNumber(checked));
  const plannedDay = (person: StalePerson): number => (person.next === null ? Infinity : dayNumber(person.next.date));
  return [...prisoners.values()]
    .filter(isAdmitted)
    .flatMap((prisoner): StalePerson[] => {
      const { verdict, isNews } = recordGate(prisoner, today, campaign);
      if (verdict.kind === "withheld" || isNews) return [];
      const until = verdict.kind === "speak" ? freshUntil(prisoner, today, horizon, campaign) : null;
      if (verdict.kind === "speak" && until === null) return [];
      const { slug, name, status } = prisoner;
      return [
        {
          slug,
          name: name.latin,
          status: status.kind,
          checked: status.checked ?? null,
          reason: verdict.kind === "hold" ? verdict.reason : null,
          until,
          next: next.get(slug) ?? null,
          link: linkOf(prisoner),
        },
      ];
    })
    .sort((a, b) => {
      const [planned, other] = [plannedDay(a), plannedDay(b)];
      if (planned !== other) return planned < other ? -1 : 1;
      const [checked, others] = [checkedDay(a), checkedDay(b)];
      if (checked !== others) return checked < others ? -1 : 1;
      return a.slug < b.slug ? -1 : 1;
    });
};
