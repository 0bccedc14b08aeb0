const localHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A server's origin, or in one sentence what is wrong with what was given. */
export type MastodonAddress = { readonly origin: string; readonly fault: null } | { readonly origin: null; readonly fault: string };

const fault = (sentence: string): MastodonAddress => ({ origin: null, fault: sentence });

/**
 * Understands what people paste: `mastodon.example`, `https://mastodon.example/`, `https://mastodon.example/@campaign`.
 * The API lives at the root of a host, so that only the origin is kept. Plain http is for this machine alone, since it would show the token to the whole way.
 */
export const readMastodonAddress = (given: string): MastodonAddress => {
  const text = given.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(withScheme);
  if (text === "" || url === null || url.hostname === "") {
    return fault("its address is not one: write it like https://mastodon.example.");
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && localHosts.has(url.hostname))) return { origin: url.origin, fault: null };
  return fault("its address must begin with https://, so that nobody on the way can read the token.");
};
