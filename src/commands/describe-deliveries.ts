import type { CommandIo } from "../command-io.ts";
import type { Delivery, DeliveryState } from "../delivery/ledger.ts";

const describeState = (state: DeliveryState, rehearsed: boolean): string => {
  if (rehearsed) return "rehearsed, not sent";
  return state === "sending" ? "being sent by another process" : state;
};

/** Prints what became of a post on each account; answers how many did not take it. */
export const describeDeliveries = (io: CommandIo, deliveries: readonly Delivery[], json: boolean): number => {
  const results = deliveries.map(({ account, network, state, rehearsed, published, reason }) => ({
    account,
    network,
    state,
    rehearsed,
    urls: published.flatMap(({ url }) => url ?? []),
    reason,
  }));
  if (json) io.json(results);
  else
    for (const { account, state, rehearsed, urls, reason } of results)
      io.print(
        `${account}: ${describeState(state, rehearsed)}${urls.length > 0 ? ` ${urls.join(" ")}` : ""}${reason === null ? "" : ` (${reason})`}`,
      );
  return results.filter(({ state }) => state === "due" || state === "failed" || state === "unknown").length;
};
