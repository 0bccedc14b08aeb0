import type { Account } from "../config.ts";
import { PublishError } from "../delivery/publish-error.ts";
import { parseBlueskyHandle, parseBlueskyService } from "./bluesky/settings.ts";
import { mastodonTokenFault, readMastodonAddress } from "./mastodon/address.ts";
import { parseTelegramApiRoot, parseTelegramChannel, parseTelegramPageRoot, parseTelegramToken } from "./telegram/settings.ts";

type Check = (value: string, prefix: string) => string | null;

/** The networks' own parsers say in their error which variable to mend. */
const parsedBy =
  (parse: (value: string, prefix: string) => unknown): Check =>
  (value, prefix) => {
    try {
      parse(value, prefix);
      return null;
    } catch (error) {
      if (!(error instanceof PublishError)) throw error;
      return error.message;
    }
  };

const mastodonUrl: Check = (url, prefix) => {
  const { fault } = readMastodonAddress(url);
  return fault && `${prefix}_URL cannot be used: ${fault}`;
};
const mastodonToken: Check = (token, prefix) => {
  const fault = mastodonTokenFault(token);
  return fault && `${prefix}_TOKEN cannot be used. ${fault}`;
};

const checks: Readonly<Record<Account["network"], Readonly<Record<string, Check>>>> = {
  bluesky: { SERVICE: parsedBy(parseBlueskyService), HANDLE: parsedBy(parseBlueskyHandle) },
  mastodon: { URL: mastodonUrl, TOKEN: mastodonToken },
  telegram: {
    TOKEN: parsedBy(parseTelegramToken),
    CHANNEL: parsedBy(parseTelegramChannel),
    API_ROOT: parsedBy(parseTelegramApiRoot),
    PAGE_ROOT: parsedBy(parseTelegramPageRoot),
  },
};

/**
 * What is wrong with an account's variables, without asking its network: one sentence that names the variable and how to mend it,
 * never its value. Null where nothing is, as far as can be seen from here.
 */
export const settingsFault = ({ network, prefix, credentials }: Account): string | null => {
  for (const [name, check] of Object.entries(checks[network])) {
    const value = credentials.get(name);
    const fault = value === undefined ? null : check(value, prefix);
    if (fault !== null) return fault;
  }
  return null;
};
