import type { Account } from "../config.ts";

const ownServer: Readonly<Record<Account["network"], string>> = { bluesky: "SERVICE", mastodon: "URL", telegram: "API_ROOT" };

/** Is the account's server one that is tried out here, and not a network that people read? Without an address it is the network's own. */
export const isOnThisMachine = ({ network, credentials }: Pick<Account, "network" | "credentials">): boolean => {
  const address = credentials.get(ownServer[network]);
  const host = address === undefined ? null : (URL.parse(address)?.hostname ?? null);
  return host !== null && (host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host));
};
