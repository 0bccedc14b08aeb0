import { recordGate } from "./post-gate.ts";
import type { CampaignSettings } from "./campaign-settings.ts";
import type { Prisoner } from "./prisoner.ts";

/**
 * What may be said to somebody who asks for a person:
 * - `spoken`: what a post may say, too.
 * - `dated`: that the person was in prison on the day of the last check, and nothing of today.
 * - `unsure`: nothing of what became of the person, only what was before.
 * - `nobody`: this person does not exist.
 */
export type PersonState = "spoken" | "dated" | "unsure" | "nobody";

type Settings = Pick<CampaignSettings, "freshnessDays" | "releaseWaves">;

/** Whether nothing but the news of a release keeps this person from being spoken of. */
export const isReleaseNews = (prisoner: Prisoner, today: Temporal.PlainDate, settings: Settings): boolean =>
  recordGate(prisoner, today, settings).isNews;

/** By the gate of posts, so that an answer tells nothing past it, the news of a release least of all. */
export const personState = (prisoner: Prisoner | undefined, today: Temporal.PlainDate, settings: Settings): PersonState => {
  if (prisoner === undefined) return "nobody";
  const { verdict } = recordGate(prisoner, today, settings);
  if (verdict.kind === "withheld") return "nobody";
  if (verdict.kind === "speak") return "spoken";
  return prisoner.status.kind === "imprisoned" && prisoner.status.checked !== undefined ? "dated" : "unsure";
};
