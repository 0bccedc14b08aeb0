import type { LaneClock } from "./lane-clock.ts";
import type { SeededRandom } from "./seeded-random.ts";

/**
 * Before every day on which this may run, since the networks' clients live in the real present, and a post from the future would be
 * something else to them. After it most of the campaign's people are free, so that their posts are not held.
 */
const firstDay = Temporal.PlainDate.from("2026-05-01");
const zone = "Europe/Vilnius";

/** Says what time it is at the worker's next start: always later than before. */
export interface LaneDays {
  /** Early on the first day: nothing is due. */
  readonly beginning: Temporal.Instant;
  /** Soon after a new day's post is due. */
  nextDay(): Temporal.Instant;
  /** Later, when claims, pauses and waits are over; the same day as long as its post is not too late. */
  later(): Temporal.Instant;
}

export const createLaneDays = (clock: LaneClock, random: SeededRandom): LaneDays => {
  let day = firstDay;
  const at = (time: string): Temporal.Instant => day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
  const nextDay = (): Temporal.Instant => {
    // The first post is the first day's own.
    if (Temporal.Instant.compare(clock.now(), at("12:00")) >= 0) day = day.add({ days: 1 });
    return at("12:00:03").add({ seconds: random.whole(0, 3 * 3600) });
  };
  return {
    beginning: at("06:00"),
    nextDay,
    later: () => {
      const next = clock.now().add({ seconds: random.whole(6 * 60, 20 * 60) });
      return Temporal.Instant.compare(next, at("23:50")) > 0 ? nextDay() : next;
    },
  };
};
