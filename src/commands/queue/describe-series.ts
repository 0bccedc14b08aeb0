import type { Content } from "../../campaign/content.ts";
import { nextOfSeries } from "../../campaign/own/due-time.ts";
import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import { whenOf } from "../../campaign/when-of.ts";
import { shorten } from "../../compose/text/shorten.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import type { Series } from "../../delivery/series-store.ts";

const yearsShown = 3;
const firstLineUnits = 60;

/** The instants of the posts to come, the one that waits first. */
const nextTimes = (
  { timing, firstYear, lastYear }: Series,
  waits: StoredPost | null,
  content: Content,
  now: Temporal.Instant,
): Temporal.Instant[] => {
  const times = waits === null ? [] : [waits.at];
  let from = Math.max(firstYear, (lastYear ?? 0) + 1);
  while (times.length < yearsShown) {
    const next = nextOfSeries(timing, content, { now, from });
    if (next.kind === "none") return times;
    times.push(next.at);
    from = next.year + 1;
  }
  return times;
};

export const seriesAsJson = (series: Series, waits: StoredPost | null, content: Content, now: Temporal.Instant) => {
  const { id, accounts, words, endedBy, timing } = series;
  const shown = mayShowWords(series, content);
  const local = (at: Temporal.Instant): string =>
    at.toZonedDateTimeISO(content.campaign.zone).toString({ timeZoneName: "never", smallestUnit: "second" });
  return {
    id,
    kind: "series" as const,
    accounts,
    author: words.author,
    timing: shown ? timing : null,
    waits: waits?.id ?? null,
    next: endedBy === null ? nextTimes(series, waits, content, now).map(local) : [],
    cancelledBy: endedBy,
    texts: shown ? words.texts : {},
    link: shown ? words.link : null,
    image: shown ? words.image : null,
    thread: words.thread,
  };
};

/** Two or three lines: what is repeated, where, and when next. */
export const drawSeries = (series: Series, waits: StoredPost | null, content: Content, now: Temporal.Instant): string => {
  const { id, accounts, words, timing, endedBy } = series;
  const shown = mayShowWords(series, content);
  const [text = ""] = shown ? Object.values(words.texts) : ["(not shown)"];
  const when = timing.kind === "at" ? `${timing.monthDay} ${timing.time}` : shown ? timing.occasion : "(not shown)";
  const next = nextTimes(series, waits, content, now).map((at) => whenOf(at, content.campaign.zone));
  const ahead = endedBy === null ? `next: ${next.length === 0 ? "no day is known" : next.join(", ")}` : `cancelled by ${endedBy}`;
  return `↻ every year, ${when}  ${id}  ${accounts.join(", ")}, by ${words.author}\n      ${shorten(text.replaceAll(/\s+/g, " "), firstLineUnits)}\n      ${ahead}`;
};
