/** Tags and entities that came along from a web page: networks show them as they stand. */
const markup = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&(amp|quot|nbsp|lt|gt|apos|#\d+);/iu;

/** The first piece of HTML in a text, and where; null where there is none. */
export const findMarkup = (text: string): { readonly found: string; readonly offset: number } | null => {
  const match = markup.exec(text);
  return match === null ? null : { found: match[0], offset: match.index };
};
