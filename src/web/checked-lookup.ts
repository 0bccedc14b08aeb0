import { lookup } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { FetchRefused } from "./fetch-refused.ts";

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export const systemResolve: Resolve = (host) => lookup(host, { all: true });

const check = (host: string, addresses: readonly LookupAddress[], isAllowed: (address: string) => boolean): LookupAddress[] => {
  if (addresses.length === 0) throw new FetchRefused("unreachable", `${host} has no address`);
  if (!addresses.every(({ address }) => isAllowed(address))) throw new FetchRefused("not-allowed", `${host} is not on the public internet`);
  return [...addresses];
};

/**
 * Resolves a host for a connection that is being made, and refuses it where a single one of its addresses is not allowed.
 * Since the connection goes to the very addresses that were looked at, a name that changes its mind between two look-ups gains nothing.
 */
export const checkedLookup =
  (resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction =>
  (host, options, callback) => {
    const answer = async (): Promise<void> => {
      let addresses: LookupAddress[];
      try {
        addresses = check(host, await resolve(host), isAllowed);
      } catch (error) {
        const refusal =
          error instanceof FetchRefused ? error : new FetchRefused("unreachable", `${host} cannot be found`, { cause: error });
        callback(refusal, []);
        return;
      }
      const [first] = addresses;
      if (options.all === true || first === undefined) callback(null, addresses);
      else callback(null, first.address, first.family);
    };
    void answer();
  };
