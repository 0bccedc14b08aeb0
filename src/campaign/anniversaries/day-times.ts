import { atWallClock } from "../at-wall-clock.ts";
import type { CampaignSettings } from "../campaign-settings.ts";

/** When posts of one day go out. */
export interface DayTimes {
  /** Each at its own time of day (`10:00`), in the order given, `minIntervalMinutes` after the one before, and none after the day. */
  readonly spread: (times: readonly string[]) => { readonly instants: Temporal.Instant[]; readonly fit: boolean };
  /** The instant of a time of day. */
  readonly at: (time: string) => Temporal.Instant;
  /** Until when a post of that instant may go out: a reminder of the day after is none. */
  readonly notAfter: (at: Temporal.Instant) => Temporal.Instant;
}

type Settings = Pick<CampaignSettings, "zone" | "minIntervalMinutes"> & {
  readonly profiles: Pick<CampaignSettings["profiles"], "maxLatenessHours">;
};

export const createDayTimes = (date: Temporal.PlainDate, { zone, minIntervalMinutes, profiles }: Settings): DayTimes => {
  const intervalMs = Math.round(minIntervalMinutes * 60_000);
  const latenessMs = Math.round(profiles.maxLatenessHours * 3_600_000);
  const tomorrow = date.add({ days: 1 }).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
  const known = new Map<string, number>();
  const wallClock = (time: string): number => {
    const there = known.get(time);
    if (there !== undefined) return there;
    const ms = atWallClock(date.toPlainDateTime(time), zone).epochMilliseconds;
    known.set(time, ms);
    return ms;
  };
  const instants = new Map<number, Temporal.Instant>();
  const instant = (ms: number): Temporal.Instant => {
    const made = instants.get(ms) ?? Temporal.Instant.fromEpochMilliseconds(ms);
    instants.set(ms, made);
    return made;
  };
  return {
    at: (time) => instant(wallClock(time)),
    spread: (times) => {
      let earliest = -Infinity;
      let fit = true;
      const spread = times.map((time) => {
        const own = wallClock(time);
        const wanted = Math.max(own, earliest);
        // A zone that leaves a whole day out has it on the next one.
        const last = Math.max(own, tomorrow - 60_000);
        fit &&= wanted <= last;
        const at = Math.min(wanted, last);
        earliest = at + intervalMs;
        return instant(at);
      });
      return { instants: spread, fit };
    },
    notAfter: (at) => {
      const late = at.epochMilliseconds + latenessMs;
      return instant(at.epochMilliseconds < tomorrow ? Math.min(late, tomorrow - 1000) : late);
    },
  };
};
