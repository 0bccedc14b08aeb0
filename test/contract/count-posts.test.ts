import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { reportCounts } from "../../jobs/report-counts.ts";
import type { Count } from "../../src/campaign/count.ts";
import { approvePost } from "../../src/decisions/approve-post.ts";
import { openOccasions } from "./occasions-fixture.ts";

type Scene = Awaited<ReturnType<typeof openOccasions>>;
let scene: Scene;

beforeAll(async () => {
  scene = await openOccasions();
});
afterAll(() => scene[Symbol.asyncDispose]());

const row = (countedBy: string, date: string, figures: Partial<Count>): Count => ({
  date,
  countedBy,
  source: { title: "A page", url: "https://example.org/count" },
  ...figures,
});
const before = row("Viasna", "2027-05-25", { total: 1185, women: 160 });
const after = row("Viasna", "2027-06-01", { total: 1180, women: 164 });
const id = "2027-06-01/own/count-viasna-2027-06-01";

beforeEach(async () => {
  await scene.empty();
  scene.at("2027-06-01T06:00:00Z");
  scene.counts = [before, after, row("Somebody Else", "2027-05-31", { total: 1300 })];
});

const posts = async (): Promise<string[]> => {
  const day = Temporal.PlainDate.from("2027-06-01");
  return (await scene.store.posts.between(day.subtract({ days: 10 }), day.add({ days: 10 })))
    .filter(({ kind }) => kind === "own")
    .map((post) => `${post.id} ${post.status}`);
};
const ownSaid = async (): Promise<string[]> => [...(await scene.said())].filter(([key]) => key.startsWith("own/")).map(([, text]) => text);

test("new numbers of a counter are a post that waits for a yes, is made once, and goes out as it was approved", async () => {
  await reportCounts.run(scene.context);
  await reportCounts.run(scene.context);
  expect(await posts()).toEqual([`${id} held`]);
  expect(scene.notices).toMatchObject([
    { text: expect.stringContaining("waits for a campaigner's yes"), choices: [{ kind: "approve", postId: id }] },
  ]);
  await scene.minute();
  scene.at("2027-06-01T16:00:00Z");
  await scene.minute();
  expect(await ownSaid()).toEqual([]);
  await approvePost(scene.context, id, "Anna");
  await scene.minute();
  await scene.minute();
  const said = await ownSaid();
  expect(said).toHaveLength(scene.campaign.accounts.length);
  expect(said[0]).toContain(
    "+++ 164 women political prisoners +++ 1,180 in total +++ as of 1 June 2027 +++\n\nCounted by: Viasna\nAll: −5 since 25 May 2027\nWomen: +4 since 25 May 2027",
  );
});

test("numbers that were mended, or whose import was undone, hold what was approved of them", async () => {
  await reportCounts.run(scene.context);
  await approvePost(scene.context, id, "Anna");
  expect(await posts()).toEqual([`${id} scheduled`]);
  scene.counts = [before, { ...after, total: 1182 }];
  scene.at("2027-06-01T16:00:00Z");
  await scene.minute();
  expect(await scene.store.posts.find(id)).toMatchObject({ status: "held", reason: expect.stringContaining("recorded otherwise by now") });
  scene.counts = [before];
  await scene.minute();
  expect(await ownSaid()).toEqual([]);
});

test("in the evening the post is of the next day, and the day after makes no second one", async () => {
  scene.at("2027-06-01T15:30:00Z");
  await reportCounts.run(scene.context);
  scene.at("2027-06-02T06:00:00Z");
  await reportCounts.run(scene.context);
  expect(await posts()).toEqual(["2027-06-02/own/count-viasna-2027-06-01 held"]);
});

test("no change, an old change, a first number, one that is 'at least', or one of a month alone makes no post; nor does a campaign that wants none", async () => {
  const nothing = async (...counts: Count[]): Promise<void> => {
    scene.counts = counts;
    await reportCounts.run(scene.context);
    expect(await posts()).toEqual([]);
  };
  await nothing(before, { ...after, total: 1185, women: 160 });
  await nothing(row("Viasna", "2027-05-01", { total: 1 }), before);
  await nothing(after);
  await nothing({ ...before, atLeast: true }, after);
  await nothing(before, { ...after, atLeast: true });
  await nothing(before, { ...after, date: "2027-06" });
  await nothing(row("Another", "2027-05-25", { total: 1185 }), after);
  scene.campaign = { ...scene.campaign, countPosts: false };
  await nothing(before, after);
});
