import { channelsSeen } from "./channels-seen.ts";
import { hourOf } from "./seen-post.ts";
import { coverageOfTag, reportHashtags, trackedNetworks } from "./hashtag-report.ts";
import type { Coverage, HourCount, TrackedNetwork } from "./hashtag-store.ts";

interface DayFigure {
  readonly date: Temporal.PlainDate;
  readonly value: number;
  /** A network that is counted was not listened to all day long. */
  readonly atLeast: boolean;
}

interface WeekOfTag {
  /** As the campaign writes it. */
  readonly tag: string;
  readonly total: number;
  readonly atLeast: boolean;
  /** Days on which nobody listened are left out: they are no zeros. */
  readonly days: readonly DayFigure[];
}

/** How much of a week somebody listened to on a network. */
export interface WeekCoverage {
  readonly network: TrackedNetwork;
  readonly coveredHours: number;
  readonly hours: number;
  /** By name; of Telegram the channels. */
  readonly servers: readonly string[];
}

/** What was counted in seven days, and what that covers. */
export interface WeekFigures {
  readonly from: Temporal.PlainDate;
  /** The last day. */
  readonly to: Temporal.PlainDate;
  readonly asOf: Temporal.Instant;
  /** The most used first. Of different hashtags no sum is made: a post may have several. */
  readonly tags: readonly WeekOfTag[];
  /** Every network that was listened to in that week. */
  readonly coverage: readonly WeekCoverage[];
}

/** Milliseconds of [from, to] in which some stretch was listened to in full. */
const coveredMs = (stretches: readonly Pick<Coverage, "from" | "to">[], from: Temporal.Instant, to: Temporal.Instant): number => {
  let covered = 0;
  let reached = from.epochMilliseconds;
  for (const each of stretches.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))) {
    const begun = Math.max(each.from.epochMilliseconds, reached);
    const ended = Math.min(each.to.epochMilliseconds, to.epochMilliseconds);
    if (ended <= begun) continue;
    covered += ended - begun;
    reached = ended;
  }
  return covered;
};

export const isWhole = ({ coveredHours, hours }: Pick<WeekCoverage, "coveredHours" | "hours">): boolean => coveredHours >= hours;

interface WeekToCount {
  readonly tags: readonly string[];
  /** The first of the seven days, in `zone`. */
  readonly from: Temporal.PlainDate;
  readonly zone: string;
  readonly asOf: Temporal.Instant;
  readonly counts: readonly HourCount[];
  readonly coverage: readonly Coverage[];
}

export const figuresOfWeek = ({ tags, from, zone, asOf, counts, coverage }: WeekToCount): WeekFigures => {
  const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(zone).toInstant();
  const days = Array.from({ length: 7 }, (_, index) => from.add({ days: index }));
  const begin = startOf(from);
  const end = startOf(from.add({ days: 7 }));
  const whole = coverage.filter(({ complete }) => complete);
  const partly = coverage.filter(({ complete, source }) => !complete && source !== "nobody");
  const meets = (each: Pick<Coverage, "from" | "to">, a: Temporal.Instant, b: Temporal.Instant): boolean =>
    Temporal.Instant.compare(each.from, b) < 0 && Temporal.Instant.compare(each.to, a) > 0;
  // Of Telegram it is what the bot was shown of the channel that it was shown least of.
  const channels = channelsSeen(coverage).filter(({ stretches }) => stretches.some((each) => meets(each, begin, end)));
  const listenedMs = (network: TrackedNetwork, a: Temporal.Instant, b: Temporal.Instant, own: readonly Coverage[] = whole): number =>
    network === "telegram"
      ? Math.min(...channels.map(({ stretches }) => coveredMs(stretches, a, b)))
      : coveredMs(
          own.filter((each) => each.network === network),
          a,
          b,
        );
  const ofNetwork = (network: TrackedNetwork): WeekCoverage[] => {
    const own = [...whole, ...partly].filter((each) => each.network === network && meets(each, begin, end));
    if (own.length === 0) return [];
    const listened = listenedMs(network, begin, end);
    const hours = Math.round((end.epochMilliseconds - begin.epochMilliseconds) / 3_600_000);
    const isAll = listened >= end.epochMilliseconds - begin.epochMilliseconds;
    const coveredHours = isAll ? hours : Math.min(hours - 1, Math.floor(listened / 3_600_000));
    const servers = [...new Set(own.flatMap(({ source, complete }) => (complete || network === "telegram" ? [source] : [])))].toSorted();
    return [{ network, coveredHours, hours, servers }];
  };
  const covered = trackedNetworks.flatMap(ofNetwork);
  const inWeek = counts.filter(({ hour }) => hour >= hourOf(begin.epochMilliseconds) && hour < hourOf(end.epochMilliseconds));
  const { tags: reports } = reportHashtags(tags, inWeek, []);
  const dayOf = (day: Temporal.PlainDate, tag: (typeof reports)[number]): DayFigure[] => {
    const [a, b] = [startOf(day), startOf(day.add({ days: 1 }))];
    const value = tag.hours
      .filter(({ at }) => Temporal.Instant.compare(at, a) >= 0 && Temporal.Instant.compare(at, b) < 0)
      .reduce((sum, { count }) => sum + count, 0);
    const own = coverageOfTag(tag.tag, whole);
    if (value === 0 && ![...own, ...coverageOfTag(tag.tag, partly)].some((each) => meets(each, a, b))) return [];
    const isAll = covered.every(({ network }) => listenedMs(network, a, b, own) >= b.epochMilliseconds - a.epochMilliseconds);
    return [{ date: day, value, atLeast: !isAll }];
  };
  const isOpen = (tag: string): boolean => {
    const own = coverageOfTag(tag, whole);
    return !covered.every((each) => isWhole(each) && listenedMs(each.network, begin, end, own) >= listenedMs(each.network, begin, end));
  };
  return {
    from,
    to: from.add({ days: 6 }),
    asOf,
    tags: reports
      .map((tag) => ({ tag: tag.tag, total: tag.total, atLeast: isOpen(tag.tag), days: days.flatMap((day) => dayOf(day, tag)) }))
      .toSorted((a, b) => b.total - a.total),
    coverage: covered,
  };
};
