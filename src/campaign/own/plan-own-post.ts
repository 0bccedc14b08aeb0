import { createDayTimes } from "../anniversaries/day-times.ts";
import type { CampaignSettings } from "../campaign-settings.ts";
import { latestInstant } from "../latest-instant.ts";
import type { PlannedPost } from "../planned-post.ts";
import type { Due } from "./due-time.ts";
import { ownSubject } from "./own-words.ts";

export type OwnTimes = Pick<PlannedPost, "date" | "at" | "notAfter">;

/** When a post of a campaigner is due, and until when: a birthday is none any more on the day after. */
export const timesOf = ({ at, date, timing }: Omit<Due, "kind">, campaign: CampaignSettings): OwnTimes => ({
  at,
  date,
  notAfter: timing.kind === "on" ? createDayTimes(date, campaign).notAfter(at) : latestInstant(at, campaign),
});

/** A post of a campaigner before the gate is asked about it. */
export const planOwnPost = (
  id: string,
  { due, accounts }: { readonly due: Omit<Due, "kind">; readonly accounts: readonly string[] },
  campaign: CampaignSettings,
): PlannedPost => ({ id, kind: "own", subject: ownSubject, ...timesOf(due, campaign), accounts, status: "scheduled", reason: null });
