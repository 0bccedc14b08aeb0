import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from "vitest";
import { hourOf } from "../../src/campaign/hashtags/seen-post.ts";
import type { TimelinePost } from "../servers/mastodon-timelines/server.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";
import { begun, openTimelines, uri, type Timelines } from "./timelines-fixture.ts";

const tracked = ["freebelaruswomen", "freemarfa"];
const everywhere = [0, 1, 2];
let home: StoreHome;
let timelines: Timelines;
beforeAll(async () => {
  home = await storeHomes[0]!.open();
});
afterAll(() => home[Symbol.asyncDispose]());
beforeEach(async () => {
  timelines = await openTimelines(home.store.hashtags, 3, ["#FreeBelarusWomen", "#FreeMarfa"]);
});
afterEach(() => timelines[Symbol.asyncDispose]());

interface WorldPost {
  readonly post: TimelinePost;
  readonly on: readonly number[];
}

/** All posts that there are, and what counts of them. */
const createWorld = () => {
  const posts = new Map<string, WorldPost>();
  let made = 0;
  return {
    posts,
    add: (tags: readonly string[], on: readonly number[], minutes: number): void => {
      made += 1;
      const post = { uri: uri(`p${made}`), tags, createdAt: timelines.now.subtract({ minutes, seconds: made % 60 }) };
      posts.set(post.uri, { post, on });
      for (const each of on) timelines.servers[each]?.put(post);
    },
    edit: ({ post, on }: WorldPost, tags: readonly string[], heardOn: readonly number[]): void => {
      const edited = { ...post, tags, editedAt: timelines.now };
      posts.set(post.uri, { post: edited, on });
      for (const each of heardOn) timelines.servers[each]?.put(edited);
    },
    remove: ({ post, on }: WorldPost): void => {
      posts.delete(post.uri);
      for (const each of on) timelines.servers[each]?.remove(post.uri);
    },
    expected: (): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const { post } of posts.values()) {
        for (const tag of new Set(post.tags.filter((each) => tracked.includes(each)))) {
          const cell = `${tag} ${hourOf(post.createdAt.epochMilliseconds)}`;
          counts[cell] = (counts[cell] ?? 0) + 1;
        }
      }
      return counts;
    },
  };
};
type World = ReturnType<typeof createWorld>;

const start = async (): Promise<World> => {
  await home.empty();
  timelines.now = begun;
  timelines.restart();
  for (const server of timelines.servers) {
    server.clear();
    server.shows = Number.POSITIVE_INFINITY;
    server.window = null;
    server.trouble = null;
  }
  return createWorld();
};

const counted = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await home.store.hashtags.counts(0)).map(({ tag, hour, count }) => [`${tag} ${hour}`, count]));

/** Has servers show posts of before the week, so that whatever is missing within it is gone. */
const goBack = (on: readonly number[]): void => {
  for (let each = 0; each < 3; each += 1) {
    const old = { uri: uri(`old${each}`), tags: tracked, createdAt: begun.subtract({ hours: 24 * 9 + each }) };
    for (const server of on) timelines.servers[server]?.put(old);
  }
};

/** One at a place between the first and the last. */
const at = <T>(list: readonly T[], place: number): T | undefined => list[Math.floor(place * list.length)];
const place = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000);
const someTags = fc.subarray([...tracked, "art"], { minLength: 1 });
const someServers = fc.subarray(everywhere, { minLength: 1 });
const adding = fc.record({
  kind: fc.constant("add" as const),
  tags: someTags,
  on: someServers,
  count: fc.integer({ min: 1, max: 15 }),
  hours: fc.nat(100),
});
const editing = fc.record({ kind: fc.constant("edit" as const), which: place, tags: someTags });
const removing = fc.record({ kind: fc.constant("remove" as const), which: place, count: fc.integer({ min: 1, max: 4 }) });
const trouble = fc.record({
  kind: fc.constant("trouble" as const),
  on: fc.nat(2),
  how: fc.constantFrom("down" as const, "limited" as const, "restart" as const),
  calls: fc.integer({ min: 1, max: 6 }),
});

