import type { CampaignSettings } from "./campaign-settings.ts";
import { dayNumber, earliestDayNumber, latestDay } from "./partial-date.ts";
import type { Prisoner } from "./prisoner.ts";

/**
 * - `speak`: what is recorded of this person may be said on that day.
 * - `hold`: a campaigner must look first; `reason` says at what.
 * - `withheld`: this person exists in no output, so there is not even a reason that names them.
 */
export type Verdict = { readonly kind: "speak" } | { readonly kind: "hold"; readonly reason: string } | { readonly kind: "withheld" };

const speak: Verdict = { kind: "speak" };

const hold = (reason: string): Verdict => ({ kind: "hold", reason });

/** Doubt about the day of the check makes it older, never younger. */
const ageInDays = (checked: string, today: Temporal.PlainDate): number => dayNumber(today) - earliestDayNumber(checked);

/** After a wave of releases a check from before it is worth little: shared rule of the campaign's safety. */
const daysAfterWave = 7;

export type Freshness = Pick<CampaignSettings, "freshnessDays" | "releaseWaves">;

const freshnessVerdict = (prisoner: Prisoner, today: Temporal.PlainDate, freshness: Freshness, why: string): Verdict => {
  const { checked } = prisoner.status;
  if (checked === undefined) return hold(`${why}, and nobody has written down when that was last checked`);
  const age = ageInDays(checked, today);
  const lastSeen = checked.length === 10 ? checked : latestDay(checked).toString();
  const thisDay = today.toString();
  const wave = freshness.releaseWaves.find((day) => lastSeen < day && day <= thisDay);
  if (wave !== undefined && age > daysAfterWave) return hold(`${why}, last checked ${checked}, before the releases of ${wave}`);
  const { freshnessDays } = freshness;
  if (age <= freshnessDays) return speak;
  return hold(`${why}, last checked ${checked}: ${age} days before ${thisDay}, and the campaign allows ${freshnessDays}`);
};

const statusVerdict = (prisoner: Prisoner, today: Temporal.PlainDate, freshness: Freshness): Verdict => {
  const { status } = prisoner;
  switch (status.kind) {
    case "unknown":
      return hold(`status is unknown${status.checked === undefined ? "" : `, last checked ${status.checked}`}`);
    case "imprisoned":
      return freshnessVerdict(prisoner, today, freshness, "status is imprisoned");
    case "released":
    case "died":
      if (status.since === undefined) return hold(`status is ${status.kind}, without a date`);
      if (earliestDayNumber(status.since) > dayNumber(today)) {
        return hold(`status is ${status.kind} since ${status.since}, which is after ${today.toString()}`);
      }
      return status.wentBack === true ? freshnessVerdict(prisoner, today, freshness, "went back after the release") : speak;
  }
};

/** Days (`dayNumber`) on which the verdict on a person may become another; between two of them it stays speak, hold or withheld. */
export const statusDays = ({ status }: Prisoner, { freshnessDays, releaseWaves }: Freshness): number[] => {
  const days = status.since === undefined ? [] : [earliestDayNumber(status.since)];
  if (status.checked === undefined) return days;
  const checked = earliestDayNumber(status.checked);
  const waves = releaseWaves.map((wave) => earliestDayNumber(wave));
  return [...days, ...waves, checked + daysAfterWave + 1, checked + Math.floor(freshnessDays) + 1];
};

/** What to do about a status that nothing can be said from. Somebody of a list need not have a file yet: the command makes it. */
const remedy = ({ slug, list }: Prisoner): string =>
  list === undefined
    ? `Look it up, then put it into prisoners/${slug}.yaml (status.kind, status.checked, status.sources)`
    : `Look it up, then say \`${verifyCommand(slug)}\``;

/** How a campaigner says what they looked up. */
export const verifyCommand = (slug: string): string => `npm run -s rollcall -- verify ${slug} --status STATUS --on DATE --source URL`;

/** Why lists keep anything from being said of today, and what to do about it; null where they do not. */
export const doubtAbout = ({ list, contradicted }: Pick<Prisoner, "list" | "contradicted">): string | null =>
  list?.doubt ?? contradicted ?? null;

/**
 * May this person be spoken of on that day, as what is recorded? Asked when a post is planned, when it is dispatched and right before it is sent.
 * @param today in the campaign's `peopleZone`
 */
export const statusGate = (prisoner: Prisoner, today: Temporal.PlainDate, freshness: Freshness): Verdict => {
  if (prisoner.consent === "withheld") return { kind: "withheld" };
  const doubt = doubtAbout(prisoner);
  if (doubt !== null) return hold(`${prisoner.name.latin}: ${doubt}`);
  const verdict = statusVerdict(prisoner, today, freshness);
  if (verdict.kind !== "hold") return verdict;
  return hold(`${prisoner.name.latin}: ${verdict.reason}. ${remedy(prisoner)}`);
};
