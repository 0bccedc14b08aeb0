import { randomBytes } from "node:crypto";
import { hashPost } from "../post-hash.ts";

type Kind = "shown" | "gone";

/**
 * What a server's stream said that the readings of its timelines must know, and the other way round. In memory only: deletions name nothing but
 * the server's own id of a post, which is kept as a hash under a secret of this process.
 */
export interface HeardLive {
  /** Which post an id is of. */
  meet(id: string, key: string, at: Temporal.Instant): void;
  /** The post's key; undefined where it was never met. */
  find(id: string): string | undefined;
  /** The stream told of this post. */
  hear(key: string, kind: Kind): void;
  /** How much was told so far. */
  mark(): number;
  /** What the stream told after a mark, and what it said last of each post. */
  since(mark: number): ReadonlyMap<string, Kind>;
  /** Forgets ids that were met before a time, and what was told before a mark. */
  forget(metBefore: Temporal.Instant, mark: number): void;
}

export const createHeardLive = (): HeardLive => {
  const secret = randomBytes(32).toString("hex");
  const met = new Map<string, { readonly key: string; readonly at: Temporal.Instant }>();
  const told = new Map<string, { readonly kind: Kind; readonly number: number }>();
  let count = 0;
  const nameOf = (id: string): string => hashPost({ id: 0, secret }, id).key;
  return {
    meet: (id, key, at) => void met.set(nameOf(id), { key, at }),
    find: (id) => met.get(nameOf(id))?.key,
    hear: (key, kind) => {
      count += 1;
      told.set(key, { kind, number: count });
    },
    mark: () => count,
    since: (mark) => new Map([...told].flatMap(([key, { kind, number }]) => (number > mark ? [[key, kind] as const] : []))),
    forget: (metBefore, mark) => {
      for (const [name, { at }] of met) if (Temporal.Instant.compare(at, metBefore) < 0) met.delete(name);
      for (const [key, { number }] of told) if (number <= mark) told.delete(key);
    },
  };
};
