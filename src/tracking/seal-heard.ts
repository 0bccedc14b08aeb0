import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { KeptPost } from "../campaign/hashtags/hashtag-store.ts";
import type { HeardPost, PostVersion } from "../campaign/hashtags/heard-post.ts";
import { open, type PostHash } from "./post-hash.ts";

type Written = readonly [kind: PostVersion["kind"], atUs: number, revUs: number | null, tags: readonly (readonly [string, number])[]];

const cipher = "aes-128-ctr";
const nonceBytes = 16;
/** No number in hexadecimal digits, as what was kept before begins with. */
const mark = "v";

const keyOf = ({ pad }: PostHash): Buffer => Buffer.from(pad, "hex");

/** Times of a post's versions tell which post it is: they can be read again by who names the post alone. */
export const sealHeard = (hash: PostHash, { tags, versions }: HeardPost): KeptPost => {
  const written = versions.map((each): Written => [each.kind, each.atUs, each.revUs, [...each.tags]]);
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, keyOf(hash), nonce);
  const sealed = Buffer.concat([nonce, sealing.update(JSON.stringify(written), "utf8"), sealing.final()]);
  return { key: hash.key, tags, sealed: `${mark}${sealed.toString("base64")}` };
};

export const openHeard = (hash: PostHash, kept: KeptPost): HeardPost => {
  if (!kept.sealed.startsWith(mark)) return fromLatest(hash, kept);
  const sealed = Buffer.from(kept.sealed.slice(mark.length), "base64");
  const opening = createDecipheriv(cipher, keyOf(hash), sealed.subarray(0, nonceBytes));
  const text = Buffer.concat([opening.update(sealed.subarray(nonceBytes)), opening.final()]).toString("utf8");
  const versions = (JSON.parse(text) as readonly Written[]).map(([kind, atUs, revUs, tags]): PostVersion => ({
    kind,
    atUs,
    revUs,
    tags: new Map(tags),
  }));
  return { tags: kept.tags, versions };
};

/** As it was kept before, with the time of its last version alone. */
const fromLatest = (hash: PostHash, kept: KeptPost): HeardPost => {
  const { tags, latestUs: atUs } = open(hash, kept);
  const hours = new Map([...tags].map(([tag, { hour }]) => [tag, hour]));
  return { tags, versions: [{ kind: tags.size === 0 ? "gone" : "changed", atUs, revUs: null, tags: hours }] };
};
