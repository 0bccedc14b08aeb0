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
