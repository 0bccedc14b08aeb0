import { hash } from "node:crypto";
import type { KeptPost, Salt } from "../campaign/hashtags/hashtag-store.ts";
import type { SeenPost } from "../campaign/hashtags/seen-post.ts";

/** What a post is known by under one salt. */
export interface PostHash {
  readonly key: string;
  /** Hides times, and is not kept: only who names the post can read them again. */
  readonly pad: string;
}

const keyDigits = 32;
const padDigits = 32;
const timeDigits = 16;

/**
 * SHA-256 over the salt, which fills its first block, and the network's id of a post. Without the salt, which is destroyed soon
 * after its last hash, nobody can try out whether a post was among those that were seen; HMAC would say no more, and takes four times as long.
 */
export const hashPost = ({ secret }: Salt, id: string): PostHash => {
  const digest = hash("sha256", secret + id, "hex");
  return { key: digest.slice(0, keyDigits), pad: digest.slice(keyDigits, keyDigits + padDigits) };
};

/** Only the key, for the many posts of which nothing more is to be known. */
export const keyOfPost = ({ secret }: Salt, id: string): string => hash("sha256", secret + id, "hex").slice(0, keyDigits);

/** One of the numbers of 32 bits that a key is made of. */
export const hexAt = (key: string, word: number): number => {
  let value = 0;
  for (let at = word * 8; at < word * 8 + 8; at += 1) {
    const digit = key.charCodeAt(at);
    // A letter has the bit of 64, and its place in the alphabet in the last four bits.
    value = (value << 4) | ((digit & 15) + (digit >> 6) * 9);
  }
  return value;
};

const under = (pad: string, value: bigint): bigint => value ^ BigInt(`0x${pad.slice(0, timeDigits)}`);

export const seal = ({ key, pad }: PostHash, { tags, latestUs }: SeenPost): KeptPost => ({
  key,
  tags,
  sealed: under(pad, BigInt(latestUs)).toString(16),
});

export const open = ({ pad }: PostHash, { tags, sealed }: KeptPost): SeenPost => ({
  tags,
  latestUs: Number(under(pad, BigInt(`0x${sealed}`))),
});
