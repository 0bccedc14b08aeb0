import type { AnswerEntity } from "../commands/answer.ts";
import { cutAt } from "../split-answer.ts";

export interface MessagePart {
  readonly text: string;
  readonly entities: readonly AnswerEntity[];
}

/** Nobody reads more, and a chat takes one a second. */
const mostParts = 5;

/** What of the ranges lies between two places of a text, counted from the first. */
const within = (entities: readonly AnswerEntity[], start: number, end: number): AnswerEntity[] =>
  entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
  });

/**
 * An answer's text as messages that Telegram takes: whole lines where they fit, with the ranges that belong to each. White space at
 * the ends is left out, as Telegram would.
 * @param units the most UTF-16 units of one message
 */
export const splitMessage = (text: string, entities: readonly AnswerEntity[], units: number): MessagePart[] => {
  const parts: MessagePart[] = [];
  const end = text.trimEnd().length;
  let start = text.length - text.trimStart().length;
  while (start < end && parts.length < mostParts) {
    const length = end - start <= units ? end - start : cutAt(text.slice(start, end), units);
    const piece = text.slice(start, start + length).trimEnd();
    if (piece !== "") parts.push({ text: piece, entities: within(entities, start, start + piece.length) });
    start += length;
    start += text.slice(start, end).length - text.slice(start, end).trimStart().length;
  }
  return parts;
};
