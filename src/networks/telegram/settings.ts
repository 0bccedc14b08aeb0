import { PublishError } from "../../delivery/publish-error.ts";

/** `@name` of a public channel, or the id of a private one. */
export type TelegramChannel = `@${string}` | number;

/** What @BotFather gives: the bot's id, a colon, and a secret. */
const tokenPattern = /^\d{5,20}:[A-Za-z0-9_-]{30,100}$/;
const usernamePattern = /^[A-Za-z][A-Za-z0-9_]{3,31}$/;

/** Throws `PublishError` of kind `auth` where `token` cannot be a bot's token; nothing was sent then. */
export const parseTelegramToken = (token: string, prefix: string): string => {
  const trimmed = token.trim();
  if (tokenPattern.test(trimmed)) return trimmed;
  throw new PublishError(
    "auth",
    `${prefix}_TOKEN is not a bot's token: it must look like 123456789:AbCd… (digits, a colon, then 30 or more letters). Copy it from @BotFather, command /token.`,
  );
};

export const telegramApiRoot = "https://api.telegram.org/";

/** With a slash at its end, so that a path in it is kept. Throws `PublishError` of kind `auth` for what is no web address. */
export const parseTelegramApiRoot = (apiRoot: string | undefined, prefix: string): string => {
  if (apiRoot === undefined) return telegramApiRoot;
  const url = URL.parse(apiRoot.trim());
  if (url !== null && ["http:", "https:"].includes(url.protocol) && url.hostname !== "") return url.href.replace(/\/*$/, "/");
  throw new PublishError("auth", `${prefix}_API_ROOT must be the address of a Bot API server, such as http://127.0.0.1:8081.`);
};

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Where channels' public pages are: https://t.me unless set, whatever Bot API server is used. With a slash at its end.
 * What is read there decides whether a post is out, so that it comes over TLS or from this machine. Throws `PublishError` of kind `auth` for what cannot be that.
 */
export const parseTelegramPageRoot = (pageRoot: string | undefined, prefix: string): string => {
  if (pageRoot === undefined) return "https://t.me/";
  const url = URL.parse(pageRoot.trim());
  if (url !== null && (url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname)))) {
    return `${url.origin}${url.pathname}`.replace(/\/*$/, "/");
  }
  throw new PublishError("auth", `${prefix}_PAGE_ROOT must be the https:// address below which channels' pages are, such as https://t.me.`);
};

/**
 * Reads `@name`, `name`, `https://t.me/name` or `-1001234567890`.
 * Throws `PublishError` of kind `auth` for anything else, such as an invitation link, which bots cannot use.
 */
export const parseTelegramChannel = (channel: string, prefix: string): TelegramChannel => {
  const trimmed = channel.trim();
  if (/^-?\d{1,15}$/.test(trimmed)) return Number(trimmed);
  const name = trimmed.replace(/^(https?:\/\/)?(www\.)?(t|telegram)\.me\/(s\/)?/i, "").replace(/^@|\/$/g, "");
  if (usernamePattern.test(name)) return `@${name}`;
  const invitation = /^(\+|joinchat\/)/.test(name) ? " An invitation link does not name a channel to a bot: use the channel's id." : "";
  throw new PublishError(
    "auth",
    `${prefix}_CHANNEL must be the channel's @name, or its id such as -1001234567890 where it is private.${invitation}`,
  );
};
