import { hourOf } from "../../src/campaign/hashtags/seen-post.ts";
import type { HashtagStore } from "../../src/campaign/hashtags/hashtag-store.ts";
import type { SearchTag } from "../../src/tracking/bluesky/fill-gaps.ts";
import { runJetstreamListener } from "../../src/tracking/bluesky/jetstream-listener.ts";
import type { JetstreamServer } from "../servers/jetstream/server.ts";
import { revisionAt } from "../unit/hashtags/revision-at.ts";

const hashtags = ["#FreeBelarusWomen", "#FreeMarfa"];
export const begun = 1_795_000_000_000_000;
export const second = 1_000_000;
/** After all that is said here. */
export const now = Temporal.Instant.fromEpochMilliseconds(begun / 1000).add({ seconds: 700_000 });
const quiet = { info: () => {}, warn: () => {} };

export interface Said {
  readonly post: string;
  readonly operation: "create" | "update" | "delete";
  readonly tags?: readonly string[];
  readonly atUs: number;
}

/** As an instance tells it whose clock is so far ahead. */
export const lineOf = ({ post, operation, tags = [], atUs }: Said, aheadUs = 0) => ({
  timeUs: atUs + aheadUs,
  text: JSON.stringify({
    did: `did:plc:${post}`,
    time_us: atUs + aheadUs,
    kind: "commit",
    commit: {
      rev: revisionAt(atUs),
      operation,
      collection: "app.bsky.feed.post",
      rkey: "3l3qo2vuowo2b",
      ...(operation === "delete"
        ? {}
        : {
            record: {
              $type: "app.bsky.feed.post",
              createdAt: "2019-01-01T00:00:00Z",
              text: `secret words of ${post} ${tags.map((tag) => `#${tag}`).join(" ")}`,
              facets: tags.map((tag) => ({
                index: { byteStart: 0, byteEnd: 1 },
                features: [{ $type: "app.bsky.richtext.facet#tag", tag }],
              })),
            },
            cid: "bafyreidwaivazkwu67xztlmuobx35hs2lnfh3kolmgfmucldvhd3sgzcqi",
          }),
    },
  }),
});

/** A post a second, all with one hashtag. */
export const aPostASecond = (count: number, fromUs = begun): Said[] =>
  Array.from({ length: count }, (_, each) => ({
    post: `p${fromUs}-${each}`,
    operation: "create" as const,
    tags: ["FreeMarfa"],
    atUs: fromUs + each * second,
  }));

export const endOf = (said: readonly Said[]): number => said.at(-5)?.atUs ?? 0;

export const totalOf = async (store: HashtagStore): Promise<number> => (await store.counts(0)).reduce((sum, { count }) => sum + count, 0);

/** What a child would count: each post as it was last said to be, each hashtag in the hour of the event that brought it. */
export const countPlainly = (said: readonly Said[]): Record<string, number> => {
  const posts = new Map<string, Map<string, number>>();
  for (const { post, operation, tags = [], atUs } of said) {
    const before = posts.get(post) ?? new Map<string, number>();
    const after = new Map<string, number>();
    if (operation !== "delete")
      for (const tag of tags.map((each) => each.toLowerCase())) after.set(tag, before.get(tag) ?? hourOf(atUs / 1000));
    posts.set(post, after);
  }
  const counts: Record<string, number> = {};
  for (const tags of posts.values())
    for (const [tag, hour] of tags)
      if (tag === "freebelaruswomen" || tag === "freemarfa") counts[`${tag} ${hour}`] = (counts[`${tag} ${hour}`] ?? 0) + 1;
  return counts;
};

export const countsOf = async (store: HashtagStore): Promise<Record<string, number>> =>
  Object.fromEntries((await store.counts(0)).map(({ tag, hour, count }) => [`${tag} ${hour}`, count]));

export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
};

/** Listens until the stream has been written as far as it goes. */
export const listen = async (
  store: HashtagStore,
  servers: readonly JetstreamServer[],
  untilUs: number,
  options: {
    readonly killAfterWrites?: number;
    readonly search?: SearchTag;
    readonly hashtags?: readonly string[];
    readonly seekMs?: number;
    /** Where the clock is not at `now`. */
    readonly at?: Temporal.Instant;
    /** Where the place is later at first. */
    readonly beforeUs?: number;
  } = {},
) => {
  const stop = new AbortController();
  let writes = 0;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const watched: HashtagStore = {
    ...store,
    change: async (...args) => {
      // As a killed process: what it had not written is lost, and it writes nothing more.
      if (options.killAfterWrites !== undefined && writes >= options.killAfterWrites) {
        resolve();
        throw new Error("killed");
      }
      await store.change(...args);
      writes += 1;
      const { source, cursorUs } = (await store.cursor("bluesky")) ?? { source: "", cursorUs: 0 };
      const isTheirs = servers.some(({ url }) => url.host === source);
      if (isTheirs && cursorUs >= untilUs && cursorUs < (options.beforeUs ?? Number.POSITIVE_INFINITY)) resolve();
    },
  };
  const running = runJetstreamListener(
    {
      urls: () => servers.map(({ url }) => url),
      hashtags: () => options.hashtags ?? hashtags,
      store: watched,
      clock: () => options.at ?? now,
      log: quiet,
      pauseMs: 1,
      writeEveryMs: 5,
      seekMs: options.seekMs ?? 5000,
      search: options.search ?? null,
      fillEveryMs: 5,
    },
    stop.signal,
  );
  await done;
  stop.abort();
  await running;
};
