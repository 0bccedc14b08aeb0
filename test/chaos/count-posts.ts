import type { Network } from "../../src/compose/limits.ts";
import type { DeliveryState } from "../../src/delivery/ledger.ts";

/** What the program's own books say of one delivery. */
export interface BookedDelivery {
  readonly id: string;
  readonly network: Network;
  readonly state: DeliveryState;
  readonly reason: string | null;
  /** Of each part, as it was frozen; null where nothing was ever made. */
  readonly texts: readonly string[] | null;
  /** The network's names of the parts that are out, in order. */
  readonly refs: readonly string[];
  readonly inFlight: number | null;
}

/** What anybody can see on a server. */
export interface PublicPost {
  readonly network: Network;
  readonly ref: string;
  readonly text: string;
  /** The `ref` of the post that it answers. */
  readonly replyTo: string | null;
}

export interface Count {
  /** What is public. */
  readonly posts: number;
  /** What must be public, by the books. */
  readonly expected: number;
  readonly duplicates: Readonly<Record<Network, number>>;
  readonly lost: number;
  /** Deliveries whose end nobody knows, as the program itself says. */
  readonly unknown: number;
  /** Deliveries that were left out with a true reason. */
  readonly skipped: number;
  /** Parts that answer the wrong post. */
  readonly misplaced: number;
  /** Which, and why. */
  readonly leftOut: readonly string[];
  /** One line for each fault. */
  readonly faults: readonly string[];
}

/** Nobody was there in time: the one reason for which a campaign whose people all may be spoken of leaves a post out. */
const lateReason = /could not go out before|nobody was there to send it/;

const sameWords = (one: string, other: string): boolean => one.normalize().trim() === other.normalize().trim();

/**
 * Compares the program's books with what is public on one account of each network, and trusts the public side:
 * - a part is lost that the books call sent and that is not there, or that is neither there nor skipped for being late nor in doubt;
 * - a duplicate is whatever is public and belongs to no part, or to one that is public already.
 *
 * A delivery in doubt (`unknown`) may have its part in flight out once, or not at all.
 */
export const countPosts = (booked: readonly BookedDelivery[], seen: readonly PublicPost[]): Count => {
  const faults: string[] = [];
  const free = new Map(seen.map((post) => [`${post.network} ${post.ref}`, post]));
  const duplicates: Record<Network, number> = { bluesky: 0, mastodon: 0, telegram: 0 };
  let expected = 0;
  let lost = 0;
  let misplaced = 0;

  const lose = (delivery: BookedDelivery, index: number, why: string): void => {
    lost += 1;
    faults.push(`lost: part ${index + 1} of ${delivery.id} (${delivery.state}): ${why}`);
  };

  /** By the name that the books have for it. */
  const takeNamed = (delivery: BookedDelivery, ref: string, index: number): void => {
    expected += 1;
    const post = free.get(`${delivery.network} ${ref}`);
    const text = delivery.texts?.[index];
    if (post === undefined) return lose(delivery, index, `${ref} is not there, or belongs to another part too`);
    if (text === undefined || !sameWords(post.text, text)) return lose(delivery, index, `${ref} has other words`);
    free.delete(`${delivery.network} ${ref}`);
    const parent = index === 0 ? null : delivery.refs[index - 1];
    if (index === 0 || post.replyTo === parent) return;
    misplaced += 1;
    faults.push(`misplaced: part ${index + 1} of ${delivery.id} answers ${post.replyTo ?? "nothing"} instead of ${parent}`);
  };

  /** By its words, where no answer ever named it. */
  const takeByWords = (delivery: BookedDelivery, index: number): boolean => {
    const text = delivery.texts?.[index];
    const parent = index === 0 ? null : delivery.refs[index - 1];
    for (const [key, post] of free) {
      if (post.network !== delivery.network || text === undefined || !sameWords(post.text, text)) continue;
      if (parent !== null && post.replyTo !== parent) continue;
      free.delete(key);
      return true;
    }
    return false;
  };

  for (const delivery of booked) delivery.refs.forEach((ref, index) => takeNamed(delivery, ref, index));

  for (const delivery of booked) {
    const { state, texts, refs, inFlight, reason } = delivery;
    const parts = Math.max(1, texts?.length ?? 1, refs.length);
    if (state === "unknown") {
      if (inFlight !== null) takeByWords(delivery, inFlight);
      continue;
    }
    if (state === "skipped") {
      if (lateReason.test(reason ?? "") && refs.length === 0 && inFlight === null) continue;
      lose(delivery, refs.length, `it was left out, because: ${reason ?? "no reason"}`);
      continue;
    }
    for (let index = refs.length; index < parts; index += 1) {
      expected += 1;
      if (state !== "sent" && index === inFlight && takeByWords(delivery, index)) continue;
      lose(delivery, index, state === "sent" ? "the books name no such part" : (reason ?? "it was not brought to its end"));
    }
  }

  for (const post of free.values()) {
    duplicates[post.network] += 1;
    const owner = booked.find(({ network, texts }) => network === post.network && texts?.some((text) => sameWords(text, post.text)));
    faults.push(`duplicate: ${post.network} ${post.ref} is one more than ${owner === undefined ? "any post of the books" : owner.id}`);
  }
  return {
    posts: seen.length,
    expected,
    duplicates,
    lost,
    unknown: booked.filter(({ state }) => state === "unknown").length,
    skipped: booked.filter(({ state }) => state === "skipped").length,
    misplaced,
    leftOut: booked.flatMap(({ id, state, reason }) => (state === "skipped" ? `${id}: ${reason ?? "no reason"}` : [])),
    faults,
  };
};
