import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OwnWords } from "../../src/campaign/own/own-words.ts";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const noon = Temporal.Instant.from("2026-12-01T09:00:00Z");
const words: OwnWords = { texts: { "*": "Write a letter." }, link: null, image: null, thread: false, author: "Ania", basis: null };

for (const home of storeHomes)
  describe.skipIf(!home.here)(`campaigners' decisions on ${home.name}`, () => {
    let storeHome: StoreHome;
    let number = 0;
    let post: PlannedPost;
    beforeAll(async () => {
      storeHome = await home.open();
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(async () => {
      await storeHome.empty();
      // The record of decisions stays, so each test has somebody of its own.
      const subject = `person-${(number += 1)}`;
      post = {
        id: `2026-12-01/profile/${subject}`,
        kind: "profile",
        subject,
        date: Temporal.PlainDate.from("2026-12-01"),
        at: noon,
        notAfter: noon.add({ hours: 12 }),
        accounts: ["telegram"],
        status: "scheduled",
        reason: null,
      };
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
  });
