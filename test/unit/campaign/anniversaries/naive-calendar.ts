/**
 * The same arithmetic once more, without Temporal and without anything of `src/`: civil dates as numbers, and zones by asking
 * Intl.DateTimeFormat what its clocks show. Slow and plain, to hold the engine against.
 */

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const civil = (date: string): Civil => {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
};

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

export const nextDay = ({ year, month, day }: Civil): Civil => {
  if (day < monthLength(year, month)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
};

export const isSame = (a: Civil, b: Civil): boolean => a.year === b.year && a.month === b.month && a.day === b.day;

export const write = ({ year, month, day }: Civil): string => `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** Counted one by one. */
export const plusDays = (from: Civil, days: number): Civil => {
  let date = from;
  for (let left = days; left > 0; left -= 1) date = nextDay(date);
  return date;
};

/** The day that a date is kept on in a year. */
export const keptIn = (year: number, { month, day }: Civil, leapDay: "02-28" | "03-01"): Civil => {
  if (month !== 2 || day !== 29 || isLeap(year)) return { year, month, day };
  return leapDay === "02-28" ? { year, month: 2, day: 28 } : { year, month: 3, day: 1 };
};

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at an instant, as if it were UTC. */
const shown = (zone: string, ms: number): number => {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  clocks.set(zone, clock);
  const part = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part["year"]!, part["month"]! - 1, part["day"], part["hour"], part["minute"], part["second"]);
};

/** The first instant at which clocks show a time; where they skip it, the instant that they would have shown it at without the skip. */
export const instantOf = ({ year, month, day }: Civil, time: string, zone: string): number => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  const hours = 3_600_000;
  const offsets = new Set([-36, -24, -12, 0, 12, 24, 36].map((around) => shown(zone, wanted + around * hours) - (wanted + around * hours)));
  const showing = [...offsets].map((offset) => wanted - offset).filter((ms) => shown(zone, ms) === wanted);
  if (showing.length > 0) return Math.min(...showing);
  return wanted - (shown(zone, wanted - 36 * hours) - (wanted - 36 * hours));
};
