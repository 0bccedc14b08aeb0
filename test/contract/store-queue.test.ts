import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OwnWords } from "../../src/campaign/own/own-words.ts";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { aPostOfItsOwn, noon } from "./a-stored-post.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const words: OwnWords = { texts: { "*": "Write a letter." }, link: null, image: null, thread: false, author: "Ania", basis: null };

for (const home of storeHomes)
  describe.skipIf(!home.here)(`campaigners' decisions on ${home.name}`, () => {
    let storeHome: StoreHome;
    let post: PlannedPost;
    beforeAll(async () => {
      storeHome = await home.open();
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(async () => {
      await storeHome.empty();
      post = aPostOfItsOwn();
    });
    const replan = () => storeHome.store.posts.replan("profile", post.date, post.date, [post]);
    const find = () => storeHome.store.posts.find(post.id);
    const told = async (): Promise<string[]> =>
      (await storeHome.store.decisions.read({ about: post.id, limit: 100 })).map(({ kind, who }) => `${kind} ${who ?? ""}`.trim());

    test("a post that somebody holds stays held when it is planned again, settled or handed out, until it is let go", async () => {
      const { posts, ledger } = storeHome.store;
      await replan();
      expect(await posts.holdByHand(post.id, "Yan", "wait")).toBe(true);
      expect(await replan()).toEqual([]);
      expect(await posts.settle(post.id, "scheduled", null)).toBe(false);
      expect(await ledger.dispatch(post.id, [])).toBe(false);
      expect(await find()).toMatchObject({ status: "held", reason: "wait", heldBy: "Yan" });
      expect(await posts.letGo(post.id, "Ania")).toBe(true);
      expect(await posts.letGo(post.id, "Ania")).toBe(false);
      expect(await find()).toMatchObject({ status: "scheduled", reason: null, heldBy: null });
      expect(await ledger.dispatch(post.id, [])).toBe(true);
      expect(await told()).toEqual(["planned", "held Yan", "let-go Ania", "planned Ania", "dispatched"]);
    });

    test("a cancelled post is not planned again", async () => {
      const { posts } = storeHome.store;
      await replan();
      expect(await posts.cancel(post.id, "Yan", "Cancelled by Yan.")).toBe(true);
      expect(await replan()).toEqual([]);
      expect(await posts.cancel(post.id, "Yan", "Cancelled by Yan.")).toBe(false);
      expect(await find()).toMatchObject({ status: "skipped", cancelledBy: "Yan" });
      expect(await told()).toEqual(["planned", "skipped Yan"]);
    });

    test("edited words stay when the plan is made again; the approval goes where what is said changed", async () => {
      const { posts } = storeHome.store;
      await replan();
      await posts.approve(post.id, "Yan");
      expect(await posts.edit(post.id, { words, keepsApproval: true }, "Ania")).toBe(true);
      expect(await find()).toMatchObject({ approvedBy: "Yan", words });
      expect(await posts.edit(post.id, { words: { ...words, texts: { en: "Two." } }, keepsApproval: false }, "Ania")).toBe(true);
      await replan();
      expect(await find()).toMatchObject({ approvedBy: null, words: { texts: { en: "Two." } }, accounts: ["telegram"] });
      expect(await told()).toEqual(["planned", "approved Yan", "edited Ania", "edited Ania", "approval-taken-back Ania"]);
    });

    test("what was handed out is not changed any more", async () => {
      const { posts, ledger } = storeHome.store;
      await posts.add({ ...post, kind: "own" }, null, words);
      expect(await find()).toMatchObject({ kind: "own", draft: null, words, heldBy: null, cancelledBy: null });
      await ledger.dispatch(post.id, []);
      expect(await posts.edit(post.id, { words: null, keepsApproval: false }, "Ania")).toBe(false);
      expect(await posts.holdByHand(post.id, "Ania", "wait")).toBe(false);
      expect(await posts.cancel(post.id, "Ania", "no")).toBe(false);
      expect(await told()).toEqual(["planned Ania", "dispatched"]);
    });

    test("a timing is kept with its post, and moved only where it means something else", async () => {
      const { posts } = storeHome.store;
      const timing = { kind: "at", wall: "2026-12-01T11:00", zone: "Europe/Vilnius" } as const;
      await posts.add({ ...post, kind: "own" }, null, words, { timing });
      expect(await find()).toMatchObject({ timing, series: null });
      const there = { date: post.date, at: noon, notAfter: post.notAfter, timing };
      expect(await posts.move(post.id, there)).toBe(false);
      const to = { ...there, at: noon.add({ hours: 1 }), timing: { ...timing, zone: "Europe/London" } };
      expect(await posts.move(post.id, to)).toBe(true);
      expect(await posts.move(post.id, to)).toBe(false);
      expect(await find()).toMatchObject({ at: to.at, timing: to.timing });
      await posts.cancel(post.id, "Yan", "no");
      expect(await posts.move(post.id, there)).toBe(false);
    });

    test("a series has at most one post of a year, and knows how far it came", async () => {
      const { posts, series, decisions } = storeHome.store;
      const timing = { kind: "at", monthDay: "12-01", time: "11:00" } as const;
      const begun = { timing, firstYear: 2026, accounts: ["telegram"], words };
      const id = await series.begin(begun);
      expect(id).toMatch(/^yearly\/[1-9]\d*$/);
      expect(await series.find(id)).toEqual({ id, ...begun, endedBy: null, lastYear: null, waits: false });
      expect(await series.going()).toEqual([{ id, ...begun, endedBy: null, lastYear: null, waits: false }]);

      const yearly = (year: number) => ({
        timing: { kind: "at", wall: `${year}-12-01T11:00`, zone: "Europe/Vilnius" } as const,
        series: { id, year },
      });
      const own = { ...post, kind: "own" as const };
      expect(await posts.add(own, null, words, yearly(2026))).toBe(true);
      expect(await posts.add({ ...own, id: "another" }, null, words, yearly(2026))).toBe(false);
      expect(await posts.findOfSeries(id)).toMatchObject({ id: own.id, series: { id, year: 2026 } });
      expect(await series.going()).toMatchObject([{ lastYear: 2026, waits: true }]);
      await posts.cancel(own.id, "Yan", "not this year");
      expect(await posts.findOfSeries(id)).toBeNull();
      expect(await series.going()).toMatchObject([{ lastYear: 2026, waits: false }]);
      expect(await posts.add({ ...own, id: "next" }, null, words, yearly(2027))).toBe(true);
      expect(await series.going()).toMatchObject([{ lastYear: 2027, waits: true }]);

      expect(await series.edit(id, { words: { ...words, texts: { en: "Two." } }, firstYear: 2028 }, "Yan")).toBe(true);
      expect(await series.find(id)).toMatchObject({ words: { texts: { en: "Two." } }, firstYear: 2028, timing });
      expect(await series.end(id, "Ania")).toBe(true);
      expect(await series.end(id, "Ania")).toBe(false);
      expect(await series.edit(id, { firstYear: 2029 }, "Yan")).toBe(false);
      expect(await series.find(id)).toMatchObject({ endedBy: "Ania", firstYear: 2028 });
      expect(await series.going()).toEqual([]);
      const said = await decisions.read({ about: id, limit: 10 });
      expect(said.map(({ kind, who }) => `${kind} ${who ?? ""}`)).toEqual(["series-begun Ania", "edited Yan", "series-ended Ania"]);
      for (const nonsense of ["yearly/0", "yearly/999999", "2026-12-01/own/1", "yearly/1; drop"]) {
        expect(await series.find(nonsense)).toBeNull();
        expect(await series.end(nonsense, "Ania")).toBe(false);
      }
    });
  });
