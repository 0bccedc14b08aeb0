import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { createPostsToShow } from "../../src/posts-to-show.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const date = Temporal.PlainDate.from("2026-12-01");
const at = Temporal.Instant.from("2026-12-01T09:00:00Z");
const post = (subject: string): PlannedPost => ({
  id: `2026-12-01/profile/${subject}`,
  kind: "profile",
  subject,
  date,
  at,
  notAfter: at.add({ hours: 12 }),
  accounts: ["telegram"],
  status: "scheduled",
  reason: null,
});

let home: StoreHome;
beforeAll(async () => {
  home = await storeHomes[0]!.open();
});
afterAll(() => home[Symbol.asyncDispose]());

test("a post that campaigners took back is shown to nobody who asks for the day's posts", async () => {
  const { posts, ledger, withdrawals } = home.store;
  await posts.replan("profile", date, date, [post("ann"), post("bob")]);
  const shown = async (): Promise<string[]> => (await createPostsToShow(home.store)(date, date)).map(({ subject }) => subject);
  expect(await shown()).toEqual(["ann", "bob"]);

  const { id, kind, subject, notAfter } = post("bob");
  await ledger.dispatch(id, [{ id: `${id}@telegram`, postId: id, kind, subject, account: "telegram", network: "telegram", at, notAfter }]);
  expect(await shown()).toEqual(["ann", "bob"]);
  await withdrawals.ask([`${id}@telegram`], "Ania", at);
  expect(await shown()).toEqual(["ann"]);
});
