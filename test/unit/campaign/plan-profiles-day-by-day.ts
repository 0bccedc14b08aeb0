import { latestInstant } from "../../../src/campaign/latest-instant.ts";
import type { Pin, ProfilePlanInput } from "../../../src/campaign/plan-profiles.ts";
import type { PlannedPost, Showing } from "../../../src/campaign/planned-post.ts";
import { postGate } from "../../../src/campaign/post-gate.ts";
import { postingTimes, type PostingTime } from "../../../src/campaign/posting-times.ts";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import type { Verdict } from "../../../src/campaign/status-gate.ts";

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
 * The same plan, made in the plainest way: everybody is asked about on every day, which takes minutes for 10,000 people and ten years.
 * @param rule `everybody` shows all held posts before the one that goes out, which was the rule once; `in turn` is the rule of `planProfiles`
 */
export const planProfilesDayByDay = (input: ProfilePlanInput, rule: "everybody" | "in turn"): PlannedPost[] => {
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

  const gateOf = (prisoner: Prisoner, at: Temporal.Instant): Verdict =>
    postGate({ kind: "profile", prisoner, settings: campaign, now: at, approvedBy: null });
  const countHeld = (at: Temporal.Instant): number => people.filter((prisoner) => gateOf(prisoner, at).kind === "hold").length;
  const slotsSince = (last: string, day: string): number =>
    postingTimes(
      campaign.profiles.schedule,
      campaign.zone,
      Temporal.PlainDate.from(last),
      Temporal.PlainDate.from(day).subtract({ days: 1 }),
    ).length;

  const planSlot = ({ date, at }: PostingTime, notAfter: Temporal.Instant): PlannedPost[] => {
    const isTaken = taken.has(at.epochMilliseconds);
    const day = date.toString();
    const pinned = new Map(pins.flatMap((pin) => (pin.slot?.at.equals(at) === true ? [[pin.subject, pin.stopped] as const] : [])));
    if (rule === "everybody" && isTaken && pinned.size === 0) return [];
    // Who has a day of their own ahead does not get an earlier one besides.
    const later = new Set(
      pins.flatMap(({ subject, slot }) => (slot !== undefined && Temporal.Instant.compare(slot.at, at) > 0 ? [subject] : [])),
    );
    const spokenOf = isTaken ? undefined : input.spokenOf?.(date);
    const turns = people
      .filter(({ slug }) => !later.has(slug))
      // What campaigners decided by hand about a post is not lost to an anniversary of the day.
      .filter(({ slug }) => pinned.has(slug) || spokenOf?.has(slug) !== true)
      .map((prisoner): Turn => {
        const stopped = pinned.get(prisoner.slug) ?? null;
        const gate = gateOf(prisoner, at);
        const verdict: Verdict = gate.kind === "speak" && stopped !== null ? { kind: "hold", reason: stopped } : gate;
        const lastShown = shown.get(prisoner.slug) ?? "";
        const lastPassed = passed.get(prisoner.slug) ?? "";
        const last = gate.kind === "speak" || lastShown > lastPassed ? lastShown : lastPassed;
        return { prisoner, verdict, last, isPinned: pinned.has(prisoner.slug) };
      })
      .filter((turn) => turn.verdict.kind !== "withheld" && turn.last < day)
      .sort(byTurn);

    const posts: PlannedPost[] = [];
    const speaker = turns.find((turn) => turn.verdict.kind === "speak");
    let unpinned = 0;
    let isOver = false;
    for (const { prisoner, verdict, isPinned, last } of turns) {
      const held = verdict.kind === "hold";
      // What a campaigner holds is there to be let go for as long as its time is not over.
      const hadTurn = held && (input.held ?? []).some((there) => there.subject === prisoner.slug && there.at.equals(at));
      if (rule === "everybody" && isTaken && !(held && isPinned)) break;
      if (rule === "in turn" && isTaken && !isPinned && !hadTurn) continue;
      if (rule === "in turn" && isTaken && isPinned && !held) isOver = true;
      if (rule === "in turn" && isTaken && isPinned && isOver) continue;
      if (rule === "in turn" && !isTaken && held && !isPinned) {
        if (unpinned === (speaker === undefined ? 1 : 10)) continue;
        if (speaker !== undefined && last !== "" && slotsSince(last, day) < countHeld(at)) continue;
        unpinned += 1;
      }
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
