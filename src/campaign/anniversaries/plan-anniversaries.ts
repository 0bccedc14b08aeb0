import { jointSubject, petitionPostKinds, type OccasionPostKind, type PlannedPost } from "../planned-post.ts";
import { createDayTimes, type DayTimes } from "./day-times.ts";
import type { OccasionContent } from "./find-occasions.ts";
import { createOccasionGroups, type OccasionGroup } from "./group-occasions.ts";
import type { Occasion } from "./occasion.ts";
import { basisOfOccasions } from "./occasion-basis.ts";
import { approvalReason, inSentences, judgeGroup } from "./occasion-gate.ts";
import { accountsFor, saysNothing } from "./rule-accounts.ts";
import { findToldBesides, toldBesidesReason, type OtherPost } from "./told-besides.ts";

export interface AnniversaryPlanInput extends OccasionContent {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  /** What is over at this instant is left out. */
  readonly now: Temporal.Instant;
  /** The posts that are there already, from `from` to `to` at least; `basis` is what was approved of them. */
  readonly posts: readonly (OtherPost & Pick<PlannedPost, "date"> & { readonly basis?: string | null })[];
  /** Who approved a post, by its id. */
  readonly approvals: ReadonlyMap<string, string>;
  /** Posts of which campaigners have decided something by hand, by their ids, each with why it does not go out; null where it does. */
  readonly decided?: ReadonlyMap<string, string | null>;
  /** Made of the same content, where the caller needs the days' groups, too. */
  readonly groupsOn?: ReturnType<typeof createOccasionGroups>;
}

export interface AnniversaryPost extends PlannedPost {
  readonly kind: OccasionPostKind;
  /** What it speaks of. Not stored: `occasionsOf` finds it again. */
  readonly occasions: readonly Occasion[];
}

type Stored = AnniversaryPlanInput["posts"][number];

/** A post before its time is known. */
interface Unit {
  readonly kind: OccasionPostKind;
  readonly subject: string;
  readonly groups: readonly OccasionGroup[];
  /** The earliest of its kinds' times of day. */
  readonly time: string;
  /** Why it must not go out; null where it may, a yes apart. */
  readonly held: string | null;
  /** A campaigner has looked at this very post: it stays one by itself. */
  readonly isAlone: boolean;
}

const roomOrder: readonly OccasionPostKind[] = ["marked-day", ...petitionPostKinds, "joint", "anniversary"];

const byTime = (a: Unit, b: Unit): number => {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return roomOrder.indexOf(a.kind) - roomOrder.indexOf(b.kind) || (a.subject < b.subject ? -1 : 1);
};

const idOf = (day: string, { kind, subject }: Pick<Unit, "kind" | "subject">): string => `${day}/${kind}/${subject}`;

/** Of those that take a place in the day: what is held has its own time, and keeps nobody waiting. */
const timesOf = (units: readonly Unit[]): string[] => units.filter(({ held }) => held === null).map(({ time }) => time);

const jointIsOut = (id: string): string =>
  `The joint post of this day was handed out while this one waited, and may or may not name this person. If it does not, say \`npm run -s rollcall -- queue approve ${id} --as NAME\`.`;

/**
 * The posts of anniversaries, marked days and petitions from one day to another: a pure function of what it is given, so that planning again
 * changes nothing.
 *
 * Everything that a day brings for a person is one post. Where more people than `postsPerDay` may be spoken of, they become one joint post, or
 * follow each other `minIntervalMinutes` apart as long as the day has room. Posts that are held stay by themselves, with the reason, and never
 * keep the others waiting. What was handed out already decides the form of the rest of its day, so that nobody is named twice; what campaigners wrote,
 * held or approved by hand stays the post that it was.
 */
