import type { CampaignSettings } from "./campaign-settings.ts";
import { freedFrom, freedGate, freedPostId } from "./freed-gate.ts";
import { knownDay } from "./partial-date.ts";
import type { PlannedPost } from "./planned-post.ts";
import { newsDays } from "./post-gate.ts";
import { isAdmitted, type Prisoner } from "./prisoner.ts";

export interface FreedPlanInput {
  readonly campaign: CampaignSettings;
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  readonly now: Temporal.Instant;
  /** The posts that are there already, of the last four weeks at least. */
  readonly posts: readonly Pick<PlannedPost, "id" | "kind" | "subject" | "date" | "status">[];
  /** Who approved a post, by its id. */
  readonly approvals: ReadonlyMap<string, string>;
}

/**
 * A post for everybody who was released within the last 14 days: held with what is missing until all of it is there. A pure function of what it is
 * given, so that planning again changes nothing.
 *
 * It is due at the first instant at which the gate's clock would let it out, not at the campaign's hour: that is the daily name's, and a
 * campaigner who says yes to news expects it to go out.
 */
export const planFreed = ({ campaign, prisoners, now, posts, approvals }: FreedPlanInput): PlannedPost[] => {
  const freed = posts.filter((post) => post.kind === "freed");
  const settled = new Set(freed.filter(({ status }) => status === "skipped" || status === "dispatched").map(({ id }) => id));
  /** Told already, under a date that was mended since: telling it again would be a second post, and a correction is another thing. */
  const isTold = (slug: string, since: Temporal.PlainDate): boolean =>
    freed.some(
      ({ subject, status, date }) =>
        subject === slug && status === "dispatched" && Math.abs(date.until(since, { largestUnit: "days" }).days) <= newsDays,
    );

  return [...prisoners.values()].flatMap((prisoner): PlannedPost[] => {
    const { slug, status } = prisoner;
    const since = status.kind !== "released" || status.since === undefined || !isAdmitted(prisoner) ? null : knownDay(status.since);
    if (since === null) return [];
    const id = freedPostId(since.toString(), slug);
    const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime({ timeZone: campaign.peopleZone }).toInstant();
    const notAfter = startOf(since.add({ days: newsDays + 1 })).subtract({ seconds: 1 });
    const isOver = Temporal.Instant.compare(notAfter, now) < 0;
    const isToCome = Temporal.Instant.compare(now, startOf(since)) < 0;
    if (isOver || isToCome || settled.has(id) || isTold(slug, since)) return [];

    const verdict = freedGate(prisoner, now, approvals.get(id) ?? null, campaign);
    if (verdict.kind === "withheld") return [];
    return [
      {
        id,
        kind: "freed",
        subject: slug,
        date: since,
        at: freedFrom(prisoner, since, campaign),
        notAfter,
        accounts: campaign.accounts.map((account) => account.id),
        status: verdict.kind === "hold" ? "held" : "scheduled",
        reason: verdict.kind === "hold" ? verdict.reason : null,
      },
    ];
  });
};
