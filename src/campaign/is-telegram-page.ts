const hosts = new Set(["t.me", "telegram.me", "telegram.dog", "telegram.org"]);

/**
 * Does an address open in Telegram, with a button to join? Following a channel is a crime for some of our readers, so that none is given to them as a source.
 * A channel's own page may be any name before `t.me`, too.
 */
export const isTelegramPage = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return [...hosts].some((host) => hostname === host || hostname.endsWith(`.${host}`));
};
