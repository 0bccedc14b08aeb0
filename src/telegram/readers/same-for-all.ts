import type { Texts } from "../../campaign/words/texts.ts";
import type { Answer, Asked } from "../commands/answer.ts";
import { asButton } from "../commands/prisoner.ts";

/** What these say is made from the content, the day and the language, and asks nothing of whoever asks. */
const sameForAll = new Set(["start", "help", "count", "next", "actions", "petitions", "hashtags", "privacy", "language", "about"]);

const keptMs = 10_000;

/** The question without a word of whoever asks; null where its answer depends on such words. */
const withoutWords = (asked: Asked): Asked | null => {
  if (asked.command === "prisoner") return asButton(asked);
  return asked.argument === "" && sameForAll.has(asked.command) ? asked : null;
};

/**
 * Answers that are the same for everybody are made once in ten seconds, however many ask: the bare commands, and the people of whom a name is
 * sure. No word of a reader is kept, and what is kept says nothing of who asked. When the content is read again they are made again.
 */
export const createSameForAll = (make: (asked: Asked) => Promise<Answer>): ((asked: Asked) => Promise<Answer>) => {
  let made:
    | { readonly texts: Texts; readonly answers: Map<string, { readonly answer: Promise<Answer>; readonly until: number }> }
    | undefined;
  return (asked) => {
    const question = withoutWords(asked);
    if (question === null) return make(asked);
    const { command, argument, language, texts, now } = question;
    if (made?.texts !== texts) made = { texts, answers: new Map() };
    const { answers } = made;
    const key = `${language} ${command} ${argument}`;
    const known = answers.get(key);
    if (known !== undefined && known.until > now.epochMilliseconds) return known.answer;
    const answer = make(question);
    answers.set(key, { answer, until: now.epochMilliseconds + keptMs });
    answer.catch(() => answers.delete(key));
    return answer;
  };
};
