import type { Delivery, Frozen, Settlement } from "./ledger.ts";
import type { Published } from "./publisher.ts";

/** How often the gate is asked again about what it holds: what a campaigner mends goes out soon after. */
export const heldLookMs = 60_000;

type Unsent = Pick<Delivery, "published" | "inFlight" | "notAfter">;

export const late = ({ at, notAfter, reason }: Delivery): Settlement => ({
  state: "skipped",
  reason: `It was due at ${at.toString()} and could not go out before ${notAfter.toString()}.${reason === null ? "" : ` Last: ${reason}`}`,
});

export const stopped = ({ published, inFlight }: Unsent, reason: string): Settlement => {
  if (inFlight !== null) return { state: "unknown", reason: `${reason} A part of it may already be out: look at the account.` };
  return { state: published.length > 0 ? "failed" : "skipped", reason };
};

/** The rest of a thread waits for the gate, too, but not for ever: half of it is public. */
export const heldBack = (delivery: Unsent, reason: string, now: Temporal.Instant): Settlement =>
  Temporal.Instant.compare(now, delivery.notAfter) > 0
    ? stopped(delivery, reason)
    : { state: "due", reason, held: true, retryAt: now.add({ milliseconds: heldLookMs }) };

/** What is public was true when it was sent; the rest of it would be sent after the recorded status has changed. */
export const changedAfter = ({ composed }: Frozen, published: readonly Published[]): Settlement =>
  published.length === composed.parts.length
    ? { state: "sent", composed, published }
    : {
        state: "failed",
        reason: `What is recorded of this person changed after ${published.length} of ${composed.parts.length} parts were out: withdraw it, or correct it.`,
      };
