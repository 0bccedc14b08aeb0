import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ComposedPost } from "../../src/compose/composed-post.ts";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { blueskyLimits, mastodonDefaultLimits } from "../../src/compose/limits.ts";
import type { PostChange } from "../../src/delivery/post-store.ts";
import { ClaimLost, type Claim, type NewDelivery } from "../../src/delivery/ledger.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

const noon = instant("2026-12-01T09:00:00.123456Z");

const composed: ComposedPost = {
  network: "bluesky",
  account: "bluesky",
  language: "be",
  parts: [
    {
      text: "Марыя Калеснікава\n#FreeBelarus \\ ' \" 👩‍👧",
      length: 3,
      limit: 300,
      media: [{ alt: "Партрэт “ў” 🕊️", path: "a.png", mediaType: "image/png", bytes: 1, width: 2, height: 3 }],
      card: null,
    },
  ],
};

const frozen = { composed, basis: "imprisoned" };

const plannedPost = (day: string, subject = "maria-kalesnikava", change: Partial<PlannedPost> = {}): PlannedPost => ({
  id: `${day}/profile/${subject}`,
  kind: "profile",
  subject,
  date: date(day),
  at: instant(`${day}T09:00:00Z`),
  notAfter: instant(`${day}T21:00:00Z`),
  accounts: ["bluesky", "telegram"],
  status: "scheduled",
  reason: null,
  ...change,
});

const newDelivery = (post: PlannedPost, account: "bluesky" | "telegram"): NewDelivery => ({
  id: `${post.id}@${account}`,
  postId: post.id,
  kind: post.kind,
  subject: post.subject,
  account,
  network: account,
  at: post.at,
  notAfter: post.notAfter,
});

/** A planned post as it comes back. */
const stored = (post: PlannedPost) => ({
  ...post,
  approvedBy: null,
  draft: null,
  words: null,
  heldBy: null,
  cancelledBy: null,
  timing: null,
  series: null,
  basis: null,
  people: null,
});

/** How many posts planning again added, changed and removed. */
const tally = (changes: readonly PostChange[]) => {
  const added = changes.filter(({ before }) => before === null).length;
  const removed = changes.filter(({ after }) => after === null).length;
  return { added, changed: changes.length - added - removed, removed };
};

