import type { CampaignSettings } from "./campaign-settings.ts";
import { freedGate, freedPostId } from "./freed-gate.ts";
import { knownDay, latestDay } from "./partial-date.ts";
import type { PostKind } from "./planned-post.ts";
import type { Prisoner } from "./prisoner.ts";
import { statusGate, type Freshness, type Verdict } from "./status-gate.ts";

/** So many days after it a release is news: it is told by a post of its own, or not at all. */
export const newsDays = 14;

/** The last day on which a post about this person would be news of a release; null where there is no release. Doubt makes it later. */
const newsUntil = ({ status }: Prisoner): Temporal.PlainDate | null =>
  status.kind === "released" && status.since !== undefined ? latestDay(status.since).add({ days: newsDays }) : null;

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
  if (prisoner === undefined) return { kind: "withheld" };
  if (kind === "freed") return freedGate(prisoner, now, approvedBy, settings);

  const today = now.toZonedDateTimeISO(settings.peopleZone).toPlainDate();
  const verdict = statusGate(prisoner, today, settings);
  const until = newsUntil(prisoner);
  if (verdict.kind !== "speak" || until === null || Temporal.PlainDate.compare(today, until) > 0) return verdict;
  if (kind === "correction") return freedGate(prisoner, now, approvedBy, settings);
  const since = prisoner.status.since ?? "";
  const own =
    knownDay(since) === null
      ? `once the day is known (status.since in prisoners/${prisoner.slug}.yaml)`
      : `(${freedPostId(since, prisoner.slug)})`;
  return {
    kind: "hold",
    reason: `${prisoner.name.latin}: released ${since}, which is news until ${until.toString()}: only a post of its own may tell it ${own}, and needs a campaigner's yes.`,
  };
};
