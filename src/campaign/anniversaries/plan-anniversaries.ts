import type { OccasionPostKind, PlannedPost } from "../planned-post.ts";
import { createDayTimes, type DayTimes } from "./day-times.ts";
import type { OccasionContent } from "./find-occasions.ts";
import { createOccasionGroups, type OccasionGroup } from "./group-occasions.ts";
import type { Occasion } from "./occasion.ts";
import { approvalReason, inSentences, judgeGroup } from "./occasion-gate.ts";
import { accountsFor } from "./rule-accounts.ts";

export interface AnniversaryPlanInput extends OccasionContent {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  /** What is over at this instant is left out. */
  readonly now: Temporal.Instant;
  /** The posts that are there already, from `from` to `to` at least. */
  readonly posts: readonly Pick<PlannedPost, "id" | "kind" | "date" | "status">[];
  /** Who approved a post, by its id. */
  readonly approvals: ReadonlyMap<string, string>;
}

export interface AnniversaryPost extends PlannedPost {
  readonly kind: OccasionPostKind;
  /** What it speaks of. Not stored: `occasionsOf` finds it again. */
  readonly occasions: readonly Occasion[];
}

/** The subject of the one post that speaks of many people. */
const jointSubject = "anniversaries";

/** A post before its time is known. */
interface Unit {
  readonly kind: OccasionPostKind;
  readonly subject: string;
  readonly groups: readonly OccasionGroup[];
  /** The earliest of its kinds' times of day. */
  readonly time: string;
  /** Why it must not go out as what is recorded; null where it may. */
  readonly held: string | null;
}

const roomOrder: readonly OccasionPostKind[] = ["marked-day", "petition-deadline", "petition-milestone", "joint", "anniversary"];

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
 * keep the others waiting. What was handed out already decides the form of the rest of its day, so that nobody is named twice.
 */
export const planAnniversaries = (input: AnniversaryPlanInput): AnniversaryPost[] => {
  const { campaign, now, approvals } = input;
  const { rules, postsPerDay, tooMany } = campaign.anniversaries;
  const groupsOn = createOccasionGroups(input);
  const stored = Map.groupBy(input.posts, ({ date }) => date.toString());

  const timeOf = (groups: readonly OccasionGroup[]): string => {
    let earliest = "24:00";
    for (const { occasions } of groups) for (const { kind } of occasions) if (rules[kind].time < earliest) earliest = rules[kind].time;
    return earliest;
  };

  const unitsOf = (groups: readonly OccasionGroup[], { at }: DayTimes): Unit[] => {
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
      const held = verdict.kind === "hold" ? verdict.reason : null;
      return [{ kind: group.kind, subject: group.subject, groups: [group], time, held }];
    });
  };

  /** Those who may be spoken of as one, where they are too many for posts of their own. */
  const joined = (units: readonly Unit[], { spread }: DayTimes, isBegun: boolean): Unit[] => {
    const speakers = units.filter(({ kind, held }) => kind === "anniversary" && held === null);
    const isTooMany = speakers.length > postsPerDay && (tooMany === "joint" || !spread(timesOf(units)).fit);
    if (isBegun || !isTooMany) return [...units];
    const groups = speakers.flatMap((unit) => unit.groups).sort((a, b) => (a.subject < b.subject ? -1 : 1));
    const joint: Unit = { kind: "joint", subject: jointSubject, groups, time: timeOf(groups), held: null };
    return [...units.filter(({ kind, held }) => kind !== "anniversary" || held !== null), joint].sort(byTime);
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
    const isJointOut = isSettled(idOf(day, { kind: "joint", subject: jointSubject }));
    const isBegun = isJointOut || [...there.values()].some(({ id, kind }) => kind === "anniversary" && isSettled(id));

    const units = joined(unitsOf(groups, times).sort(byTime), times, isBegun);
    const instants = times.spread(timesOf(units)).instants.values();
    return units.flatMap((unit): AnniversaryPost[] => {
      const at = (unit.held === null ? instants.next().value : undefined) ?? times.at(unit.time);
      const notAfter = times.notAfter(at);
      const id = idOf(day, unit);
      const isTold = isJointOut && unit.kind === "anniversary" && !there.has(id);
      if (notAfter.epochMilliseconds < now.epochMilliseconds || isSettled(id) || isTold) return [];
      const occasions = unit.groups.flatMap((group) => group.occasions);
      const unapproved = approvals.has(id)
        ? null
        : (approvalReason(id, unit.groups, input) ?? (isJointOut && unit.kind === "anniversary" ? jointIsOut(id) : null));
      const accounts = accountsFor(occasions, input);
      const unsaid =
        accounts.length === 0 ? "No account of the campaign may say it: look at the languages of its title and at its rule." : null;
      const reason = inSentences([unit.held, unapproved, unsaid]);
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
        },
      ];
    });
  };

  const length = input.from.until(input.to).days;
  return Array.from({ length: Math.max(0, length + 1) }, (_, index) => input.from.add({ days: index })).flatMap(planDay);
};