/** Compares what is inside: `Temporal` values have no fields that a test could look at. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

for (const home of storeHomes)
  describe.skipIf(!home.here)(`the store on ${home.name}`, () => {
    let storeHome: StoreHome;
    beforeAll(async () => {
      storeHome = await home.open();
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(() => storeHome.empty());

    const openDelivery = async (): Promise<NewDelivery> => {
      const post = plannedPost("2026-12-01");
      await storeHome.store.posts.add(post);
      await storeHome.store.ledger.dispatch(post.id, [newDelivery(post, "bluesky")]);
      return newDelivery(post, "bluesky");
    };

    const claimed = async (): Promise<Claim> => {
      const claim = await storeHome.store.ledger.claim((await openDelivery()).id, noon, 60_000);
      if (!claim) throw new Error("nothing to claim");
      return claim;
    };

    describe("keeps the plan:", () => {
      test("planning again changes nothing", async () => {
        const { posts } = storeHome.store;
        const plan = [plannedPost("2026-12-01"), plannedPost("2026-12-02", "ihar-losik", { status: "held", reason: "not checked" })];
        const window = ["profile", date("2026-12-01"), date("2026-12-14")] as const;
        expect(tally(await posts.replan(...window, plan))).toEqual({ added: 2, changed: 0, removed: 0 });
        expect(tally(await posts.replan(...window, plan))).toEqual({ added: 0, changed: 0, removed: 0 });
        expect(plain(await posts.between(date("2026-12-01"), date("2026-12-02")))).toEqual(plain(plan.map(stored)));
      });

      test("adds what is new, updates what has changed and removes what has vanished", async () => {
        const { posts } = storeHome.store;
        const window = ["profile", date("2026-12-01"), date("2026-12-14")] as const;
        const kept = plannedPost("2026-12-03");
        await posts.replan(...window, [plannedPost("2026-12-01"), plannedPost("2026-12-02"), kept]);
        const changed = plannedPost("2026-12-02", undefined, { accounts: ["bluesky"], status: "held", reason: "too old a check" });
        const added = plannedPost("2026-12-04");
        expect(tally(await posts.replan(...window, [changed, kept, added]))).toEqual({ added: 1, changed: 1, removed: 1 });
        expect(plain(await posts.between(date("2026-12-01"), date("2026-12-31")))).toEqual(plain([changed, kept, added].map(stored)));
      });

      test("leaves what is dispatched or skipped as it is, also where the new plan names it or forgets it", async () => {
        const { posts, ledger } = storeHome.store;
        const window = ["profile", date("2026-12-01"), date("2026-12-14")] as const;
        const [out, late] = [plannedPost("2026-12-01"), plannedPost("2026-12-02")];
        await posts.replan(...window, [out, late]);
        await ledger.dispatch(out.id, []);
        await posts.settle(late.id, "skipped", "too late");
        const again = plannedPost("2026-12-01", undefined, { accounts: ["mastodon"] });
        expect(tally(await posts.replan(...window, [again]))).toEqual({ added: 0, changed: 0, removed: 0 });
        expect(await posts.find(out.id)).toMatchObject({ status: "dispatched", accounts: ["bluesky", "telegram"] });
        expect(await posts.find(late.id)).toMatchObject({ status: "skipped", reason: "too late" });
      });

      test("leaves the days outside of the window alone", async () => {
        const { posts } = storeHome.store;
        const outside = [plannedPost("2026-11-30"), plannedPost("2026-12-15")];
        for (const post of outside) await posts.add(post);
        await posts.replan("profile", date("2026-12-01"), date("2026-12-14"), []);
        expect(plain(await posts.between(date("2026-11-01"), date("2026-12-31")))).toEqual(plain(outside.map(stored)));
      });

      test("two workers that plan at once make one plan", async () => {
        const { posts } = storeHome.store;
        const plan = Array.from({ length: 14 }, (_, day) => plannedPost(date("2026-12-01").add({ days: day }).toString()));
        const both = Array.from({ length: 5 }, () => posts.replan("profile", date("2026-12-01"), date("2026-12-14"), plan));
        const added = (await Promise.all(both)).map((changes) => tally(changes).added);
        expect(added.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 14]);
      });

      test("any plan is found again as it was, whatever the time zone and to the microsecond", async () => {
        const { posts } = storeHome.store;
        const days = fc.integer({ min: 0, max: 200_000 }).map((day) => date("1970-01-01").add({ days: day }));
        const microseconds = fc.bigInt({ min: 0n, max: 10n ** 16n }).map((us) => Temporal.Instant.fromEpochNanoseconds(us * 1000n));
        const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0"));
        await fc.assert(
          fc.asyncProperty(days, microseconds, fc.array(text), fc.option(text), async (day, at, accounts, reason) => {
            const post = plannedPost(day.toString(), undefined, { at, notAfter: at.add({ microseconds: 1 }), accounts, reason });
            await posts.replan("profile", day, day, [post]);
            expect(plain(await posts.between(day, day))).toEqual(plain([stored(post)]));
          }),
          { numRuns: 60 },
        );
      });

      test("an instant finer than a microsecond is not a change at the next planning", async () => {
        const { posts } = storeHome.store;
        const post = plannedPost("2026-12-01", undefined, { at: instant("2026-12-01T09:00:00.123456789Z") });
        await posts.replan("profile", post.date, post.date, [post]);
        expect(tally(await posts.replan("profile", post.date, post.date, [post]))).toEqual({ added: 0, changed: 0, removed: 0 });
        expect((await posts.find(post.id))?.at.toString()).toBe("2026-12-01T09:00:00.123456Z");
      });

      test("what is due has come and is scheduled, the earliest first", async () => {
        const { posts } = storeHome.store;
        const [first, second, held, later] = [
          plannedPost("2026-12-01", "b"),
          plannedPost("2026-12-02", "a"),
          plannedPost("2026-12-02", "c", { status: "held", reason: "?" }),
          plannedPost("2026-12-03"),
        ];
        for (const post of [second, first, held, later]) await posts.add(post);
        expect((await posts.due(second.at)).map(({ id }) => id)).toEqual([first.id, second.id]);
        expect((await posts.due(second.at.subtract({ microseconds: 1 }))).map(({ id }) => id)).toEqual([first.id]);
        expect((await posts.held()).map(({ id }) => id)).toEqual([held.id]);
      });

      test("only a waiting post can be held, skipped or scheduled", async () => {
        const { posts } = storeHome.store;
        const post = plannedPost("2026-12-01");
        await posts.add(post);
        expect(await posts.settle(post.id, "held", "two sources are wanted")).toBe(true);
        expect(await posts.find(post.id)).toMatchObject({ status: "held", reason: "two sources are wanted" });
        expect(await posts.settle(post.id, "scheduled", null)).toBe(true);
        expect(await posts.settle(post.id, "skipped", "too late")).toBe(true);
        expect(await posts.settle(post.id, "scheduled", null)).toBe(false);
        expect(await posts.settle("2026-12-01/profile/nobody", "held", null)).toBe(false);
      });

      test("a post is added once", async () => {
        const { posts } = storeHome.store;
        expect(await posts.add(plannedPost("2026-12-01"))).toBe(true);
        expect(await posts.add(plannedPost("2026-12-01", undefined, { accounts: [] }))).toBe(false);
        expect((await posts.find(plannedPost("2026-12-01").id))?.accounts).toEqual(["bluesky", "telegram"]);
        expect(await posts.find("2026-12-01/profile/nobody")).toBeNull();
      });

      test("who was shown when counts dispatched posts alone, the last one of each person", async () => {
        const { posts, ledger } = storeHome.store;
        for (const [day, subject] of [
          ["2026-12-01", "a"],
          ["2026-12-03", "a"],
          ["2026-12-02", "b"],
          ["2026-12-04", "b"],
        ] as const)
          await posts.add(plannedPost(day, subject));
        for (const id of ["2026-12-01/profile/a", "2026-12-03/profile/a", "2026-12-02/profile/b"]) await ledger.dispatch(id, []);
        expect(plain(await posts.lastShown("profile"))).toEqual([
          { subject: "b", date: "2026-12-02" },
          { subject: "a", date: "2026-12-03" },
        ]);
      });
    });

    describe("keeps the ledger:", () => {
      test("dispatching opens the deliveries once, and a dispatched post is not dispatched again", async () => {
        const { posts, ledger } = storeHome.store;
        const post = plannedPost("2026-12-01");
        await posts.add(post);
        const deliveries = [newDelivery(post, "bluesky"), newDelivery(post, "telegram")];
        const results = await Promise.all(Array.from({ length: 10 }, () => ledger.dispatch(post.id, deliveries)));
        expect(results.filter(Boolean)).toHaveLength(1);
        expect(plain(await ledger.open())).toMatchObject(plain(deliveries) as object[]);
        expect(await ledger.countByState()).toEqual({ due: 2, sending: 0, sent: 0, unknown: 0, failed: 0, skipped: 0 });
      });

      test("a dispatch that fails half way leaves the post waiting", async () => {
        const { posts, ledger } = storeHome.store;
        const post = plannedPost("2026-12-01");
        await posts.add(post);
        const twice = [newDelivery(post, "bluesky"), newDelivery(post, "bluesky")];
        await expect(ledger.dispatch(post.id, twice)).rejects.toThrow(/duplicate key/);
        expect(await posts.find(post.id)).toMatchObject({ status: "scheduled" });
        expect(await ledger.ofPost(post.id)).toEqual([]);
      });

      test("of 50 workers that claim at once one gets the delivery", async () => {
        const { ledger } = storeHome.store;
        const { id } = await openDelivery();
        const claims = await Promise.all(Array.from({ length: 50 }, () => ledger.claim(id, noon, 60_000)));
        expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
        expect(await ledger.find(id)).toMatchObject({ state: "sending", attempts: 1 });
      });

      test("a claim can be taken over when it has run out, not a microsecond earlier, and the first worker then writes nothing", async () => {
        const { ledger } = storeHome.store;
        const first = await claimed();
        const { id } = first.delivery;
        expect(await ledger.claim(id, noon.add({ milliseconds: 60_000 }).subtract({ microseconds: 1 }), 60_000)).toBeNull();
        const second = await ledger.claim(id, noon.add({ milliseconds: 60_000 }), 60_000);
        expect(second?.delivery).toMatchObject({ id, attempts: 2 });
        const before = plain(await ledger.find(id));
        const published = { ref: "at://did:plc:x/app.bsky.feed.post/1", url: null };
        for (const write of [
          () => ledger.begin(first, 0, frozen, noon, 60_000),
          () => ledger.record(first, 0, published),
          () => ledger.retract(first, 0),
          () => ledger.settle(first, { state: "sent", composed, published: [published] }, noon),
          () => ledger.settle(first, { state: "failed", reason: "no" }, noon),
        ])
          await expect(write()).rejects.toBeInstanceOf(ClaimLost);
        expect(plain(await ledger.find(id))).toEqual(before);
      });

      test("when all claims are ended, what a killed process held can be claimed at once, and what is done stays done", async () => {
        const { ledger } = storeHome.store;
        const claim = await claimed();
        await ledger.begin(claim, 0, frozen, noon, 60_000);
        await ledger.endClaims(noon);
        expect((await ledger.claim(claim.delivery.id, noon, 60_000))?.delivery).toMatchObject({ inFlight: 0, attempts: 2 });
        await expect(ledger.settle(claim, { state: "failed", reason: "late" }, noon)).rejects.toBeInstanceOf(ClaimLost);
      });

      test("beginning a part puts it in doubt and renews the claim", async () => {
        const { ledger } = storeHome.store;
        const claim = await claimed();
        await ledger.begin(claim, 0, frozen, noon.add({ seconds: 59 }), 60_000);
        expect(await ledger.find(claim.delivery.id)).toMatchObject({ inFlight: 0 });
        expect(await ledger.claim(claim.delivery.id, noon.add({ seconds: 100 }), 60_000)).toBeNull();
      });

      test("parts are recorded in their order, once each however often the answer is recorded", async () => {
        const { ledger } = storeHome.store;
        const claim = await claimed();
        const [root, reply] = [
          { ref: "1", cid: "bafy", url: "https://bsky.app/1" },
          { ref: "2", cid: "bafz", url: null },
        ];
        for (const [index, published] of [root, reply].entries()) {
          await ledger.begin(claim, index, null, noon, 60_000);
          await ledger.record(claim, index, published);
        }
        await ledger.record(claim, 1, reply);
        expect(await ledger.find(claim.delivery.id)).toMatchObject({ published: [root, reply], inFlight: null });
      });

      test("a part that is certainly not out is in doubt no more", async () => {
        const { ledger } = storeHome.store;
        const claim = await claimed();
        await ledger.begin(claim, 1, null, noon, 60_000);
        await ledger.retract(claim, 0);
        expect(await ledger.find(claim.delivery.id)).toMatchObject({ inFlight: 1 });
        await ledger.retract(claim, 1);
        expect(await ledger.find(claim.delivery.id)).toMatchObject({ inFlight: null, published: [] });
      });

      test("a post is frozen with its first part, comes back to the byte, and stays as it is when others begin", async () => {
        const { ledger } = storeHome.store;
        const claim = await claimed();
        await ledger.begin(claim, 0, frozen, noon, 60_000);
        await ledger.begin(claim, 1, null, noon, 60_000);
        expect((await ledger.find(claim.delivery.id))?.composed).toEqual(composed);
      });

      test("what is settled is done: it can not be claimed, and is no longer open", async () => {
        const { ledger } = storeHome.store;
        const claim = await claimed();
        const published = [{ ref: "outbox:1", url: null }];
        await ledger.settle(claim, { state: "sent", composed, published }, noon);
        const settled = await ledger.find(claim.delivery.id);
        expect(settled).toMatchObject({ state: "sent", rehearsed: false, reason: null, inFlight: null, composed, published });
        expect(settled?.settledAt?.toString()).toBe(noon.toString());
        expect(await ledger.claim(claim.delivery.id, noon.add({ hours: 100 }), 60_000)).toBeNull();
        expect(await ledger.open()).toEqual([]);
        await expect(ledger.settle(claim, { state: "failed", reason: "again" }, noon)).rejects.toBeInstanceOf(ClaimLost);
      });

      test("an outbox takes a delivery that is due, once", async () => {
        const { ledger } = storeHome.store;
        const published = [{ ref: "outbox:1", url: null }];
        const { id } = await openDelivery();
        const taken = await Promise.all([1, 2, 3].map(() => ledger.rehearse(id, { composed }, published, noon)));
        // Whichever of them the server lets through first.
        expect(taken.filter(Boolean)).toHaveLength(1);
        expect(await ledger.find(id)).toMatchObject({ state: "sent", rehearsed: true, attempts: 1, composed, published });
      });

      test("an outbox leaves alone what a worker holds", async () => {
        const { ledger } = storeHome.store;
        const { delivery } = await claimed();
        expect(await ledger.rehearse(delivery.id, { composed }, [], noon)).toBe(false);
      });

      test.each(["failed", "skipped", "unknown"] as const)("a %s delivery keeps its reason and the part in doubt", async (state) => {
        const { ledger } = storeHome.store;
        const claim = await claimed();
        await ledger.begin(claim, 0, frozen, noon, 60_000);
        await ledger.settle(claim, { state, reason: "the line broke" }, noon);
        expect(await ledger.find(claim.delivery.id)).toMatchObject({ state, reason: "the line broke", inFlight: 0 });
        expect((await ledger.countByState())[state]).toBe(1);
        expect(await ledger.claim(claim.delivery.id, noon.add({ hours: 100 }), 60_000)).toBeNull();
      });

      test("a delivery that is put back is due again, with the reason and the time of the next attempt", async () => {
        const { ledger } = storeHome.store;
        const claim = await claimed();
        const retryAt = noon.add({ minutes: 7, microseconds: 1 });
        await ledger.settle(claim, { state: "due", reason: "flood wait", retryAt }, noon);
        const [delivery] = await ledger.open();
        expect(delivery).toMatchObject({ state: "due", reason: "flood wait", settledAt: null });
        expect(delivery?.retryAt?.toString()).toBe(retryAt.toString());
        expect(await ledger.claim(claim.delivery.id, retryAt.subtract({ microseconds: 1 }), 60_000)).toBeNull();
        expect((await ledger.claim(claim.delivery.id, retryAt, 60_000))?.delivery.attempts).toBe(2);
      });
    });

    describe("remembers:", () => {
      test("each account's session and limits, one without losing the other", async () => {
        const { accounts } = storeHome.store;
        expect([await accounts.read("bluesky"), await accounts.readLimits("bluesky")]).toEqual([null, null]);
        await accounts.writeLimits("mastodon", mastodonDefaultLimits);
        await accounts.write("mastodon", "sealed-1");
        await accounts.write("mastodon", "sealed-2");
        await accounts.writeLimits("bluesky", blueskyLimits);
        expect(await accounts.read("mastodon")).toBe("sealed-2");
        expect(await accounts.readLimits("mastodon")).toEqual(mastodonDefaultLimits);
        expect(await accounts.readLimits("bluesky")).toEqual(blueskyLimits);
      });

      test("the last run of each job, also where an older one is written late", async () => {
        const { runs } = storeHome.store;
        const run = (job: string, minute: number, ok = true) => ({
          job,
          at: noon.add({ minutes: minute }),
          ok,
          summary: `${job} ${minute}`,
        });
        for (const one of [run("plan-posts", 0), run("dispatch-due", 1), run("dispatch-due", 3, false), run("dispatch-due", 2)])
          await runs.write(one);
        expect(plain(await runs.last())).toEqual(plain([run("dispatch-due", 3, false), run("plan-posts", 0)]));
      });
    });
  });
