import type { ComposedPart, ComposedPost } from "../compose/composed-post.ts";
import type { Delivery } from "./ledger.ts";
import type { Outgoing, Published } from "./publisher.ts";

/** A part of it is out, or may be. */
export const hasBegun = (delivery: Pick<Delivery, "published" | "inFlight">): boolean =>
  delivery.published.length > 0 || delivery.inFlight !== null;

/** What was begun is brought to its end, however late. */
export const isLate = (delivery: Delivery, now: Temporal.Instant): boolean =>
  !hasBegun(delivery) && Temporal.Instant.compare(now, delivery.notAfter) > 0;

/**
 * Until when a part whose answer was lost is left alone, since its effect may still appear; null where it may be looked up.
 * @param settlesWithinMs the publisher's
 */
export const waitBeforeLooking = (delivery: Delivery, settlesWithinMs: number, now: Temporal.Instant): Temporal.Instant | null => {
  const since = delivery.doubtSince ?? delivery.at;
  const until = since.add({ milliseconds: settlesWithinMs });
  // A doubt that is yet to come is of a clock that was ahead, such as a rehearsal's of another day.
  if (Temporal.Instant.compare(now, since) < 0) return null;
  return Temporal.Instant.compare(now, until) < 0 ? until : null;
};

/** The next part of a delivery, replying to the one before it. */
export const outgoingPart = (delivery: Delivery, post: ComposedPost, part: ComposedPart, published: readonly Published[]): Outgoing => {
  const root = delivery.replyTo?.root ?? published[0];
  const parent = published.at(-1) ?? delivery.replyTo?.parent;
  return {
    deliveryId: delivery.id,
    at: delivery.at,
    index: published.length,
    part,
    language: post.language,
    thread: root === undefined || parent === undefined ? null : { root, parent },
  };
};
