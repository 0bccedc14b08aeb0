import { dayNumber } from "./partial-date.ts";
import type { Showing } from "./planned-post.ts";
import { recordDays, recordGate } from "./post-gate.ts";
import type { Prisoner } from "./prisoner.ts";
import type { Freshness, Verdict } from "./status-gate.ts";
import { createTurnQueue, type Turn, type TurnQueue } from "./turn-queue.ts";

/** Who takes part in the daily profiles, in two queues: those who may be spoken of on the day that it stands at, and those whose posts are held. */
export interface Rotation {
  readonly speakers: Pick<TurnQueue<Turn>, "inTurn">;
  readonly held: Pick<TurnQueue<Turn>, "inTurn">;
  countHeld(): number;
  /** @param today in the campaign's `peopleZone` */
  moveTo(today: Temporal.PlainDate): void;
  /** Null where somebody takes no part, or is withheld. */
  lookAt(slug: string): { readonly turn: Turn; readonly verdict: Verdict } | null;
  show(slug: string, day: string): void;
  passOver(slug: string, day: string): void;
}

interface Member extends Turn {
  /** A turn that another one has taken the place of stays in the heap until it comes up. */
  readonly person: Person;
}

interface Person {
  readonly prisoner: Prisoner;
  shown: string;
  passed: string;
  verdict: Verdict["kind"];
  turn: Member | null;
}

const latest = (showings: readonly Showing[]): Map<string, string> => {
  const dates = new Map<string, string>();
  for (const { subject, date } of showings) {
    const day = date.toString();
    if (day > (dates.get(subject) ?? "")) dates.set(subject, day);
  }
  return dates;
};

export interface RotationInput {
  readonly people: readonly Prisoner[];
  readonly settings: Freshness;
  readonly shown: readonly Showing[];
  readonly passed: readonly Showing[];
}

/** Asks the gate about a person only when the day has come on which it may say something else. */
export const createRotation = ({ people, settings, ...showings }: RotationInput): Rotation => {
  const shown = latest(showings.shown);
  const passed = latest(showings.passed);
  const isInPlace = (turn: Member): boolean => turn.person.turn === turn;
  const queues = { speak: createTurnQueue(isInPlace), hold: createTurnQueue(isInPlace) };
  let heldNow = 0;
  let today: Temporal.PlainDate | null = null;

  const everybody = people.map((prisoner): Person => ({
    prisoner,
    shown: shown.get(prisoner.slug) ?? "",
    passed: passed.get(prisoner.slug) ?? "",
    verdict: "withheld",
    turn: null,
  }));
  const bySlug = new Map(everybody.map((person) => [person.prisoner.slug, person]));
  const changes = everybody
    .flatMap((person) => recordDays(person.prisoner, settings).map((day) => ({ day, person })))
    .sort((a, b) => a.day - b.day);
  let next = 0;

  const place = (person: Person): void => {
    const { prisoner, verdict } = person;
    const last = verdict === "speak" || person.shown > person.passed ? person.shown : person.passed;
    const { slug } = prisoner;
    person.turn = verdict === "withheld" ? null : { slug, last, person };
    if (verdict !== "withheld" && person.turn !== null) queues[verdict].add(person.turn);
  };
  const judge = (person: Person, day: Temporal.PlainDate): void => {
    const { kind } = recordGate(person.prisoner, day, settings).verdict;
    if (kind === person.verdict) return;
    heldNow += Number(kind === "hold") - Number(person.verdict === "hold");
    person.verdict = kind;
    place(person);
  };
  const move = (slug: string, which: "shown" | "passed", day: string): void => {
    const person = bySlug.get(slug);
    if (person === undefined) return;
    person[which] = day;
    place(person);
  };

  return {
    speakers: queues.speak,
    held: queues.hold,
    countHeld: () => heldNow,
    moveTo: (day) => {
      const number = dayNumber(day);
      const isFirst = today === null;
      const isBack = today !== null && number < dayNumber(today);
      today = day;
      if (isBack) next = 0;
      if (isFirst || isBack) for (const person of everybody) judge(person, day);
      for (let change = changes[next]; change !== undefined && change.day <= number; change = changes[next]) {
        if (!isFirst) judge(change.person, day);
        next += 1;
      }
    },
    lookAt: (slug) => {
      const person = bySlug.get(slug);
      if (person?.turn == null || today === null) return null;
      return { turn: person.turn, verdict: recordGate(person.prisoner, today, settings).verdict };
    },
    show: (slug, day) => move(slug, "shown", day),
    passOver: (slug, day) => move(slug, "passed", day),
  };
};
