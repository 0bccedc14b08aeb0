import { InvalidArgumentError, Option } from "commander";
import { tagKey } from "../campaign/hashtags/fold-tag.ts";
import { reportHashtags, type TagReport } from "../campaign/hashtags/hashtag-report.ts";
import { hourOf } from "../campaign/hashtags/seen-post.ts";
import { drawHashtags } from "../terminal/draw-hashtags.ts";
import { commonCommand, parseDate, type CommandEntry, type CommonOptions } from "./command-environment.ts";

type HashtagsOptions = CommonOptions & { readonly since?: Temporal.PlainDate | Temporal.Instant; readonly by?: "hour" | "day" };

const parseSince = (value: string): Temporal.PlainDate | Temporal.Instant => {
  if (!value.includes("T")) return parseDate(value);
  try {
    return Temporal.Instant.from(value);
  } catch {
    throw new InvalidArgumentError("It must be a day such as 2026-12-01, or an instant such as 2026-12-01T09:00:00Z.");
  }
};

const shape = `
Shape of --json:
  {"tags": [{"tag", "total", "networks": {"bluesky", "mastodon", "telegram"}, "hours": [{"hour", "network", "count"}]}],
   "coverage": [{"network", "source", "from", "to", "complete"}]}
  An hour is one of UTC, and hours without posts are left out; with --by day "hour" is the beginning of a day in the campaign's zone. A post on Bluesky counts
  in the hour in which the network heard that it has the hashtag, one on Mastodon in the hour in which it was made,
  one in Telegram in the hour in which it was made or edited to have it. Edits and deletions are followed for seven days.
  Of deletions Telegram tells no bot. Coverage: which server or channel was listened to, and when; "complete": false is a time of which there may be more, and "nobody" as its source a gap;
  "tags" is there where not all of the hashtags were listened for: those that were.

Examples:
  npm run -s rollcall -- hashtags --since 2026-12-01 --by day
  npm run -s rollcall -- hashtags --json`;

const groupByDay = (hours: TagReport["hours"], zone: string) => {
  const days = new Map<string, { hour: string; network: string; count: number }>();
  for (const { at, network, count } of hours) {
    const hour = at.toZonedDateTimeISO(zone).startOfDay().toString({ timeZoneName: "never", smallestUnit: "second" });
    const day = days.get(`${hour} ${network}`) ?? { hour, network, count: 0 };
    day.count += count;
    days.set(`${hour} ${network}`, day);
  }
  return [...days.values()];
};

export const hashtagsCommand: CommandEntry = {
  name: "hashtags",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("hashtags", "how often the tracked hashtags were used, on which network, and of what time that is known")
      .option("--since <date>", "only from this day on, in the campaign's zone, or from the hour of an instant on", parseSince)
      .addOption(new Option("--by <unit>", "list the hours, or the days in the campaign's zone").choices(["hour", "day"]))
      .addHelpText("after", shape)
      .action(async (options: HashtagsOptions) => {
        await using app = openApp({ ...options, tolerant: true });
        const { campaign } = (await app.content()).current();
        const { zone } = campaign;
        const since = options.since instanceof Temporal.PlainDate ? options.since.toZonedDateTime(zone).toInstant() : options.since;
        const store = (await app.hasStore()) ? (await app.store()).hashtags : null;
        const counts = (await store?.counts(since === undefined ? 0 : hourOf(since.epochMilliseconds))) ?? [];
        const covered = ((await store?.coverage()) ?? []).filter(
          ({ to }) => since === undefined || Temporal.Instant.compare(to, since) > 0,
        );
        const report = reportHashtags(campaign.hashtags.tracked, counts, covered);
        const tracked = campaign.hashtags.tracked.map(tagKey);
        if (options.json === true) {
          io.json({
            tags: report.tags.map(({ hours, ...tag }) => ({
              ...tag,
              hours:
                options.by === "day"
                  ? groupByDay(hours, zone)
                  : hours.map(({ at, network, count }) => ({ hour: at.toString(), network, count })),
            })),
            coverage: report.coverage.map(({ network, source, from, to, complete, tags }) => ({
              network,
              source,
              from: from.toString(),
              to: to.toString(),
              complete,
              ...(tags !== undefined && !tracked.every((tag) => tags.includes(tag)) && { tags }),
            })),
          });
          return;
        }
        io.print(drawHashtags(report, { by: options.by ?? null, zone, views: (await store?.views()) ?? [] }));
      }),
};
