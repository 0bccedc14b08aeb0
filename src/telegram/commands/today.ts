import type { Answer, Asked, PostOfDay } from "./answer.ts";
import { layOutAnswer, type Line } from "./answer-text.ts";
import { hostOf } from "./person-sources.ts";
import { speechOf } from "./speech.ts";

/** More would be no answer; the channel has them all. */
const mostPosts = 5;

const blocksOf = ({ text, link, hashtags }: PostOfDay): (Line | string)[][] => {
  const [first = "", ...rest] = text.split("\n\n");
  const page: (Line | string)[] = link === undefined ? [] : [[{ label: hostOf(link), url: link }]];
  return [[[{ bold: first }]], ...rest.map((block) => block.split("\n")), [...page, hashtags.join(" ")]];
};

/** Today's posts as they are planned or were sent. */
export const answerToday = async (asked: Asked): Promise<Answer> => {
  const { say, date, campaign, language, menu, button } = speechOf(asked);
  const day = asked.now.toZonedDateTimeISO(campaign.zone).toPlainDate();
  const posts = ((await asked.postsOfDay?.(language)) ?? []).slice(0, mostPosts);
  const [only, ...others] = posts;
  const isOnePerson = only !== undefined && others.length === 0 && only.kind === "profile";
  return {
    ...layOutAnswer([
      [[{ bold: say("today-head", { date: date(day) }) }]],
      ...posts.flatMap(blocksOf),
      [posts.length === 0 ? say("today-none", {}) : null],
    ]),
    ...(isOnePerson && { picture: { kind: "card" as const, slug: only.subject } }),
    buttons: [[button(say("button-next", {}), "next"), menu]],
  };
};
