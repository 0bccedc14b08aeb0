import type { Content } from "../content.ts";
import { basisOf } from "./basis-of.ts";
import type { OwnWords } from "./own-words.ts";

/** What words about a counter's numbers of a day stand on; empty where they are not recorded any more. */
export const basisOfCount = ({ counter, date }: NonNullable<OwnWords["counted"]>, { counts }: Pick<Content, "counts">): string =>
  JSON.stringify(
    counts
      .filter((row) => row.countedBy === counter && row.date === date)
      .map(({ total, women, journalists, atLeast }) => [total, women, journalists, atLeast]),
  );

/**
 * What the words of an own post stand on now.
 * @param otherwise where they say neither whom nor which numbers they are about
 */
export const basisOfWords = (
  words: Pick<OwnWords, "about" | "counted">,
  content: Content,
  otherwise: () => string | null,
): string | null => {
  if (words.counted !== undefined) return basisOfCount(words.counted, content);
  return words.about === undefined ? otherwise() : basisOf(words.about, content.prisoners);
};
