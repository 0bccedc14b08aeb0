import { channelsSeen } from "../hashtags/channels-seen.ts";
import { coverageOf, laterTags, type HashtagReport } from "../hashtags/hashtag-report.ts";
import type { TrackedNetwork } from "../hashtags/hashtag-store.ts";
import { sayDate } from "./say-date.ts";
import type { Texts } from "./texts.ts";

interface Setting {
  readonly texts: Texts;
  readonly language: string;
  /** What times are said in. */
  readonly zone: string;
}

/** Names of networks are the same in every language. */
export const networkNames: Readonly<Record<TrackedNetwork, string>> = {
  bluesky: "Bluesky",
  mastodon: "Mastodon",
  telegram: "Telegram",
};

const mostGaps = 3;

/** `3 November 2026, 14:00`. */
export const sayTime = (at: Temporal.Instant, { texts, language, zone }: Setting): string => {
  const local = at.toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return `${sayDate(texts, language, local.toPlainDate().toString()).date}, ${time}`;
};

const networkLines = (network: TrackedNetwork, report: HashtagReport, setting: Setting): string[] => {
  const { coverage } = report;
  const { texts, language } = setting;
  const name = networkNames[network];
  const covered = coverageOf(network, coverage);
  if (covered === null) return [texts.say(language, "hashtags-not-counted", { network: name })];
  const { servers, since, until, gaps } = covered;
  if (since === null || until === null) return [texts.say(language, "hashtags-partly", { network: name })];
  const stretch = { since: sayTime(since, setting), until: sayTime(until, setting) };
  const first =
    network === "bluesky"
      ? texts.say(language, "hashtags-complete", { network: name, ...stretch })
      : texts.say(language, "hashtags-seen-by", { network: name, servers: servers.length, names: servers.join(", "), ...stretch });
  const shown = gaps.slice(-mostGaps).map(({ from, to, source }) =>
    texts.say(language, source === "nobody" ? "hashtags-gap" : "hashtags-gap-partly", {
      from: sayTime(from, setting),
      to: sayTime(to, setting),
    }),
  );
  const earlier = gaps.length > mostGaps ? [texts.say(language, "hashtags-more-gaps", { gaps: gaps.length - mostGaps })] : [];
  const later = laterTags(network, report).flatMap(({ tag, since: begun }) =>
    begun === null ? [] : [texts.say(language, "hashtags-later", { tag, since: sayTime(begun, setting) })],
  );
  return [first, ...later, ...shown, ...earlier];
};

/** Telegram shows a bot posts and edits, and tells nobody of deletions. */
const channelLines = ({ coverage }: Pick<HashtagReport, "coverage">, setting: Setting): string[] => {
  const { texts, language } = setting;
  const network = networkNames.telegram;
  const seen = channelsSeen(coverage);
  if (seen.length === 0) return [texts.say(language, "hashtags-not-counted", { network })];
  const time = (at: Temporal.Instant | undefined): string => (at === undefined ? "" : sayTime(at, setting));
  return seen.flatMap(({ channel, stretches }) => [
    texts.say(language, "hashtags-channel", { network, channel, since: time(stretches.at(-1)?.from), until: time(stretches.at(-1)?.to) }),
    ...stretches
      .slice(1)
      .slice(-mostGaps)
      .map(({ from }, index, shown) => {
        const before = stretches.at(index - shown.length - 1);
        return texts.say(language, "hashtags-gap", { from: time(before?.to), to: time(from) });
      }),
  ]);
};

/** What the numbers of hashtags cover, network by network: no number is said without it. */
export const sayCoverage = (report: HashtagReport, setting: Setting): string[] => [
  setting.texts.say(setting.language, "hashtags-covers", { zone: setting.zone }),
  ...(["bluesky", "mastodon"] as const).flatMap((network) => networkLines(network, report, setting)),
  ...channelLines(report, setting),
  setting.texts.say(setting.language, "hashtags-how", {}),
];
