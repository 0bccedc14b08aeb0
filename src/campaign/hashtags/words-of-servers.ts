/**
 * What one Mastodon server last said of a post under a hashtag: it shows it; it shows it no more, which may be since it shows no
 * posts of that age; it shows it no more, though it would.
 */
export type Word = "shows" | "unsure" | "gone";

const signs: Readonly<Record<Word, string>> = { shows: "", unsure: "?", gone: "!" };

const hostOf = (entry: string): string => entry.replace(/[?!]$/, "");

/** Kept as the server's host name, with a sign behind it that no host name has. */
export const wordOf = (by: readonly string[], server: string): Word | null => {
  const entry = by.find((each) => hostOf(each) === server);
  if (entry === undefined) return null;
  return entry.endsWith(signs.unsure) ? "unsure" : entry.endsWith(signs.gone) ? "gone" : "shows";
};

export const withWord = (by: readonly string[], server: string, word: Word): readonly string[] => [
  ...by.filter((each) => hostOf(each) !== server),
  server + signs[word],
];

/**
 * Whether a post is there. Where no server shows it, a deletion is believed that one server is sure of: it reaches all of them. Where
 * none is sure, it stays.
 */
export const isThere = (by: readonly string[]): boolean =>
  by.some((each) => hostOf(each) === each) ||
  (by.some((each) => each.endsWith(signs.unsure)) && !by.some((each) => each.endsWith(signs.gone)));