export const planAnniversaries = (input: AnniversaryPlanInput): AnniversaryPost[] => {
  const { campaign, now, approvals, decided = new Map<string, string | null>() } = input;
  const { rules, postsPerDay, tooMany } = campaign.anniversaries;
  const { groupsOn = createOccasionGroups(input) } = input;
  const stored = Map.groupBy(input.posts, ({ date }) => date.toString());

  const timeOf = (groups: readonly OccasionGroup[]): string => {
    let earliest = "24:00";
    for (const { occasions } of groups) for (const { kind } of occasions) if (rules[kind].time < earliest) earliest = rules[kind].time;
    return earliest;
  };

  /** Who approved it approved what it said then. */
  const isApproved = (id: string, basis: string | null | undefined, unit: Pick<Unit, "kind" | "subject" | "groups">): boolean => {
    if (!approvals.has(id)) return false;
    const occasions = unit.groups.flatMap((group) => group.occasions);
    return basis == null || basis === basisOfOccasions(unit, occasions, input);
  };

  /** Stays by hand, and goes out. */
  const isKept = (id: string): boolean => decided.get(id) === null && decided.has(id);

  const unitsOf = (date: string, groups: readonly OccasionGroup[], { at }: DayTimes, there: ReadonlyMap<string, Stored>): Unit[] => {
    const days = new Map<string, Temporal.PlainDate>();
    const dayAt = (time: string): Temporal.PlainDate => {
      const known = days.get(time) ?? at(time).toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
      days.set(time, known);
      return known;
    };
    return groups.flatMap((group) => {
      const time = timeOf([group]);
      const verdict = judgeGroup(group, input, dayAt(time));
      if (verdict.kind === "withheld") return [];
      const unit = { kind: group.kind, subject: group.subject, groups: [group], time };
      const recorded = verdict.kind === "hold" ? verdict.reason : null;
      if (there.size === 0) return [{ ...unit, held: recorded, isAlone: false }];
      const id = idOf(date, unit);
      const told = group.kind === "anniversary" ? findToldBesides({ id, slug: group.subject }, there.values(), isKept) : undefined;
      // Who could not be named is not dropped in silence: whether the joint post did is a person's to see.
      const isLeftOut = told?.kind === "joint" && told.status === "dispatched" && (recorded !== null || there.has(id));
      if (told?.kind === "joint" && !isLeftOut) return [];
      const isByHand = decided.has(id);
      const besides =
        told === undefined || isApproved(id, there.get(id)?.basis, { ...unit })
          ? null
          : isLeftOut
            ? jointIsOut(id)
            : toldBesidesReason(id, told);
      const held = decided.get(id) ?? inSentences([recorded, besides]);
      return [{ ...unit, held, isAlone: isByHand || approvals.has(id) }];
    });
  };

  /** Those who may be spoken of as one, where they are too many for posts of their own. */
  const joined = (units: readonly Unit[], { spread }: DayTimes, form: { readonly isBegun: boolean; readonly jointId: string }): Unit[] => {
    const isSpeaker = ({ kind, held, isAlone }: Unit): boolean => kind === "anniversary" && held === null && !isAlone;
    const speakers = units.filter(isSpeaker);
    const isTooMany = speakers.length > postsPerDay && (tooMany === "joint" || !spread(timesOf(units)).fit);
    const isWanted = isTooMany || (decided.has(form.jointId) && speakers.length > 0);
    if (form.isBegun || !isWanted) return [...units];
    const groups = speakers.flatMap((unit) => unit.groups).sort((a, b) => (a.subject < b.subject ? -1 : 1));
    const held = decided.get(form.jointId) ?? null;
    const joint: Unit = { kind: "joint", subject: jointSubject, groups, time: timeOf(groups), held, isAlone: true };
    return [...units.filter((unit) => !isSpeaker(unit)), joint].sort(byTime);
  };

  const planDay = (date: Temporal.PlainDate): AnniversaryPost[] => {
    const groups = groupsOn(date);
    if (groups.length === 0) return [];
    const day = date.toString();
    const times = createDayTimes(date, campaign);
    const there = new Map((stored.get(day) ?? []).map((post) => [post.id, post]));
    const isSettled = (id: string): boolean => {
      const status = there.size === 0 ? undefined : there.get(id)?.status;
      return status === "dispatched" || status === "skipped";
    };
    const jointId = idOf(day, { kind: "joint", subject: jointSubject });
    const isJointOut = isSettled(jointId);
    // Whom it names is known, so that nobody else has to wait for a person to look.
    const isJointKnown = there.get(jointId)?.people != null;
    const isBegun = isJointOut || [...there.values()].some(({ id, kind }) => kind === "anniversary" && isSettled(id));

    const units = joined(unitsOf(day, groups, times, there).sort(byTime), times, { isBegun, jointId });
    const instants = times.spread(timesOf(units)).instants.values();
    return units.flatMap((unit): AnniversaryPost[] => {
      const at = (unit.held === null ? instants.next().value : undefined) ?? times.at(unit.time);
      const notAfter = times.notAfter(at);
      const id = idOf(day, unit);
      const isInDoubt = isJointOut && !isJointKnown && unit.kind === "anniversary";
      const isTold = isInDoubt && !there.has(id);
      if (notAfter.epochMilliseconds < now.epochMilliseconds || isSettled(id) || isTold) return [];
      const occasions = unit.groups.flatMap((group) => group.occasions);
      const unapproved = isApproved(id, there.get(id)?.basis, unit)
        ? null
        : (approvalReason(id, unit.groups, input) ?? (isInDoubt ? jointIsOut(id) : null));
      const accounts = accountsFor(unit.kind, occasions, input);
      const unsaid = accounts.length === 0 ? saysNothing : null;
      // What stops it by hand has everything in it that the gate says.
      const reason = typeof decided.get(id) === "string" ? unit.held : inSentences([unit.held, unapproved, unsaid]);
      return [
        {
          id,
          kind: unit.kind,
          subject: unit.subject,
          date,
          at,
          notAfter,
          accounts,
          status: reason === null ? "scheduled" : "held",
          reason,
          occasions,
          people: unit.groups.flatMap((group) => group.people),
        },
      ];
    });
  };

  const length = input.from.until(input.to).days;
  return Array.from({ length: Math.max(0, length + 1) }, (_, index) => input.from.add({ days: index })).flatMap(planDay);
};
