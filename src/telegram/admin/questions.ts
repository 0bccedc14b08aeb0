import { keptMinutes, type Missing } from "./drafts.ts";

/** Every question of the bot begins with it, so that an answer is told from campaigners' talk, after a restart too. */
const mark = "✎ ";

export interface Question {
  readonly text: string;
  /** What stands in the empty reply field: at most 64 characters. */
  readonly placeholder: string;
}

const missing: Readonly<Record<Missing, Question>> = {
  text: {
    text: "What does it say? Reply to this message with the text, or with a picture and the text below it. An address alone on the last line becomes the post's link.",
    placeholder: "The text of the post",
  },
  alt: {
    text: "What does the picture show? Reply to this message in words, for those who cannot see it: without them no picture is posted.",
    placeholder: "What the picture shows",
  },
  time: {
    text: "When does it go out? Reply to this message with a day and a time such as 2027-03-08 10:00, or tomorrow 10:00.",
    placeholder: "2027-03-08 10:00",
  },
};

/** @param why what was wrong with the answer before */
export const askFor = (what: Missing, why?: string): Question => {
  const { text, placeholder } = missing[what];
  return { text: `${mark}${why === undefined ? "" : `${why}\n\n`}${text}`, placeholder };
};

/** For what is refused and a button can insist on. */
export const askWithOffer = (why: string): string => `${mark}${why}\n\nReply to this message with another text, or press the button.`;

/** Says itself what it is about, so that nothing has to be remembered. */
export const askForTime = (id: string): Question => ({
  text: `${mark}New time for ${id}? Reply to this message with a day and a time such as 2027-03-08 10:00.`,
  placeholder: "2027-03-08 10:00",
});

export const askForText = (id: string, language: string | undefined): Question => ({
  text: `${mark}New text for ${id}${language === undefined ? "" : ` in ${language}`}? Reply to this message with the whole text.`,
  placeholder: "The new text",
});

export const forgotten = `What this asked about is over: an unfinished post is kept for ${keptMinutes} minutes, and not over a restart. Send /add again, with the time and the text in one message if you like.`;

/** What a question that says itself what it is about was about; `draft` for the others, null for what is none of the bot's questions. */
export const readQuestion = (
  text: string,
): { readonly kind: "time" | "text"; readonly id: string; readonly language: string | undefined } | { readonly kind: "draft" } | null => {
  if (!text.startsWith(mark)) return null;
  const [, kind, id, language] = /^✎ New (time|text) for (\d{4}-\d{2}-\d{2}\/\S+?)(?: in ([A-Za-z-]{2,20}))?\? /.exec(text) ?? [];
  return id === undefined ? { kind: "draft" } : { kind: kind as "time" | "text", id, language };
};
