import type { Answer, Asked } from "./answer.ts";
import { speechOf } from "./speech.ts";

export const answerPrivacy = (asked: Asked): Answer => {
  const { say, menu } = speechOf(asked);
  return { text: say("bot-privacy", {}), buttons: [[menu]] };
};
