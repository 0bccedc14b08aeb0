import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import { inputOf } from "../../jobs/post-input.ts";
import { reportHashtagsOfWeek } from "../../jobs/report-hashtags.ts";
import { hourOf } from "../../src/campaign/hashtags/seen-post.ts";
import { openJobContext } from "../../src/open-job-context.ts";
import { openDeskHouse } from "./campaigners-desk-fixture.ts";

test("the weekly post is composed for every account with a chart, whose alt text says the numbers in that account's language", async () => {
  await using house = await openDeskHouse();
  house.clock = () => Temporal.Instant.from("2026-12-07T08:00:00Z");
  const context = await openJobContext(house.app);
  const { hashtags, posts } = await house.app.store();
  const from = Temporal.Instant.from("2026-11-01T00:00:00Z");
  const to = Temporal.Instant.from("2026-12-07T07:00:00Z");
  await hashtags.change("bluesky", to, [], () => ({
    posts: [],
    counts: Array.from({ length: 12 }, () => ({
      tag: "freeviasna",
      hour: hourOf(Temporal.Instant.from("2026-12-02T10:00:00Z").epochMilliseconds),
      by: 1 as const,
    })),
    coverage: [{ network: "bluesky", source: "jetstream.example", from, to, complete: true }],
  }));
  expect(await reportHashtagsOfWeek.run(context)).toContain("waits for a yes");
  const post = (await posts.find("2026-12-07/own/hashtags"))!;
  const compose = await house.app.composePost();
  const texts = context.texts();
  for (const account of await house.app.accounts()) {
    const limits = await house.app.limits(account);
    const composed = await compose(inputOf(post, { content: context.content(), now: house.clock() }, { texts, account, limits }));
    expect(composed.parts).toHaveLength(1);
    const [part] = composed.parts;
    expect(part?.text).toContain("#FreeViasna: 12\n");
    const [picture] = part?.media ?? [];
    expect(picture?.alt).toContain(texts.say(account.language, "report-whole", { network: "Bluesky" }));
    expect(picture?.alt).toMatch(/#FreeViasna: .*12 \(2\D* /);
    expect(await sharp(await readFile(picture?.path ?? "")).metadata()).toMatchObject({ width: 1200, height: 630 });
  }
});
