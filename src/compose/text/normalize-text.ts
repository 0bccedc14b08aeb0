const controls = /[^\P{Cc}\n]/gu;
const otherBreaks = /\r\n?|[\v\f\u{85}\u{2028}]/gu;
const needsCare = /[^\P{Cc}\n]|[\u{2028}\u{2029}]/u;
const blankLines = /\n(?:[^\S\n]*\n){2,}/g;

/**
 * The text with its words as they were written: no Unicode normalisation, since a name's letters are its owner's. Every kind of line
 * break becomes `\n`, more than one blank line becomes one, a tab becomes a space; other control characters and white space at both
 * ends go (Mastodon and Telegram would drop them too), and half a surrogate pair becomes U+FFFD, which every network would make of it.
 */
export const normalizeText = (text: string): string => {
  let normal = text.toWellFormed();
  if (needsCare.test(normal)) {
    normal = normal.replaceAll(otherBreaks, "\n").replaceAll("\u{2029}", "\n\n").replaceAll("\t", " ").replaceAll(controls, "");
  }
  if (normal.includes("\n")) normal = normal.replaceAll(blankLines, "\n\n");
  return normal.trim();
};

const visible = /[^\s\p{Default_Ignorable_Code_Point}\p{Cf}\u{2800}]/u;

/** Whether a reader would see anything: Telegram refuses a message that is only spaces and invisible characters. */
export const isVisible = (text: string): boolean => visible.test(text);
