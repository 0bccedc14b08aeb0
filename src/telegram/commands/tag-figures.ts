import { daysOfTag, lastDays } from "../../campaign/hashtags/days-of-tag.ts";
import { coverageOf, trackedNetworks, type HashtagReport, type TagReport } from "../../campaign/hashtags/hashtag-report.ts";
import { networkNames, sayCoverage } from "../../campaign/words/say-coverage.ts";
import { sayValue } from "../../campaign/words/say-figure.ts";
import type { Asked } from "./answer.ts";
import { speechOf } from "./speech.ts";

const shownDays = 7;

/** What is said of the numbers of some hashtags. */
interface TagFigures {
  /** Total, networks, the last days: of one hashtag. */
  linesOf(tag: string): string[];
  /** What all numbers cover. */
  readonly notes: readonly string[];
}

/** Null where nobody has counted yet. */
export const tagFigures = async (asked: Asked): Promise<TagFigures | null> => {
  const report: HashtagReport | undefined = await asked.hashtagFigures?.();
  if (report === undefined || report.coverage.length === 0) return null;
  const { texts, now } = asked;
  const { say, language, campaign, date } = speechOf(asked);
  const { zone } = campaign;
  const days = lastDays(now, zone, shownDays);
  const number = (value: number): string => sayValue({ texts, language }, { value, atLeast: false });
  const counted = trackedNetworks.filter((network) => coverageOf(network, report.coverage) !== null);
  const figureLines = (figures: TagReport): string[] => [
    say("hashtags-posts", { tag: figures.tag, posts: figures.total }),
    ...(figures.total === 0
      ? []
      : [
          counted.map((network) => `${networkNames[network]} ${number(figures.networks[network])}`).join(", "),
          `(${daysOfTag(figures, report, days, zone)
            .map((value) => (value === null ? "–" : number(value)))
            .join(", ")})`,
        ]),
  ];
  const legend = say("hashtags-days", { from: date(days[0] ?? ""), to: date(days.at(-1) ?? "") });
  return {
    linesOf: (tag) => report.tags.filter((each) => each.tag === tag).flatMap(figureLines),
    notes: [...(report.tags.some(({ total }) => total > 0) ? [legend] : []), ...sayCoverage(report, { texts, language, zone })],
  };
};
