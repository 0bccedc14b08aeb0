import type { Account } from "../config.ts";

const ownServer: Readonly<Record<Account["network"], string>> = { bluesky: "SERVICE", mastodon: "URL", telegram: "API_ROOT" };

/** Names under these lead nowhere in public (https://www.rfc-editor.org/rfc/rfc6761). */
const reserved = /\.(localhost|test|invalid)$/;

/** Is the account's server one that is tried out here, and not a network that people read? Without an address it is the network's own. */
export const isOnThisMachine = ({ network, credentials }: Pick<Account, "network" | "credentials">): boolean => {
  const address = credentials.get(ownServer[network]);
  const host = address === undefined ? null : (URL.parse(address)?.hostname ?? null);
  return host !== null && (host === "localhost" || reserved.test(host) || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host));
};
