import { graphemeStarts } from "./count-graphemes.ts";

/** At most `units` UTF-16 units: cut at a word where one ends in the second half, else between graphemes, with `…` for what is gone. */
export const shorten = (text: string, units: number): string => {
  if (text.length <= units) return text;
  if (units < 1) return "";
  const head = text.slice(0, units);
  const space = Math.max(head.lastIndexOf(" "), head.lastIndexOf("\n"));
  const end = space >= units / 2 ? space : (graphemeStarts(text.slice(0, units + 64)).findLast((start) => start <= units - 1) ?? 0);
  return `${text.slice(0, end).trimEnd()}…`;
};
