import { networks, type Network } from "../../src/compose/limits.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { RequestKind } from "./request-kind.ts";
import type { Trap, TrapMoment } from "./trap-proxy.ts";

/** Where a worker was killed. */
export const killPoints = [
  "migration",
  "before-claim",
  "arrived-not-written",
  "written-after-death",
  "between-write-and-answer",
  "between-answer-and-settle",
  "thread",
  "upload",
  "recovery",
  "reload",
  "random",
] as const;
export type KillPoint = (typeof killPoints)[number];

/**
 * What a life of the worker is for. `again` starts it once more on the same day, for what the last life left undone;
 * `correct` has it answer a post with a thread.
 */
export type LifePlan = Exclude<KillPoint, "migration" | "recovery"> | "again" | "correct";

export const lifePlans: readonly LifePlan[] = [
  "before-claim",
  "arrived-not-written",
  "written-after-death",
  "between-write-and-answer",
  "between-answer-and-settle",
  "between-answer-and-settle",
  "thread",
  "upload",
  "reload",
  "random",
  "correct",
  "correct",
];

const moments: Readonly<Partial<Record<LifePlan, TrapMoment>>> = {
  "arrived-not-written": "arrived",
  "written-after-death": "written-late",
  "between-write-and-answer": "written",
  "between-answer-and-settle": "answered",
  upload: "half-read",
};

const points: Readonly<Record<TrapMoment, KillPoint>> = {
  "half-read": "upload",
  arrived: "arrived-not-written",
  "written-late": "written-after-death",
  written: "between-write-and-answer",
  answered: "between-answer-and-settle",
};

/** What a kill at that moment of such a request is called. */
export const pointOf = (moment: TrapMoment, kind: RequestKind): KillPoint =>
  kind === "recovery" ? "recovery" : kind === "reply" ? "thread" : points[moment];

const anyMoment: readonly TrapMoment[] = ["arrived", "written-late", "written", "answered"];

export interface SetTrap {
  readonly network: Network | "any";
  readonly trap: Omit<Trap, "spring">;
}

/** Whether it is a trap for one request of a new day's post. */
export const isTrap = (plan: LifePlan): boolean => moments[plan] !== undefined || plan === "thread";

/** The trap of a plan; null where the plan kills by the clock or by what the worker says. */
export const trapOf = (plan: LifePlan, random: SeededRandom): SetTrap | null => {
  const set = (network: SetTrap["network"], moment: TrapMoment, kinds: Trap["kinds"], nth = 1): SetTrap => ({
    network,
    trap: { moment, kinds, nth, delayMs: moment === "answered" ? random.number(8) : 0 },
  });
  const moment = moments[plan];
  if (moment !== undefined) return set(random.pick(networks), moment, [plan === "upload" ? "upload" : "post"]);
  // Of the daily posts only Mastodon's are threads here.
  if (plan === "thread") return set("mastodon", random.pick(anyMoment), ["reply"], random.whole(1, 2));
  if (plan === "correct") return set("any", random.pick(anyMoment), ["reply"], random.whole(1, 2));
  if (plan === "again") return set("any", random.pick(anyMoment), ["recovery", "post", "reply"]);
  return null;
};
