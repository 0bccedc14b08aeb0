import type { CampaignSettings } from "./campaign-settings.ts";
import { latestInstant } from "./latest-instant.ts";
import type { PlannedPost, Showing } from "./planned-post.ts";
import { postGate } from "./post-gate.ts";
import { postingTimes, type PostingTime } from "./posting-times.ts";
import type { Prisoner } from "./prisoner.ts";
import type { Verdict } from "./status-gate.ts";

export interface ProfilePlanInput {
  readonly campaign: CampaignSettings;
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  /** Slots that are over at this instant are left out. */
  readonly now: Temporal.Instant;
  /** Who had a profile sent or handed out, and when last. */
  readonly shown: readonly Showing[];
  /** Whose turn was passed over because their post was held, and when last. */
  readonly passed: readonly Showing[];
  /** The instants whose post is already handed out. */
  readonly taken: readonly Temporal.Instant[];
  /** Posts of which campaigners have decided something by hand. */
  readonly pins?: readonly Pin[];
  /** Whom another post of a day speaks of: nobody is in two posts of a day, and their turn comes on the next one. */
  readonly spokenOf?: (date: Temporal.PlainDate) => ReadonlySet<string>;
}

/** Somebody whose post of a day was edited or held by hand: it stays on that day whatever becomes of the rotation. */
export interface Pin {
  readonly subject: string;
  readonly date: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  /** Why it does not go out, so that the next in turn takes the day; null where it does. */
  readonly stopped: string | null;
}

type Turn = { readonly prisoner: Prisoner; readonly verdict: Verdict; readonly last: string; readonly isPinned: boolean };

const latest = (showings: readonly Showing[]): Map<string, string> => {
  const dates = new Map<string, string>();
  for (const { subject, date } of showings) {
    const day = date.toString();
    if (day > (dates.get(subject) ?? "")) dates.set(subject, day);
  }
  return dates;
};

/** Whose day it is by hand, then longest ago first; who never had a turn comes before all others; slugs decide between equals. */
const byTurn = (a: Turn, b: Turn): number => Number(b.isPinned) - Number(a.isPinned) || byLast(a, b);

const byLast = (a: Turn, b: Turn): number => (a.last < b.last ? -1 : a.last > b.last ? 1 : a.prisoner.slug < b.prisoner.slug ? -1 : 1);

/**
 * The daily profiles from one day to another: a pure function of the content and of what was shown, so that planning again changes nothing.
 *
 * Whoever was shown longest ago comes first, and new names enter at once. That makes any two people who can be shown all along take turns strictly,
 * so over any stretch of time the numbers of their posts differ by at most one. Somebody whose status holds the post does not take the day away
 * from the others: the held post is in the plan for a campaigner to see, and the next in turn takes the slot.
 */
export const planProfiles = (input: ProfilePlanInput): PlannedPost[] => {
  const { campaign } = input;
  const shown = latest(input.shown);
  const passed = latest(input.passed);
  const taken = new Set(input.taken.map((instant) => instant.epochMilliseconds));
  const included = new Set<string>([...campaign.profiles.include, "unknown"]);
  const people = [...input.prisoners.values()].filter((prisoner) => included.has(prisoner.status.kind));
  const accounts = campaign.accounts.map((account) => account.id);

  const times = postingTimes(campaign.profiles.schedule, campaign.zone, input.from, input.to);
  /** The posting time of that day that a pin is for: its own, or the first one where the schedule is another by now. */
  const slotOf = (pin: Pin): PostingTime | undefined => {
    const ofDay = times.filter(({ date }) => date.equals(pin.date));
    return ofDay.find(({ at }) => at.equals(pin.at)) ?? ofDay[0];
  };
  const pins = (input.pins ?? []).map((pin) => ({ ...pin, slot: slotOf(pin) }));

  const planSlot = ({ date, at }: PostingTime, notAfter: Temporal.Instant): PlannedPost[] => {
    const isTaken = taken.has(at.epochMilliseconds);
    const day = date.toString();
    const pinned = new Map(pins.flatMap((pin) => (pin.slot?.at.equals(at) === true ? [[pin.subject, pin.stopped] as const] : [])));
    if (isTaken && pinned.size === 0) return [];
    // Who has a day of their own ahead does not get an earlier one besides.
    const later = new Set(
      pins.flatMap(({ subject, slot }) => (slot !== undefined && Temporal.Instant.compare(slot.at, at) > 0 ? [subject] : [])),
    );
    const spokenOf = input.spokenOf?.(date);
    const turns = people
      .filter(({ slug }) => !later.has(slug))
      // What campaigners decided by hand about a post is not lost to an anniversary of the day.
      .filter(({ slug }) => pinned.has(slug) || spokenOf?.has(slug) !== true)
      .map((prisoner): Turn => {
        const stopped = pinned.get(prisoner.slug) ?? null;
        const gate = postGate({ kind: "profile", prisoner, settings: campaign, now: at, approvedBy: null });
        const verdict: Verdict = gate.kind === "speak" && stopped !== null ? { kind: "hold", reason: stopped } : gate;
        const lastShown = shown.get(prisoner.slug) ?? "";
        const lastPassed = passed.get(prisoner.slug) ?? "";
        const last = gate.kind === "speak" || lastShown > lastPassed ? lastShown : lastPassed;
        return { prisoner, verdict, last, isPinned: pinned.has(prisoner.slug) };
      })
      .filter((turn) => turn.verdict.kind !== "withheld" && turn.last < day)
      .sort(byTurn);

    const posts: PlannedPost[] = [];
    for (const { prisoner, verdict, isPinned } of turns) {
      const held = verdict.kind === "hold";
      // What a campaigner holds is there to be let go for as long as its time is not over.
      if (isTaken && !(held && isPinned)) break;
      posts.push({
        id: `${day}/profile/${prisoner.slug}`,
        kind: "profile",
        subject: prisoner.slug,
        date,
        at,
        notAfter,
        accounts,
        status: held ? "held" : "scheduled",
        reason: held ? verdict.reason : null,
      });
      // What a campaigner stops does not come back the next day by itself.
      (held && !pinned.has(prisoner.slug) ? passed : shown).set(prisoner.slug, day);
      if (!held) break;
    }
    return posts;
  };

  return times.flatMap((time) => {
    const notAfter = latestInstant(time.at, campaign);
    const over = Temporal.Instant.compare(notAfter, input.now) < 0;
    return over ? [] : planSlot(time, notAfter);
  });
};
