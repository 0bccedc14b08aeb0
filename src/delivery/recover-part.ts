import { outgoingPart } from "./delivery-progress.ts";
import type { Delivery, Ledger } from "./ledger.ts";
import type { Publisher, Recovery } from "./publisher.ts";

/** Asks the network about the part of a delivery whose answer was lost; null where no part is in doubt. Throws `PublishError`. */
export const recoverPart = async (
  delivery: Delivery,
  publisher: Publisher,
  ledger: Pick<Ledger, "refsOfOthers">,
): Promise<Recovery | null> => {
  const { composed, inFlight, published } = delivery;
  const part = inFlight === null ? undefined : composed?.parts[inFlight];
  if (composed === null || part === undefined) return null;
  return publisher.recover(outgoingPart(delivery, composed, part, published), await ledger.refsOfOthers(delivery));
};
