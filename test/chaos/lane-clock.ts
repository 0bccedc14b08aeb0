import type { Clock } from "../../src/clock.ts";

/** The time that a lane lives in: moved on with each start of its worker, and going on with real time in between. */
export interface LaneClock {
  readonly now: Clock;
  moveTo(instant: Temporal.Instant): void;
}

export const createLaneClock = (start: Temporal.Instant): LaneClock => {
  let base = start;
  let begun = performance.now();
  return {
    now: () => base.add({ milliseconds: Math.round(performance.now() - begun) }),
    moveTo: (instant) => {
      base = instant;
      begun = performance.now();
    },
  };
};
