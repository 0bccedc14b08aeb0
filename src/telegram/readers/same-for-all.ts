import type { Texts } from "../../campaign/words/texts.ts";
import type { Answer, Asked } from "../commands/answer.ts";

/** What these say is made from the content, the day and the language, and asks nothing of whoever asks. */
const sameForAll = new Set(["start", "help", "count", "next", "actions", "petitions", "hashtags", "privacy", "language", "about"]);

const keptMs = 10_000;

/**
 * Answers that are the same for everybody are made once in ten seconds, however many ask. Only the bare commands: no word of a reader is
 * kept, and what is kept says nothing of who asked. When the content is read again they are made again.
 */
export const createSameForAll = (make: (asked: Asked) => Promise<Answer>): ((asked: Asked) => Promise<Answer>) => {
  let made:
    | { readonly texts: Texts; readonly answers: Map<string, { readonly answer: Promise<Answer>; readonly until: number }> }
    | undefined;
  return (asked) => {
    const { command, argument, language, texts, now } = asked;
    if (argument !== "" || !sameForAll.has(command)) return make(asked);
    if (made?.texts !== texts) made = { texts, answers: new Map() };
    const { answers } = made;
    const key = `${language} ${command}`;
    const known = answers.get(key);
    if (known !== undefined && known.until > now.epochMilliseconds) return known.answer;
    const answer = make(asked);
    answers.set(key, { answer, until: now.epochMilliseconds + keptMs });
    answer.catch(() => answers.delete(key));
    return answer;
  };
};
