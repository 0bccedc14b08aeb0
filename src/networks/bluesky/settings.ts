import { PublishError } from "../../delivery/publish-error.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const handlePattern = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const didPattern = /^did:[a-z]+:[A-Za-z0-9._:%-]+$/;
/** Bluesky's apps wrap a handle in marks of writing direction, which come along when it is copied. */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Whether tokens and passwords may go there: only over TLS, or to this machine. */
export const mayCarrySecrets = (url: URL): boolean => url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname));

/**
 * Reads `https://bsky.social`, `bsky.social` or a server of one's own, and answers with its origin.
 * Throws `PublishError` of kind `auth` for what is no server's address; nothing was sent then.
 */
export const parseBlueskyService = (service: string, prefix: string): string => {
  const trimmed = service.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  // A name without a dot is a slip, not a server on the open net.
  const isBareWord = /^[^.:/@[\]]+$/.test(trimmed) && !loopback.has(trimmed);
  if (url !== null && !isBareWord && mayCarrySecrets(url)) return url.origin;
  throw new PublishError("auth", `${prefix}_SERVICE must be the https:// address of the account's server, such as https://bsky.social.`);
};

/**
 * Reads `@name.bsky.social`, `name.bsky.social` or a DID.
 * Throws `PublishError` of kind `auth` for anything else; nothing was sent then.
 */
export const parseBlueskyHandle = (handle: string, prefix: string): string => {
  const trimmed = handle.replace(directionMarks, "").trim().replace(/^@/, "");
  if (didPattern.test(trimmed)) return trimmed;
  const lower = trimmed.toLowerCase();
  if (lower.length <= 253 && handlePattern.test(lower)) return lower;
  throw new PublishError("auth", `${prefix}_HANDLE must be the account's full handle, such as campaign.bsky.social, or its DID.`);
};
