import type { CampaignSettings } from "./campaign-settings.ts";
import { latestInstant } from "./latest-instant.ts";
import type { PlannedPost, Showing } from "./planned-post.ts";
import { postingTimes, type PostingTime } from "./posting-times.ts";
import { isAdmitted, type Prisoner } from "./prisoner.ts";
import { createRotation } from "./rotation.ts";
import { byLast, type Turn } from "./turn-queue.ts";
import { createWaitingTimes } from "./waiting-times.ts";

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
  /** Who is held in the plan that there is: at an instant that is handed out they have had their turn, and stay. */
  readonly held?: readonly { readonly subject: string; readonly at: Temporal.Instant }[];
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

/** So many held posts stand at most before the one that goes out; whoever is left has a turn on the next day. */
const heldATime = 10;

/** A turn with what becomes of it; `reason` is null where it goes out. */
type Judged = { readonly slug: string; readonly reason: string | null; readonly isPinned: boolean };

/**
 * The daily profiles from one day to another: a pure function of the content and of what was shown, so that planning again changes nothing.
 *
 * Whoever was shown longest ago comes first, and new names enter at once. That makes any two people who can be shown all along take turns strictly,
 * so over any stretch of time the numbers of their posts differ by at most one. Somebody whose status holds the post does not take the day away
 * from the others: the held post is in the plan for a campaigner to see, and the next in turn takes the slot.
 *
 * A held post is in the plan once a turn: whose post is held comes up again only after as many posting times as there are people who are held,
 * and where nobody may be spoken of, only the next in turn comes up. So a plan has about as many held posts as it has posting times, or people.
 */
export const planProfiles = (input: ProfilePlanInput): PlannedPost[] => {
  const { campaign } = input;
  const taken = new Set(input.taken.map((instant) => instant.epochMilliseconds));
  const included = new Set<string>([...campaign.profiles.include, "unknown"]);
  const people = [...input.prisoners.values()].filter((prisoner) => included.has(prisoner.status.kind) && isAdmitted(prisoner));
  const rotation = createRotation({ people, settings: campaign, shown: input.shown, passed: input.passed });
  const accounts = campaign.accounts.map((account) => account.id);

  const times = postingTimes(campaign.profiles.schedule, campaign.zone, input.from, input.to);
  const timesOf = Map.groupBy(times, ({ date }) => date.toString());
  /** The posting time of that day that a pin is for: its own, or the first one where the schedule is another by now. */
  const slotOf = (pin: Pin): PostingTime | undefined => {
    const ofDay = timesOf.get(pin.date.toString()) ?? [];
    return ofDay.find(({ at }) => at.equals(pin.at)) ?? ofDay[0];
  };
  const pins = (input.pins ?? []).map((pin) => ({ ...pin, slot: slotOf(pin) }));
  const heldThere = Map.groupBy(input.held ?? [], ({ at }) => at.epochMilliseconds);
  const lastDayToCome = createWaitingTimes(input, times);

  /** Whose day it is by hand. What a campaigner holds is there to be let go for as long as its time is not over. */
  const pinnedTurns = (pinned: ReadonlyMap<string, string | null>, day: string, later: ReadonlySet<string>): Judged[] =>
    [...pinned]
      .filter(([slug]) => !later.has(slug))
      .flatMap(([slug, stopped]) => {
        const there = rotation.lookAt(slug);
        if (there === null || there.turn.last >= day) return [];
        return [{ turn: there.turn, reason: there.verdict.kind === "hold" ? there.verdict.reason : stopped }];
      })
      .sort((a, b) => byLast(a.turn, b.turn))
      .map(({ turn, reason }) => ({ slug: turn.slug, reason, isPinned: true }));

  const judge = ({ slug }: Pick<Turn, "slug">): Judged => {
    const verdict = rotation.lookAt(slug)?.verdict;
    return { slug, reason: verdict?.kind === "hold" ? verdict.reason : null, isPinned: false };
  };

  /** Who was in the plan as held when the post of that time was handed out, and still would be. */
  const hadTurn = (at: Temporal.Instant, day: string, isFree: (slug: string) => boolean): Judged[] =>
    (heldThere.get(at.epochMilliseconds) ?? [])
      .flatMap(({ subject }) => (isFree(subject) ? (rotation.lookAt(subject) ?? []) : []))
      .filter(({ turn, verdict }) => verdict.kind === "hold" && turn.last < day)
      .map(({ turn }) => turn)
      .sort(byLast)
      .map(judge);

  /** The next in turn, after those before them whose posts are held. */
  const nextTurns = (day: string, isFree: (slug: string) => boolean): Judged[] => {
    let speaker: Turn | null = null;
    for (const turn of rotation.speakers.inTurn()) {
      if (turn.last >= day) break;
      if (!isFree(turn.slug)) continue;
      speaker = turn;
      break;
    }
    const held: Turn[] = [];
    const most = speaker === null ? 1 : heldATime;
    const hasWaited = ({ last }: Turn): boolean => speaker === null || last === "" || last <= lastDayToCome(day, rotation.countHeld());
    for (const turn of rotation.held.inTurn()) {
      if (turn.last >= day || (speaker !== null && byLast(turn, speaker) > 0) || !hasWaited(turn)) break;
      if (!isFree(turn.slug)) continue;
      held.push(turn);
      if (held.length === most) break;
    }
    return [...held, ...(speaker === null ? [] : [speaker])].map(judge);
  };

  const planSlot = ({ date, at }: PostingTime, notAfter: Temporal.Instant): PlannedPost[] => {
    const isTaken = taken.has(at.epochMilliseconds);
    const day = date.toString();
    rotation.moveTo(at.toZonedDateTimeISO(campaign.peopleZone).toPlainDate());
    const pinned = new Map(pins.flatMap((pin) => (pin.slot?.at.equals(at) === true ? [[pin.subject, pin.stopped] as const] : [])));
    // Who has a day of their own ahead does not get an earlier one besides.
    const later = new Set(
      pins.flatMap(({ subject, slot }) => (slot !== undefined && Temporal.Instant.compare(slot.at, at) > 0 ? [subject] : [])),
    );
    // What campaigners decided by hand about a post is not lost to an anniversary of the day.
    const spokenOf = isTaken ? undefined : input.spokenOf?.(date);
    const isFree = (slug: string): boolean => !later.has(slug) && !pinned.has(slug) && spokenOf?.has(slug) !== true;

    const byHand = pinnedTurns(pinned, day, later);
    const speaking = byHand.findIndex(({ reason }) => reason === null);
    const turns = isTaken
      ? [...byHand.slice(0, speaking === -1 ? undefined : speaking), ...hadTurn(at, day, isFree)]
      : speaking === -1
        ? [...byHand, ...nextTurns(day, isFree)]
        : byHand.slice(0, speaking + 1);

    return turns.map(({ slug, reason, isPinned }) => {
      const isHeld = reason !== null;
      // What a campaigner stops does not come back the next day by itself.
      if (isHeld && !isPinned) rotation.passOver(slug, day);
      else rotation.show(slug, day);
      return {
        id: `${day}/profile/${slug}`,
        kind: "profile",
        subject: slug,
        date,
        at,
        notAfter,
        accounts,
        status: isHeld ? "held" : "scheduled",
        reason,
      };
    });
  };

  return times.flatMap((time) => {
    const notAfter = latestInstant(time.at, campaign);
    const over = Temporal.Instant.compare(notAfter, input.now) < 0;
    return over ? [] : planSlot(time, notAfter);
  });
};
