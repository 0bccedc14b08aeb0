import type { CampaignSettings } from "./campaign-settings.ts";
import { freedGate, freedPostId } from "./freed-gate.ts";
import { dayNumber, earliestDayNumber, knownDay, latestDay } from "./partial-date.ts";
import type { PostKind } from "./planned-post.ts";
import { isAdmitted, type Prisoner } from "./prisoner.ts";
import { doubtAbout, statusDays, statusGate, type Freshness, type Verdict } from "./status-gate.ts";

/** So many days after it a release is news: it is told by a post of its own, or not at all. */
export const newsDays = 14;

/** More than a year and the days of the news: a release of so long ago is none, however little is known of its date. */
const surelyOldDays = 400;

/** The last day on which a post about this person would be news of a release; null where it is none today. Doubt makes it later. */
const newsUntil = ({ status }: Prisoner, today: Temporal.PlainDate): Temporal.PlainDate | null => {
  const { kind, since } = status;
  if (kind !== "released" || since === undefined || dayNumber(today) - earliestDayNumber(since) > surelyOldDays) return null;
  const until = latestDay(since).add({ days: newsDays });
  return Temporal.PlainDate.compare(today, until) > 0 ? null : until;
};

/** What is recorded of a person, or that their release is news, which only a post of its own may tell. */
export const recordGate = (
  prisoner: Prisoner,
  today: Temporal.PlainDate,
  settings: Freshness,
): { readonly verdict: Verdict; readonly isNews: boolean } => {
  const verdict = statusGate(prisoner, today, settings);
  const until = verdict.kind === "speak" ? newsUntil(prisoner, today) : null;
  if (until === null) return { verdict, isNews: false };
  const since = prisoner.status.since ?? "";
  const own =
    knownDay(since) === null
      ? `once the day is known (status.since in prisoners/${prisoner.slug}.yaml)`
      : `(${freedPostId(since, prisoner.slug)})`;
  const reason = `${prisoner.name.latin}: released ${since}, which is news until ${until.toString()}: only a post of its own may tell it ${own}, and needs a campaigner's yes.`;
  return { verdict: { kind: "hold", reason }, isNews: true };
};

/** Days (`dayNumber`) on which `recordGate` may come to another verdict; between two of them only the words of a reason change. */
export const recordDays = (prisoner: Prisoner, settings: Freshness): number[] => {
  const { kind, since } = prisoner.status;
  const days = statusDays(prisoner, settings);
  if (kind !== "released" || since === undefined) return days;
  return [...days, dayNumber(latestDay(since)) + newsDays + 1, earliestDayNumber(since) + surelyOldDays + 1];
};

/** Somebody of a list whom no campaigner has let into posts is in none of any kind. */
export const admissionGate = (prisoner: Prisoner): Verdict => {
  const { slug, name, list } = prisoner;
  if (list === undefined || isAdmitted(prisoner)) return { kind: "speak" };
  const reason = `${name.latin}: the list ${list.source} has this person (${list.id}), and no campaigner has let them into posts. Look the person up, then say \`npm run -s rollcall -- import admit ${slug}\``;
  return { kind: "hold", reason };
};

export interface PostGateRequest {
  readonly kind: PostKind;
  /** Undefined where the content has no such person any more. */
  readonly prisoner: Prisoner | undefined;
  readonly settings: Freshness & Pick<CampaignSettings, "peopleZone">;
  readonly now: Temporal.Instant;
  /** The campaigner who approved this very post; for a correction whoever asked for it. */
  readonly approvedBy: string | null;
}

/**
 * May this post go out at this instant? The one question of the plan, the dispatch and the delivery, for posts of every kind.
 *
 * A profile of somebody who was released a few days ago would tell the news past the gate for it, with one source and without anybody's yes:
 * it is held, and the next in turn takes the day. A correction that tells such news needs what the news needs.
 */
export const postGate = ({ kind, prisoner, settings, now, approvedBy }: PostGateRequest): Verdict => {
  if (prisoner === undefined || prisoner.consent === "withheld") return { kind: "withheld" };
  const admission = admissionGate(prisoner);
  if (admission.kind !== "speak") return admission;
  // What the lists say against it stops the news of a release, too.
  if (kind === "freed" && doubtAbout(prisoner) === null) return freedGate(prisoner, now, approvedBy, settings);

  const today = now.toZonedDateTimeISO(settings.peopleZone).toPlainDate();
  const { verdict, isNews } = recordGate(prisoner, today, settings);
  return isNews && kind === "correction" ? freedGate(prisoner, now, approvedBy, settings) : verdict;
};
