/** So long that it is a thread of two to four parts; every sentence its own, so that no part is another's double. */
const longText = (words: string, number: number, sentences: number): string =>
  Array.from({ length: sentences }, (_, index) => `${words} ${number}.${index + 1}.`).join(" ");

/** By account: the language that it speaks here (`campaign-copy.ts` sees to that), and words that are too long for one post there. */
const texts: Readonly<Record<string, (number: number) => string>> = {
  bluesky: (number) => `en=${longText("In our post there was a mistake, and this is sentence", number, 12)}`,
  mastodon: (number) => `ru=${longText("В посте была ошибка, это фраза", number, 5)}`,
  telegram: (number) => `be=${longText("У нашым допісе была памылка, і гэта сказ", number, 110)}`,
};

/**
 * The command that corrects a post.
 * @param accounts that have it; the program refuses words in a language that none of them speaks
 */
export const correctionArguments = (postId: string, accounts: readonly string[], number: number, now: Temporal.Instant): string[] => [
  "correct",
  postId,
  ...accounts.flatMap((account) => ["--text", texts[account]!(number)]),
  "--json",
  "--now",
  now.toString(),
];
