import type { Answer, Asked } from "./answer.ts";

export const answerPrivacy = ({ texts, language }: Asked): Answer => ({ text: texts.say(language, "bot-privacy", {}), buttons: [] });
