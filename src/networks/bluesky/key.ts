import { createHash } from "node:crypto";
import type { Outgoing } from "../../delivery/publisher.ts";

const alphabet = "234567abcdefghijklmnopqrstuvwxyz";
const spreadMicroseconds = 1_000_000n;
const partMicroseconds = 1_000n;

/**
 * The record key of one part: a TID (https://atproto.com/specs/tid) that depends on nothing but the delivery's id, its instant and the part's index,
 * so that a repeat writes to the same place. Keys of one thread sort in its order; those of deliveries due at the same instant differ.
 */
export const blueskyRecordKey = ({ deliveryId, at, index }: Pick<Outgoing, "deliveryId" | "at" | "index">): string => {
  const digest = createHash("sha256").update(deliveryId).digest().readBigUInt64BE();
  const clockIdentifier = digest & 1023n;
  const microseconds = at.epochNanoseconds / 1000n + ((digest >> 10n) % spreadMicroseconds) + BigInt(index) * partMicroseconds;
  const value = (BigInt.asUintN(53, microseconds) << 10n) | clockIdentifier;
  return Array.from({ length: 13 }, (_, place) => alphabet.charAt(Number((value >> BigInt(5 * (12 - place))) & 31n))).join("");
};

/** Part of the record, and so of what makes a repeat the same record. */
export const blueskyCreatedAt = ({ at, index }: Pick<Outgoing, "at" | "index">): string =>
  at.add({ milliseconds: index }).toString({ fractionalSecondDigits: 3 });
