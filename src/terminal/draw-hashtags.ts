import stringWidth from "string-width";
import { channelsSeen } from "../campaign/hashtags/channels-seen.ts";
import { coverageOf, laterTags, trackedNetworks, type HashtagReport, type TagReport } from "../campaign/hashtags/hashtag-report.ts";
import { tagKey } from "../campaign/hashtags/fold-tag.ts";
import type { TagView, TrackedNetwork } from "../campaign/hashtags/hashtag-store.ts";

export interface HashtagDrawing {
  /** Null for totals only. */
  readonly by: "hour" | "day" | null;
  /** Of the campaign. */
  readonly zone: string;
  /** What the Mastodon servers say themselves. */
  readonly views: readonly TagView[];
}

const names: Readonly<Record<TrackedNetwork, string>> = { bluesky: "Bluesky", mastodon: "Mastodon", telegram: "Telegram" };

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - stringWidth(text)));

/** Where nobody has listened there is no number, and no zero. */
const byNetwork = (networks: Readonly<Record<TrackedNetwork, number>>, counted: readonly TrackedNetwork[]): string =>
  trackedNetworks
    .filter((network) => network !== "telegram" || counted.includes(network))
    .map((network) => `${names[network]} ${counted.includes(network) ? networks[network] : "–"}`)
    .join(", ");

const drawUnits = ({ hours }: TagReport, by: "hour" | "day", zone: string, counted: readonly TrackedNetwork[]): string[] => {
  const units = new Map<string, Record<TrackedNetwork, number>>();
  for (const { at, network, count } of hours) {
    const local = at.toZonedDateTimeISO(zone);
    const unit = by === "day" ? local.toPlainDate().toString() : sayTime(at, zone);
    const sums = units.get(unit) ?? { bluesky: 0, mastodon: 0, telegram: 0 };
    sums[network] += count;
    units.set(unit, sums);
  }
  return [...units].map(([unit, sums]) => `  ${unit}  ${byNetwork(sums, counted)}`);
};

const sayTime = (at: Temporal.Instant, zone: string): string => {
  const local = at.toZonedDateTimeISO(zone);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: "minute" })}`;
};

/** A server counts in its own way, so that its number is nobody else's. */
const sayView = ({ source, uses, days, at }: TagView, zone: string): string =>
  `  ${source} itself says ${uses} in ${days} days (${sayTime(at, zone)}); not added to any other number.`;

const mostGaps = 5;

/** What a number covers, in words: a number without them would say more than anybody knows. */
const sayCoverage = (network: TrackedNetwork, report: HashtagReport, zone: string): string[] => {
  const { coverage } = report;
  const covered = coverageOf(network, coverage);
  if (covered === null) return [`${names[network]}: nobody has listened yet.`];
  const { servers, since, until, gaps } = covered;
  const time = (at: Temporal.Instant): string => sayTime(at, zone);
  const stretch = since === null || until === null ? "nothing complete" : `complete since ${time(since)}, as of ${time(until)}`;
  const of = servers.length === 1 ? `by ${servers[0]}` : `by ${servers.length} servers (${servers.join(", ")})`;
  const first =
    network === "bluesky"
      ? `${stretch}.`
      : `as seen ${servers.length === 0 ? "by no server in full" : of}; ${stretch}. What other servers have is not in it.`;
  const shownGaps = gaps.slice(-mostGaps).map(({ from, to, source }) => {
    const why = source === "nobody" ? "nobody listened" : `known in part, from ${source}`;
    return `  ${time(from)} to ${time(to)}: ${why}.`;
  });
  const more = gaps.length > mostGaps ? [`  and ${gaps.length - mostGaps} gaps before.`] : [];
  const later = laterTags(network, report).map(({ tag, since: begun }) =>
    begun === null ? `  ${tag}: nobody has listened yet.` : `  ${tag}: since ${time(begun)}.`,
  );
  return [`${names[network]}: ${first}`, ...later, ...shownGaps, ...more];
};

const sayChannels = ({ coverage }: HashtagReport, zone: string): string[] => {
  const seen = channelsSeen(coverage);
  if (seen.length === 0) return ["Telegram: not counted. The bot is in no channel of tracking.telegram in campaign.yaml."];
  return [
    "Telegram: as the bot was shown these channels, its own posts apart. Deletions are not told to bots.",
    ...seen.map(({ channel, stretches }) => {
      const said = stretches.map(({ from, to }) => `${sayTime(from, zone)} to ${sayTime(to, zone)}`);
      return `  ${channel}: ${said.slice(-mostGaps).join(", ")}.`;
    }),
  ];
};

/** The figures of the tracked hashtags, and what they cover. */
export const drawHashtags = (report: HashtagReport, { by, zone, views }: HashtagDrawing): string => {
  if (report.tags.length === 0) return "No hashtags are tracked: name them under hashtags.tracked in campaign.yaml.";
  const width = Math.max(...report.tags.map(({ tag }) => stringWidth(tag)));
  const counted = trackedNetworks.filter((network) => coverageOf(network, report.coverage) !== null);
  const total = (tag: TagReport): string => (counted.length === 0 ? "–" : String(tag.total));
  const digits = Math.max(...report.tags.map((tag) => total(tag).length));
  return [
    ...report.tags.flatMap((tag) => [
      `${pad(tag.tag, width)}  ${total(tag).padStart(digits)}  ${byNetwork(tag.networks, counted)}`,
      ...(by === null ? [] : drawUnits(tag, by, zone, counted)),
      ...views.filter((view) => view.tag === tagKey(tag.tag) && view.uses > 0).map((view) => sayView(view, zone)),
    ]),
    "",
    ...(["bluesky", "mastodon"] as const).flatMap((network) => sayCoverage(network, report, zone)),
    ...sayChannels(report, zone),
  ].join("\n");
};