const cause = ({ how, on, calls }: { readonly how: "down" | "limited" | "restart"; readonly on: number; readonly calls: number }): void => {
  const server = timelines.servers[on];
  if (server === undefined) return;
  if (how === "restart") timelines.restart();
  if (how === "down") server.trouble = { kind: "status", status: 503 };
  if (how === "limited") server.window = { most: 40, left: calls + 2, resetsAt: timelines.now.add({ minutes: 20 }) };
};

const recover = (): void => {
  for (const server of timelines.servers) {
    server.trouble = null;
    server.window = null;
  }
};

test("three servers that go back for more than a week: after trouble is over, every hour of every hashtag is exact", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.oneof(adding, editing, removing, trouble), { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      async (rounds) => {
        const world = await start();
        goBack(everywhere);
        for (const round of rounds) {
          for (const step of round) {
            const posts = [...world.posts.values()];
            if (step.kind === "add")
              for (let each = 0; each < step.count; each += 1) world.add(step.tags, step.on, step.hours * 60 + each * 7);
            const chosen = step.kind === "edit" || step.kind === "remove" ? at(posts, step.which) : undefined;
            if (step.kind === "edit" && chosen !== undefined) world.edit(chosen, step.tags, chosen.on);
            if (step.kind === "remove" && chosen !== undefined)
              for (const each of posts.slice(posts.indexOf(chosen)).slice(0, step.count)) world.remove(each);
            if (step.kind === "trouble") cause(step);
            timelines.now = timelines.now.add({ seconds: 1 });
          }
          await timelines.read(15);
          recover();
          // What was half read is read on; then all of it anew, twice, since a server that hides much is believed the second time.
          for (let each = 0; each < 3; each += 1) await timelines.read(21);
          expect(await counted()).toEqual(world.expected());
        }
      },
    ),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);

test.each([20, 40])(
  "of three servers one shows no more than its newest %i posts: whatever falls off its end stays, and what is deleted in sight goes",
  async (shows) => {
    const round = fc.record({
      adds: fc.array(fc.record({ tags: someTags, on: someServers }), { maxLength: shows / 2 - 1 }),
      removes: fc.array(place, { maxLength: 4 }),
      edits: fc.array(fc.record({ which: place, tags: someTags }), { maxLength: 3 }),
      trouble: fc.option(trouble),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 6 }), async (rounds) => {
        const world = await start();
        const [cutting] = timelines.servers;
        cutting!.shows = shows;
        goBack([1, 2]);
        for (let each = 0; each < shows - 3; each += 1)
          world.add(each % 5 === 0 ? ["freemarfa"] : tracked, each % 2 === 0 ? [0] : [0, 1 + ((each % 3) % 2)], 60 + each * 9);
        /** Whether somebody can tell that it is gone or edited: in the first quarter of what is shown, or on another server. */
        const isInSight = ({ post, on }: WorldPost): boolean =>
          on.some((each) => each !== 0) ||
          post.tags.every((tag) =>
            cutting!
              .newest(tag)
              .slice(0, shows / 4)
              .includes(post.uri),
          );
        for (const { adds, removes, edits, trouble: happens } of rounds) {
          if (happens !== null) cause(happens);
          for (const [each, { tags, on }] of adds.entries()) world.add(tags, on, 1 + (each % 2));
          for (const which of removes) {
            const chosen = at([...world.posts.values()], which);
            if (chosen !== undefined && isInSight(chosen)) world.remove(chosen);
          }
          for (const { which, tags } of edits) {
            const chosen = at([...world.posts.values()], which);
            if (chosen !== undefined && isInSight(chosen)) world.edit(chosen, tags, chosen.on);
          }
          await timelines.read(15);
          recover();
          for (let each = 0; each < 3; each += 1) await timelines.read(21);
          expect(await counted()).toEqual(world.expected());
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
  },
  120_000,
);
