import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ComposedPost } from "../../src/compose/composed-post.ts";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import type { Delivery, Settlement } from "../../src/delivery/ledger.ts";
import { aPostOfItsOwn, evening, noon } from "./a-stored-post.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const part = (text: string) => ({ text, length: text.length, limit: 300, media: [], card: null });
const thread = (...texts: string[]): ComposedPost => ({ network: "telegram", account: "telegram", language: "be", parts: texts.map(part) });
const message = (id: number) => ({ ref: String(id), url: `https://t.me/everyname/${id}` });

for (const home of storeHomes)
  describe.skipIf(!home.here)(`on ${home.name}`, () => {
    let storeHome: StoreHome;
    let post: PlannedPost;
    let id: string;
    beforeAll(async () => {
      storeHome = await home.open();
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(async () => {
      await storeHome.empty();
      post = aPostOfItsOwn();
      id = `${post.id}@telegram`;
    });

    const decisions = async (about = post.id): Promise<string[]> => {
      const read = await storeHome.store.decisions.read({ about, limit: 100 });
      return read.map(({ kind, account, who, reason }) => [kind, account, who, reason].filter((word) => word !== null).join(" | "));
    };
    const replan = (posts: PlannedPost[]) => storeHome.store.posts.replan("profile", post.date, post.date, posts);
    const open = async (): Promise<void> => {
      const { posts, ledger } = storeHome.store;
      await posts.add(post);
      const { kind, subject, at, notAfter } = post;
      await ledger.dispatch(post.id, [{ id, postId: post.id, kind, subject, account: "telegram", network: "telegram", at, notAfter }]);
    };
    const find = async (): Promise<Delivery> => (await storeHome.store.ledger.find(id))!;
    /** Sends the first part of a thread and settles as told. */
    const attempt = async (composed: ComposedPost, settlement: Settlement, options: { readonly inDoubt?: boolean } = {}): Promise<void> => {
      const { ledger } = storeHome.store;
      const claim = (await ledger.claim(id, noon, 60_000))!;
      await ledger.begin(claim, 0, { composed, basis: "imprisoned" }, noon, 60_000);
      if (options.inDoubt !== true) await ledger.retract(claim, 0);
      await ledger.settle(claim, settlement, noon);
    };

    describe("the record of decisions", () => {
      test("tells a post's life, in its order, with the reason and who decided", async () => {
        const { posts } = storeHome.store;
        await replan([post]);
        await replan([{ ...post, status: "held", reason: "not checked" }]);
        await replan([{ ...post, status: "held", reason: "not checked" }]);
        await posts.approve(post.id, "Ania");
        await replan([post]);
        await posts.settle(post.id, "skipped", "too late");
        expect(await decisions()).toEqual(["planned", "held | not checked", "approved | Ania", "planned", "skipped | too late"]);
        expect(await decisions(post.subject)).toEqual(await decisions());
      });

      test("tells what became of it on each account", async () => {
        await open();
        const composed = thread("one");
        await attempt(composed, { state: "due", reason: "flood wait", retryAt: null });
        await attempt(composed, { state: "due", reason: "status is unknown", retryAt: null, held: true });
        await attempt(composed, { state: "sent", composed, published: [message(7)] });
        expect(await decisions()).toEqual([
          "planned",
          "dispatched",
          "held | telegram | status is unknown",
          "sent | telegram | https://t.me/everyname/7",
        ]);
      });

      test("tells that a post will be written anew, and that one vanished from the plan", async () => {
        await storeHome.store.posts.replan("profile", post.date, post.date, [{ ...post, basis: "imprisoned" }]);
        const changes = await storeHome.store.posts.replan("profile", post.date, post.date, [{ ...post, basis: "released" }]);
        expect(changes).toMatchObject([{ id: post.id, before: "scheduled", after: "scheduled", rewritten: true }]);
        expect(await replan([])).toMatchObject([{ id: post.id, before: "scheduled", after: null }]);
        expect(await decisions()).toEqual(["planned", "rewritten", "removed"]);
      });

      test("is only added to, whoever asks", async () => {
        await replan([post]);
        const { pool } = storeHome.store;
        for (const change of [
          "update rollcall.decisions set who = 'somebody'",
          "delete from rollcall.decisions",
          "truncate rollcall.decisions",
        ])
          await expect(pool.query(change)).rejects.toThrow("only added to");
        expect(await decisions()).toEqual(["planned"]);
      });

      test("is read from the newest back, as many as wanted", async () => {
        await replan([post]);
        await replan([{ ...post, status: "held", reason: "one" }]);
        await replan([{ ...post, status: "held", reason: "two" }]);
        const read = await storeHome.store.decisions.read({ about: post.id, limit: 2 });
        expect(read.map(({ reason }) => reason)).toEqual(["one", "two"]);
        const [last] = read.toReversed();
        expect(await storeHome.store.decisions.read({ about: post.id, since: last!.at, limit: 10 })).toHaveLength(1);
      });
    });

    describe("a waiting delivery", () => {
      beforeEach(open);

      test("is held once for one reason, and let go", async () => {
        const { ledger } = storeHome.store;
        expect(await ledger.hold(id, "unknown", evening)).toBe(true);
        expect(await ledger.hold(id, "unknown", evening)).toBe(false);
        expect(await find()).toMatchObject({ state: "due", held: true, reason: "unknown" });
        expect(await ledger.claim(id, noon, 60_000)).toBeNull();
        expect(await ledger.letGo(id)).toBe(true);
        expect(await ledger.letGo(id)).toBe(false);
        expect(await find()).toMatchObject({ state: "due", held: false, reason: null, retryAt: null });
      });

      test("that a worker holds is nobody else's to hold or to give up", async () => {
        const { ledger } = storeHome.store;
        await ledger.claim(id, noon, 60_000);
        expect([await ledger.hold(id, "unknown", evening), await ledger.skip(id, "gone", noon)]).toEqual([false, false]);
      });

      test("is given up only where nothing of it is out or in doubt", async () => {
        const { ledger } = storeHome.store;
        await attempt(thread("one", "two"), { state: "due", reason: "cut off", retryAt: null }, { inDoubt: true });
        expect(await ledger.skip(id, "gone", noon)).toBe(false);
      });

      test("is given up with the reason", async () => {
        expect(await storeHome.store.ledger.skip(id, "gone", noon)).toBe(true);
        expect(await find()).toMatchObject({ state: "skipped", reason: "gone" });
      });
    });

    describe("a delivery in doubt", () => {
      beforeEach(async () => {
        await open();
        await attempt(thread("one", "two"), { state: "unknown", reason: "cut off" }, { inDoubt: true });
      });

      test("goes on with the next part when somebody found it, and the record names them", async () => {
        const { ledger } = storeHome.store;
        expect(await ledger.confirm(id, message(7), "Ania", noon)).toBe(true);
        expect(await ledger.confirm(id, message(8), "Yan", noon)).toBe(false);
        expect(await find()).toMatchObject({ state: "due", inFlight: null, published: [message(7)], reason: null });
        expect((await decisions()).at(-1)).toBe("settled | telegram | Ania | it is there");
      });

      test("is sent when the part that was found is the last one", async () => {
        const { ledger } = storeHome.store;
        await ledger.confirm(id, message(7), null, noon);
        const claim = (await ledger.claim(id, noon, 60_000))!;
        await ledger.begin(claim, 1, null, noon, 60_000);
        await ledger.settle(claim, { state: "unknown", reason: "cut off" }, noon);
        await ledger.confirm(id, message(8), "Ania", noon);
        expect(await find()).toMatchObject({ state: "sent", published: [message(7), message(8)], inFlight: null });
        expect((await find()).settledAt?.toString()).toBe(noon.toString());
      });

      test("is due again when somebody is sure that it is not out, for as long as they say", async () => {
        const { ledger } = storeHome.store;
        const later = evening.add({ hours: 1 });
        expect(await ledger.resend(id, "Ania", later)).toBe(true);
        expect(await find()).toMatchObject({ state: "due", inFlight: null, retryAt: null });
        expect((await find()).notAfter.toString()).toBe(later.toString());
        expect(await ledger.resend(id, "Yan", later)).toBe(false);
        expect((await decisions()).at(-1)).toBe("settled | telegram | Ania | send it again");
      });
    });

    test("what is in doubt when all claims are ended is in doubt from then on", async () => {
      const { ledger } = storeHome.store;
      await open();
      const claim = (await ledger.claim(id, noon, 60_000))!;
      await ledger.begin(claim, 0, { composed: thread("one"), basis: "x" }, noon, 60_000);
      expect((await find()).doubtSince?.toString()).toBe(noon.toString());
      await ledger.endClaims(evening);
      expect((await find()).doubtSince?.toString()).toBe(evening.toString());
    });

    test("what else went out on an account lately is known by its names, albums and all, and nothing of other accounts or of itself", async () => {
      const { ledger } = storeHome.store;
      await open();
      await attempt(thread("one"), { state: "sent", composed: thread("one"), published: [{ ...message(7), album: ["8", "9"] }] });
      const other = { id: "another", account: "telegram", at: noon.add({ hours: 60 }) };
      expect(await ledger.refsOfOthers(other)).toEqual(new Set(["7", "8", "9"]));
      expect(await ledger.refsOfOthers({ ...other, id })).toEqual(new Set());
      expect(await ledger.refsOfOthers({ ...other, account: "mastodon" })).toEqual(new Set());
      expect(await ledger.refsOfOthers({ ...other, at: noon.add({ hours: 73 }) })).toEqual(new Set());
    });

    describe("an account", () => {
      test("is left alone as long as its server asked for, and a shorter wait never replaces a longer one", async () => {
        const { accounts } = storeHome.store;
        await accounts.keepQuiet("telegram", evening);
        await accounts.keepQuiet("telegram", noon);
        expect((await accounts.standing("telegram")).quietUntil?.toString()).toBe(evening.toString());
        expect(await accounts.standing("nobody")).toEqual({
          account: "nobody",
          quietUntil: null,
          pause: null,
          trialSince: null,
          probes: 0,
        });
      });

      test("is paused once, tried, and goes on once; the record tells both", async () => {
        const { accounts, decisions: log } = storeHome.store;
        const account = `telegram-${post.subject}-${home.name}`;
        expect([await accounts.pause(account, "401", noon, evening), await accounts.pause(account, "403", noon, evening)]).toEqual([
          true,
          false,
        ]);
        await accounts.probed(account, "401 still", evening);
        expect(await accounts.paused()).toMatchObject([{ account, pause: { reason: "401 still" }, probes: 1 }]);
        expect([await accounts.resume(account), await accounts.resume(account)]).toEqual([true, false]);
        expect(await accounts.paused()).toEqual([]);
        const told = (await log.read({ limit: 1000 })).filter((decision) => decision.account === account).map(({ kind }) => kind);
        expect(told).toEqual(["paused", "resumed"]);
      });

      test("that is paused again before anything went out was never well: it is the same pause, until something goes out", async () => {
        const { accounts } = storeHome.store;
        const account = `telegram-${post.subject}`;
        await accounts.pause(account, "401", noon, noon);
        await accounts.resume(account);
        expect((await accounts.standing(account)).trialSince?.toString()).toBe(noon.toString());
        await accounts.pause(account, "403", evening, evening);
        expect(await accounts.standing(account)).toMatchObject({ pause: { reason: "403" }, trialSince: null, probes: 1 });
        expect((await accounts.standing(account)).pause?.since.toString()).toBe(noon.toString());
        await accounts.resume(account);
        expect([await accounts.proven(account), await accounts.proven(account)]).toEqual([true, false]);
        await accounts.pause(account, "401", evening, evening);
        expect((await accounts.standing(account)).pause?.since.toString()).toBe(evening.toString());
        expect((await accounts.standing(account)).probes).toBe(0);
      });

      test("gives one post its turn, keeps the next waiting, and the same post goes on", async () => {
        const { accounts } = storeHome.store;
        const interval = 600_000;
        const took = await Promise.all(["a", "b", "c"].map((delivery) => accounts.takeTurn("telegram", delivery, noon, interval)));
        const later = noon.add({ minutes: 10 }).toString();
        expect(took.map((until) => until?.toString() ?? "").toSorted()).toEqual(["", later, later]);
        const winner = ["a", "b", "c"][took.indexOf(null)]!;
        expect(await accounts.takeTurn("telegram", winner, noon.add({ minutes: 1 }), interval)).toBeNull();
        expect(await accounts.takeTurn("telegram", "d", noon.add({ minutes: 10 }), interval)).not.toBeNull();
        expect(await accounts.takeTurn("telegram", "d", noon.add({ minutes: 11 }), interval)).toBeNull();
        expect(await accounts.takeTurn("mastodon", "a", noon, interval)).toBeNull();
      });

      test("is free again for the next where nothing came of a turn, or where the turn is of a clock that was ahead", async () => {
        const { accounts } = storeHome.store;
        await accounts.takeTurn("telegram", "a", noon, 600_000);
        await accounts.yieldTurn("telegram", "b");
        expect(await accounts.takeTurn("telegram", "c", noon, 600_000)).not.toBeNull();
        await accounts.yieldTurn("telegram", "a");
        expect(await accounts.takeTurn("telegram", "c", evening, 600_000)).toBeNull();
        expect(await accounts.takeTurn("telegram", "d", noon, 600_000)).toBeNull();
      });
    });

    describe("a withdrawal", () => {
      beforeEach(open);

      test("stops what is not sent yet, and is asked for once", async () => {
        const { withdrawals } = storeHome.store;
        await withdrawals.ask([id], "Ania", noon);
        await withdrawals.ask([id], "Yan", noon);
        expect(await find()).toMatchObject({ state: "skipped" });
        expect(await withdrawals.find(id)).toMatchObject({ state: "due", askedBy: "Ania" });
        await withdrawals.finish(id, "done", "nothing of it was out");
        expect(await withdrawals.due(noon)).toEqual([]);
        expect((await decisions()).slice(-3)).toEqual([
          "skipped | telegram | It was withdrawn.",
          "withdrawal-asked | telegram | Ania",
          "withdrawn | telegram | Ania | nothing of it was out",
        ]);
      });

      test("does not stop a worker that is sending it just now", async () => {
        const { withdrawals, ledger } = storeHome.store;
        const claim = (await ledger.claim(id, noon, 60_000))!;
        await withdrawals.ask([id], "Ania", noon);
        expect(await withdrawals.stop(id, noon)).toBe(false);
        await ledger.settle(claim, { state: "due", reason: "busy", retryAt: null }, noon);
        expect(await withdrawals.stop(id, noon)).toBe(true);
        expect(await ledger.claim(id, evening, 60_000)).toBeNull();
      });

      test("waits when it could not be done now, and is due again when it was refused and somebody asks again", async () => {
        const { withdrawals } = storeHome.store;
        await withdrawals.ask([id], "Ania", noon);
        await withdrawals.postpone(id, "429", evening);
        expect([await withdrawals.due(noon), (await withdrawals.due(evening)).length]).toEqual([[], 1]);
        await withdrawals.finish(id, "refused", "too old");
        expect(await withdrawals.refused()).toMatchObject([{ deliveryId: id, outcome: "too old" }]);
        await withdrawals.ask([id], "Yan", noon);
        expect(await withdrawals.due(noon)).toMatchObject([{ deliveryId: id, askedBy: "Yan" }]);
      });

      test("concerns what is public or may be, and nothing that was rehearsed or taken back already", async () => {
        const { ledger, withdrawals } = storeHome.store;
        expect(await ledger.publishedAbout(post.subject)).toEqual([]);
        await attempt(thread("one"), { state: "unknown", reason: "cut off" }, { inDoubt: true });
        expect(await ledger.publishedAbout(post.subject)).toMatchObject([{ id }]);
        expect(await ledger.publishedSubjects()).toEqual([{ kind: post.kind, subject: post.subject, people: null }]);
        await withdrawals.ask([id], "Ania", noon);
        expect(await ledger.publishedAbout(post.subject)).toHaveLength(1);
        await withdrawals.finish(id, "done", "deleted");
        expect(await ledger.publishedAbout(post.subject)).toEqual([]);
        expect(await ledger.publishedSubjects()).toEqual([]);
      });
    });

    test("a notice is added once, told, found by its message, and answered by whoever comes first", async () => {
      const { notices } = storeHome.store;
      const choices = [{ kind: "approve", postId: post.id }] as const;
      expect(await notices.add({ key: "a", text: "first", choices, at: noon })).toBe(true);
      expect(await notices.add({ key: "a", text: "again", at: noon })).toBe(false);
      await notices.add({ key: "b", text: "second", at: noon });
      const [first, second] = await notices.untold();
      expect([first, second]).toMatchObject([
        { text: "first", choices, message: null, answeredBy: null },
        { text: "second", choices: [] },
      ]);
      await notices.told(first!.id, 4_294_967_296);
      expect((await notices.untold()).map(({ id: notice }) => notice)).toEqual([second!.id]);
      expect(await notices.ofMessage(4_294_967_296)).toMatchObject({ id: first!.id });
      await notices.answered(first!.id, "Ania", "approved");
      await notices.answered(first!.id, "Yan", "sent away");
      expect(await notices.find(first!.id)).toMatchObject({ answeredBy: "Ania", outcome: "approved" });
      expect(await notices.find(999_999)).toBeNull();
    });
  });
