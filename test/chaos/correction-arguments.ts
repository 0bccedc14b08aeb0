/** So long that it is a thread of two to four parts; every sentence its own, so that no part is another's double. */
const longText = (words: string, number: number, sentences: number): string =>
  Array.from({ length: sentences }, (_, index) => `${words} ${number}.${index + 1}.`).join(" ");

/**
 * The command that corrects a post. Bluesky speaks English and Telegram Belarusian in the campaign, and Mastodon Russian (`campaign-copy.ts` sees to that),
 * so that each gets a text that is too long for one post there.
 */
export const correctionArguments = (postId: string, number: number, now: Temporal.Instant): string[] => {
  const texts = {
    en: longText("In our post there was a mistake, and this is sentence", number, 12),
    be: longText("У нашым допісе была памылка, і гэта сказ", number, 110),
    ru: longText("В посте была ошибка, это фраза", number, 5),
  };
  return [
    "correct",
    postId,
    ...Object.entries(texts).flatMap(([language, text]) => ["--text", `${language}=${text}`]),
    "--json",
    "--now",
    now.toString(),
  ];
};
