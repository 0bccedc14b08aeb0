/**
 * One of `languages`: the reader's own where it is there, with or without its region, else the fallback.
 * @param code IETF tag, as Telegram gives it: `be`, `pt-br`
 */
export const chooseLanguage = (code: string | undefined, languages: readonly string[], fallback: string): string => {
  const wanted = (code ?? "").toLowerCase();
  const [base] = wanted.split("-");
  const find = (tag: string | undefined): string | undefined => languages.find((language) => language.toLowerCase() === tag);
  return find(wanted) ?? find(base) ?? fallback;
};
