import type { Coverage } from "./hashtag-store.ts";

/** So long Telegram keeps what a bot was not there for: https://core.telegram.org/bots/api#getting-updates */
const keptHours = 24;

/** When the bot was shown a channel's posts. */
export interface ChannelSeen {
  /** `@name`. */
  readonly channel: string;
  /** By time, with what Telegram kept in between: at least one. */
  readonly stretches: readonly Pick<Coverage, "from" | "to">[];
}

/** Of every channel in Telegram in which the bot ever was. */
export const channelsSeen = (coverage: readonly Coverage[]): ChannelSeen[] =>
  [
    ...Map.groupBy(
      coverage.filter(({ network }) => network === "telegram"),
      ({ source }) => source,
    ),
  ].map(([channel, own]) => {
    const stretches: { from: Temporal.Instant; to: Temporal.Instant }[] = [];
    for (const { from, to } of own.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))) {
      const last = stretches.at(-1);
      if (last === undefined || Temporal.Instant.compare(last.to.add({ hours: keptHours }), from) < 0) stretches.push({ from, to });
      else if (Temporal.Instant.compare(last.to, to) < 0) last.to = to;
    }
    return { channel, stretches };
  });
