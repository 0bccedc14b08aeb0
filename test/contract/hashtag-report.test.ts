import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dispatchDue } from "../../jobs/dispatch-due.ts";
import { reportHashtagsOfWeek } from "../../jobs/report-hashtags.ts";
import { watchHashtags } from "../../jobs/watch-hashtags.ts";
import { instantOfHour, hourOf } from "../../src/campaign/hashtags/seen-post.ts";
import { approvePost } from "../../src/decisions/approve-post.ts";
import { sara, imprisoned } from "../unit/a-sara.ts";
import { openOccasions } from "./occasions-fixture.ts";

type Scene = Awaited<ReturnType<typeof openOccasions>>;
const id = "2027-06-07/own/hashtags";
let scene: Scene;

beforeAll(async () => {
  scene = await openOccasions();
});
afterAll(() => scene[Symbol.asyncDispose]());
beforeEach(async () => {
  await scene.empty();
  await scene.store.pool.query("truncate rollcall.hashtag_counts, rollcall.hashtag_coverage");
  scene.prisoners.clear();
  scene.campaign = { ...scene.campaign, hashtags: { always: [], tracked: ["#FreeViasna", "#FreeSara"] } };
});

/** Posts with a hashtag, counted on Bluesky. */
const count = async (tag: string, at: string, posts: number): Promise<void> => {
  const hour = hourOf(Temporal.Instant.from(at).epochMilliseconds);
  await scene.store.hashtags.change("bluesky", instantOfHour(hour), [], () => ({
    posts: [],
    counts: Array.from({ length: posts }, () => ({ tag, hour, by: 1 as const })),
    coverage: [],
  }));
};
const listen = (from: string, to: string): Promise<void> => {
  const [begun, ended] = [Temporal.Instant.from(from), Temporal.Instant.from(to)];
  return scene.store.hashtags.change("bluesky", ended, [], () => ({
    posts: [],
    counts: [],
    coverage: [{ network: "bluesky", source: "jetstream.example", from: begun, to: ended, complete: true }],
  }));
};
const approve = (): Promise<unknown> => approvePost(scene.context, id, "Anna");

describe("the weekly post about the hashtags", () => {
  beforeEach(async () => {
    await listen("2027-05-01T00:00:00Z", "2027-06-07T01:00:00Z");
    await count("freeviasna", "2027-06-02T10:00:00Z", 5);
    scene.at("2027-06-07T04:00:00Z");
  });

  test("waits for a yes, goes out once with the numbers that were approved, and is made once", async () => {
    await reportHashtagsOfWeek.run(scene.context);
    expect(await scene.store.posts.find(id)).toMatchObject({
      status: "held",
      reason: expect.stringContaining("waits for a campaigner's yes"),
    });
    expect(scene.notices.filter(({ choices }) => choices?.[0]?.kind === "approve")).toHaveLength(1);
    // A post that is counted later changes nothing of what is looked at and approved.
    await count("freeviasna", "2027-06-03T10:00:00Z", 70);
    await reportHashtagsOfWeek.run(scene.context);
    scene.at("2027-06-07T16:00:00Z");
    await scene.minute();
    expect(await scene.said()).toEqual(new Map());
    await approve();
    await scene.minute();
    await scene.minute();
    const said = [...(await scene.said())].filter(([key]) => key.startsWith("own/hashtags@"));
    expect(said.length).toBe(scene.campaign.accounts.length);
    expect(said.map(([, text]) => text).join("\n")).toContain("#FreeViasna: 5\n");
    await reportHashtagsOfWeek.run(scene.context);
    expect(await scene.store.posts.find(id)).toMatchObject({ status: "dispatched" });
  });

  test("that nobody approves is skipped, and is not made again", async () => {
    await reportHashtagsOfWeek.run(scene.context);
    scene.at("2027-06-08T06:00:00Z");
    await scene.minute();
    expect(await scene.store.posts.find(id)).toMatchObject({ status: "skipped" });
    expect(await scene.said()).toEqual(new Map());
  });

  test("is looked at again where somebody whose call it tells of is free by then", async () => {
    const free = { kind: "released", since: "2027-06-06", checked: "2027-06-07", sources: ["viasna"] };
    const person = sara({ status: { ...imprisoned, checked: "2027-06-01" }, hashtags: ["#FreeSara"] });
    scene.prisoners.set(person.slug, person);
    await count("freesara", "2027-06-02T10:00:00Z", 9);
    await reportHashtagsOfWeek.run(scene.context);
    await approve();
    expect(await scene.store.posts.find(id)).toMatchObject({ status: "scheduled" });
    scene.prisoners.set(person.slug, sara({ status: free, hashtags: ["#FreeSara"] }));
    scene.at("2027-06-07T16:00:00Z");
    await scene.minute();
    expect(await scene.store.posts.find(id)).toMatchObject({ status: "held" });
    expect([...(await scene.said()).keys()].filter((key) => key.startsWith("own/"))).toEqual([]);
  });

  test("is none where nobody listened or nothing was counted, nor where it is switched off", async () => {
    scene.campaign = { ...scene.campaign, tracking: { ...scene.campaign.tracking, report: false } };
    await reportHashtagsOfWeek.run(scene.context);
    scene.campaign = { ...scene.campaign, tracking: { ...scene.campaign.tracking, report: { day: "monday", time: "18:00" } } };
    await scene.store.pool.query("truncate rollcall.hashtag_coverage");
    await reportHashtagsOfWeek.run(scene.context);
    await listen("2027-05-01T00:00:00Z", "2027-06-07T01:00:00Z");
    await scene.store.pool.query("truncate rollcall.hashtag_counts");
    await reportHashtagsOfWeek.run(scene.context);
    await dispatchDue.run(scene.context);
    expect(await scene.store.posts.find(id)).toBeNull();
  });
});

test("a hashtag far above its usual is told of once a day, with the numbers", async () => {
  await listen("2027-05-01T00:00:00Z", "2027-06-07T15:10:00Z");
  await count("freeviasna", "2027-06-02T10:00:00Z", 8);
  await count("freeviasna", "2027-06-07T14:00:00Z", 25);
  const told = (): string[] => scene.notices.filter(({ key }) => key.startsWith("spike:")).map(({ key, text }) => `${key} ${text}`);
  scene.at("2027-06-07T14:50:00Z");
  await watchHashtags.run(scene.context);
  await count("freeviasna", "2027-06-07T15:00:00Z", 200);
  scene.at("2027-06-07T15:10:00Z");
  await watchHashtags.run(scene.context);
  expect(new Set(told().map((one) => one.split(" ")[0]))).toEqual(new Set(["spike:freeviasna:2027-06-07"]));
  expect(told()[0]).toContain("#FreeViasna: 25 posts in the hour from");
  expect(told()[0]).toContain("(Bluesky 25), more than 3 times its highest hour of the 7 days before (8).");
});
