import { counterSeries } from "../../campaign/figures.ts";
import { personState } from "../../campaign/person-state.ts";
import type { CardFacts } from "../../campaign/words/card-facts.ts";
import { writeChart, type ChartFacts } from "../../campaign/words/chart-facts.ts";
import { writeProfile } from "../../campaign/words/write-profile.ts";
import type { AnswerPicture, Asked } from "./answer.ts";
import { speechOf } from "./speech.ts";

/** What a picture process is to draw for an answer: `drawCard` or `drawChart`. */
export type PictureFacts = { readonly kind: "card"; readonly facts: CardFacts } | { readonly kind: "chart"; readonly facts: ChartFacts };

/** Null where there is no such picture any more, or the gate does not let the person be spoken of: the answer then goes out without one. */
export const pictureFacts = (picture: AnswerPicture, asked: Pick<Asked, "content" | "texts" | "language" | "now">): PictureFacts | null => {
  const { content, texts, language } = asked;
  const { campaign } = content;
  const { today } = speechOf({ ...asked, command: "", argument: "" });
  if (picture.kind === "chart") {
    const chosen = counterSeries(content.counts, today).find(({ counter }) => counter === picture.counter);
    return chosen === undefined ? null : { kind: "chart", facts: writeChart(chosen, { campaign, texts, language }) };
  }
  const prisoner = content.prisoners.get(picture.slug);
  if (prisoner === undefined || personState(prisoner, today, campaign) !== "spoken") return null;
  return { kind: "card", facts: writeProfile({ prisoner, campaign, texts, language, today }).card };
};
