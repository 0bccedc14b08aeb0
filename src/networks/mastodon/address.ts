const localHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A server's origin, or in one sentence what is wrong with what was given. */
export type MastodonAddress = { readonly origin: string; readonly fault: null } | { readonly origin: null; readonly fault: string };

/** `x` is a slip, not a server: no name without a dot is one on the open net. */
const isBareWord = (text: string): boolean => /^[^.:/@[\]]+$/.test(text) && !localHosts.has(text);

const fault = (sentence: string): MastodonAddress => ({ origin: null, fault: sentence });

/**
 * Understands what people paste: `mastodon.example`, `https://mastodon.example/`, `https://mastodon.example/@campaign`.
 * The API lives at the root of a host, so that only the origin is kept. Plain http is for this machine alone, since it would show the token to the whole way.
 */
export const readMastodonAddress = (given: string): MastodonAddress => {
  const text = given.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(withScheme);
  if (text === "" || url === null || url.hostname === "" || isBareWord(text)) {
    return fault("its address is not one: write it like https://mastodon.example.");
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && localHosts.has(url.hostname))) return { origin: url.origin, fault: null };
  return fault("its address must begin with https://, so that nobody on the way can read the token.");
};

/** Null for what may be an access token. Anything else cannot be put into a header, and the error that would say so quotes it. */
export const mastodonTokenFault = (token: string): string | null =>
  /^[\x21-\x7e]+$/.test(token) ? null : "The Mastodon access token has a character in it that no token has: copy it again.";
