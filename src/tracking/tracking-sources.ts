import type { CampaignSettings } from "../campaign/campaign-settings.ts";
import { UserError } from "../user-error.ts";

export interface TrackingSources {
  /** Jetstream instances, in the order of preference. */
  readonly jetstream: readonly URL[];
  readonly mastodon: readonly URL[];
  /** Whether the operator named the Mastodon servers: those may be on this machine, and a campaigner's may not. */
  readonly mastodonByOperator: boolean;
  /** Of accounts on Mastodon servers, by the servers' host names. */
  readonly mastodonTokens: ReadonlyMap<string, string>;
}

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");

const readAddress = (name: string, text: string, protocols: Readonly<Record<string, string>>, usual: string): URL => {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `${usual}//${text}`);
  const protocol = url === null ? undefined : protocols[url.protocol];
  // What it says may have a password in it, so it is not repeated.
  if (url === null || protocol === undefined || url.username !== "" || url.password !== "")
    throw new UserError(`${name} has an address that cannot be used: give a list such as ${usual}//example.org, separated by commas.`);
  url.protocol = protocol;
  return url;
};

const readStream = (name: string, text: string): URL => {
  const url = readAddress(name, text, { "wss:": "wss:", "ws:": "ws:", "https:": "wss:", "http:": "ws:" }, "wss:");
  if (url.pathname === "/") url.pathname = "/subscribe";
  return url;
};

const readServer = (name: string, text: string): URL => readAddress(name, text, { "https:": "https:", "http:": "http:" }, "https:");

/** `mastodon.social=TOKEN`: a token goes to the server that it is written beside, and to no other, whatever `campaign.yaml` names. */
const readToken = (text: string): [host: string, token: string] => {
  const at = text.indexOf("=");
  const host = at < 1 ? undefined : URL.parse(`https://${text.slice(0, at).trim()}`)?.host;
  const token = text.slice(at + 1).trim();
  if (host === undefined || token === "" || /[^\x21-\x7e]/.test(token))
    throw new UserError("TRACK_MASTODON_TOKENS cannot be read: give a list such as mastodon.social=TOKEN, separated by commas.");
  return [host, token];
};

/** Where hashtags are counted: as the environment says, else as the campaign does. Throws `UserError` for an address that is none. */
export const readTrackingSources = (
  { tracking }: { readonly tracking: Pick<CampaignSettings["tracking"], "jetstream" | "mastodon"> },
  variable: (name: string) => string | undefined,
): TrackingSources => {
  const streams = variable("JETSTREAM_URLS");
  const servers = variable("TRACK_MASTODON_URLS");
  return {
    jetstream: (streams === undefined ? tracking.jetstream : listOf(streams)).map((text) => readStream("JETSTREAM_URLS", text)),
    mastodon: (servers === undefined ? tracking.mastodon : listOf(servers)).map((text) => readServer("TRACK_MASTODON_URLS", text)),
    mastodonByOperator: servers !== undefined,
    mastodonTokens: new Map(listOf(variable("TRACK_MASTODON_TOKENS") ?? "").map(readToken)),
  };
};
