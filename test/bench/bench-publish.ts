import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRestAPIClient } from "masto";
import { createDeliver } from "../../src/delivery/deliver.ts";
import { createMastodonPublisher } from "../../src/networks/mastodon/mastodon-publisher.ts";
import { systemClock } from "../../src/clock.ts";
import { openStore } from "../../src/store/open-store.ts";
import { startMastodonServer } from "../servers/mastodon/server.ts";
import { median, round, timeMs } from "./median.ts";

const count = 100;

/** One delivery of a text under the ledger, beside the SDK's own call to the same server; medians, in milliseconds. */
export const benchPublish = async () => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  try {
    const limit = { most: 1_000_000, seconds: 1 };
    await using server = await startMastodonServer({ rateLimits: { calls: limit } });
    await using store = await openStore({ dataFolder: folder });
    await using publisher = createMastodonPublisher({ account: "mastodon", url: server.url, token: server.token, clock: systemClock });
    const client = createRestAPIClient({ url: server.url, accessToken: server.token });
    const at = systemClock();
    const part = (text: string) => ({ text, length: text.length, limit: 500, media: [], card: null });
    const deliver = createDeliver({
      ledger: store.ledger,
      accounts: store.accounts,
      minIntervalMs: () => 0,
      settled: async () => {},
      judge: async () => ({ kind: "ready", basis: "imprisoned" }),
      clock: systemClock,
      publisherOf: async () => publisher,
      makeReady: async ({ id }) => ({
        kind: "ready",
        post: { network: "mastodon", account: "mastodon", language: "en", parts: [part(id)] },
        basis: "imprisoned",
      }),
    });
    const ours: number[] = [];
    const bare: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const postId = `2030-01-01/profile/person-${index}`;
      const id = `${postId}@mastodon`;
      const notAfter = at.add({ hours: 1 });
      await store.posts.add({
        id: postId,
        kind: "profile",
        subject: "x",
        date: Temporal.PlainDate.from("2030-01-01"),
        at,
        notAfter,
        accounts: [],
        status: "scheduled",
        reason: null,
      });
      await store.ledger.dispatch(postId, [
        { id, postId, kind: "profile", subject: "x", account: "mastodon", network: "mastodon", at, notAfter },
      ]);
      bare.push(
        await timeMs(() => client.v1.statuses.create({ status: `${id} bare` }, { requestInit: { headers: { "Idempotency-Key": id } } })),
      );
      ours.push(await timeMs(() => deliver(id)));
    }
    return { deliveryMs: round(median(ours)), bareCallMs: round(median(bare)), ratio: round(median(ours) / median(bare)) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
