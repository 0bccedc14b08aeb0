import type { Delivery } from "../src/delivery/ledger.ts";
import { recoverPart } from "../src/delivery/recover-part.ts";
import { PublishError } from "../src/delivery/publish-error.ts";
import type { Job, JobContext } from "./job.ts";

/** A page that shows a post late shows it within a day; later it is a person's to say. */
const longestLookHours = 24;

const lookUp = async (delivery: Delivery, { publisherOf, ledger, clock, tell }: JobContext): Promise<boolean> => {
  const publisher = await publisherOf(delivery.account);
  if (publisher?.live !== true) return false;
  try {
    const found = await recoverPart(delivery, publisher, ledger);
    // Only what was seen is acted upon: that it was not seen is no proof.
    if (found === null || found === "unknown" || found === "send-again" || !(await ledger.confirm(delivery.id, found, null, clock())))
      return false;
    await tell({ key: `found:${delivery.id}:${found.ref}`, text: `${delivery.id} was found: it is out. ${found.url ?? ""}`.trim() });
    return true;
  } catch (error) {
    if (error instanceof PublishError) return false;
    throw error;
  }
};

/** Looks again for posts of which nobody could tell whether they are out. */
export const lookUpUnknown: Job = {
  name: "look-up-unknown",
  every: { ms: 10 * 60_000 },
  run: async (context) => {
    const oldest = context.clock().subtract({ hours: longestLookHours });
    let found = 0;
    let looked = 0;
    for (const delivery of await context.ledger.inDoubt()) {
      if (delivery.state !== "unknown" || Temporal.Instant.compare(delivery.settledAt ?? delivery.at, oldest) < 0) continue;
      looked += 1;
      if (await lookUp(delivery, context)) found += 1;
    }
    return `${looked} looked for, ${found} found`;
  },
};
