import { networks, type Network } from "../../src/compose/limits.ts";
import type { SeededRandom } from "./seeded-random.ts";
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

/** What a life of the worker is for; `again` starts it once more on the same day, for what the last life left undone. */
export type LifePlan = Exclude<KillPoint, "migration" | "recovery"> | "again";

export const lifePlans: readonly LifePlan[] = [
  "before-claim",
  "arrived-not-written",
  "written-after-death",
  "between-write-and-answer",
  "between-answer-and-settle",
  "thread",
  "upload",
  "reload",
  "random",
  "again",
  "again",
];

const moments: Readonly<Partial<Record<LifePlan, TrapMoment>>> = {
  "arrived-not-written": "arrived",
  "written-after-death": "written-late",
  "between-write-and-answer": "written",
  "between-answer-and-settle": "answered",
};

const pointOf: Readonly<Record<TrapMoment, KillPoint>> = {
  "half-read": "upload",
  arrived: "arrived-not-written",
  "written-late": "written-after-death",
  written: "between-write-and-answer",
  answered: "between-answer-and-settle",
};

const anyMoment: readonly TrapMoment[] = ["arrived", "written-late", "written", "answered"];

export interface SetTrap {
  readonly network: Network | "any";
  readonly trap: Trap;
}

/** The trap of a plan; null where the plan kills by the clock or by what the worker says. `spring` is told where the worker was caught. */
export const trapOf = (plan: LifePlan, random: SeededRandom, spring: (point: KillPoint) => Promise<void>): SetTrap | null => {
  const trapAt = (moment: TrapMoment, kinds: Trap["kinds"], nth = 1): Trap => ({
    moment,
    kinds,
    nth,
    delayMs: moment === "answered" ? random.number(8) : 0,
    spring: (kind) => spring(kind === "recovery" ? "recovery" : kind === "reply" ? "thread" : pointOf[moment]),
  });
  const moment = moments[plan];
  if (moment !== undefined) return { network: random.pick(networks), trap: trapAt(moment, ["post"]) };
  // Only Mastodon's posts are threads here.
  if (plan === "thread") return { network: "mastodon", trap: trapAt(random.pick(anyMoment), ["reply"], random.whole(1, 2)) };
  if (plan === "upload") return { network: random.pick(networks), trap: trapAt("half-read", ["upload"]) };
  if (plan === "again") return { network: "any", trap: trapAt(random.pick(anyMoment), ["recovery", "post", "reply"]) };
  return null;
};
