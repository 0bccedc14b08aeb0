/** The first link of a message, with `https://` where Telegram's own was written without; undefined where there is none. */
export const findLink = (text: string): string | undefined => {
  const [link] = /https?:\/\/[^\s<>"«»“”]{1,2000}|(?<![\p{L}\p{N}@./-])(?:t|telegram)\.me\/[^\s<>"«»“”]{1,2000}/iu.exec(text) ?? [];
  const trimmed = link?.replace(/[.,:;!?)\]'…]+$/u, "");
  return trimmed === undefined || /^https?:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
};
