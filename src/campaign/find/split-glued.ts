import { isGivenName } from "./given-names.ts";
import { readWord, type QueryWord } from "./query-words.ts";

const calls = /^(?:free|свабоду|свободу|svabodu|volia)/u;
const shortestHalf = 3;

/** Two names that were written as one word, as in #freemariakalesnikava, wherever one half is a first name. */
export const splitGlued = ({ text }: QueryWord): QueryWord[][] => {
  const letters = text.replace(calls, "");
  const cuts = Array.from({ length: Math.max(0, letters.length - 2 * shortestHalf + 1) }, (_, index) => index + shortestHalf);
  return cuts
    .map((cut) => [readWord(letters.slice(0, cut)), readWord(letters.slice(cut))])
    .filter((halves) => halves.some(({ keys }) => keys.some(isGivenName)));
};
