import { setTimeout as pauseFor } from "node:timers/promises";
import { expect, test } from "vitest";
import { startJetstreamServer } from "../servers/jetstream/server.ts";
import { startTimelineServer } from "../servers/mastodon-timelines/server.ts";
import { runRollcallHere } from "./rollcall-here.ts";
import { createInstallation, startRollcall } from "./rollcall-process.ts";

const begunUs = 1_795_000_000_000_000;
const count = 4000;

const event = (number: number, operation: "create" | "delete", timeUs: number) => ({
  timeUs,
  text: JSON.stringify({
    did: `did:plc:author${number}`,
    time_us: timeUs,
    kind: "commit",
    commit: {
      rev: "3l3qo2vutsw2b",
      operation,
      collection: "app.bsky.feed.post",
      rkey: `post${number}`,
      ...(operation === "delete"
        ? {}
        : {
            record: {
              facets: [
                {
                  features: [{ $type: "app.bsky.richtext.facet#tag", tag: number % 2 === 0 ? "freeBelarusWomen" : "FreeBelarusWomenNow" }],
                },
              ],
            },
          }),
    },
  }),
});

test("killed again and again while it listens, the worker counts every post once, and `hashtags` says what the number covers", async () => {
  await using installation = await createInstallation({ used: true });
  await using stream = await startJetstreamServer();
  const token = "token-of-a-reader-of-hashtags";
  await using server = await startTimelineServer({ token });
  server.put({ uri: "https://example.org/1", tags: ["FreeMarfa"], createdAt: Temporal.Now.instant().subtract({ hours: 2 }) });
  const environment = {
    ...installation.environment,
    JETSTREAM_URLS: `ws://${stream.url.host}`,
    TRACK_MASTODON_URLS: server.url.origin,
    TRACK_MASTODON_TOKENS: `${server.url.host}=${token}`,
  };

  // Every post is told of twice, and each tenth is deleted.
  const lines = Array.from({ length: count }, (_, number) => {
    const timeUs = begunUs + number * 1_000_000;
    const made = event(number, "create", timeUs);
    return number % 20 === 0 ? [made, made, event(number, "delete", timeUs + 1)] : [made, made];
  }).flat();
  let told = 0;
  const tell = (most: number): void => {
    stream.say(...lines.slice(told, told + most));
    told += most;
  };

  for (let each = 0; each < 3; each += 1) {
    await using worker = startRollcall(["start"], environment);
    await stream.caughtUp();
    const telling = setInterval(() => tell(25), 20);
    await pauseFor(1500 + each * 130);
    clearInterval(telling);
    await worker.end("SIGKILL");
    stream.cut();
  }
  await using worker = startRollcall(["start"], environment);
  await stream.caughtUp();
  tell(lines.length);
  const read = async () =>
    JSON.parse((await runRollcallHere(["hashtags", "--json"], environment)).stdout) as {
      tags: { tag: string; total: number; networks: object; hours: { hour: string; network: string; count: number }[] }[];
      coverage: { network: string; source: string; complete: boolean }[];
    };
  const expected = count / 2 - count / 20;
  const deadline = performance.now() + 60_000;
  let report = await read();
  while (performance.now() < deadline && report.tags.find(({ tag }) => tag === "#FreeBelarusWomen")?.total !== expected) {
    await pauseFor(300);
    report = await read();
  }
  expect(report.tags.find(({ tag }) => tag === "#FreeBelarusWomen")).toMatchObject({
    total: expected,
    networks: { bluesky: expected, mastodon: 0 },
  });
  const hours = report.tags.find(({ tag }) => tag === "#FreeBelarusWomen")?.hours ?? [];
  expect(hours.map(({ hour }) => hour)).toEqual(["2026-11-18T11:00:00Z", "2026-11-18T12:00:00Z"]);
  expect(report.tags.find(({ tag }) => tag === "#FreeMarfa")).toMatchObject({ total: 1, networks: { bluesky: 0, mastodon: 1 } });
  // What a server streams is counted at once, long before its timelines are read again.
  await expect.poll(() => server.streamed(), { timeout: 30_000 }).toContain("freemarfa");
  server.put({ uri: "https://example.org/2", tags: ["FreeMarfa"], createdAt: Temporal.Now.instant().subtract({ hours: 1 }) });
  await expect
    .poll(async () => (await read()).tags.find(({ tag }) => tag === "#FreeMarfa")?.total, { timeout: 30_000, interval: 300 })
    .toBe(2);
  // The stream's time is of the past, the timelines' of now.
  expect(report.coverage).toHaveLength(2);
  expect(report.coverage).toContainEqual(expect.objectContaining({ network: "mastodon", source: server.url.host, complete: true }));
  expect(report.coverage).toContainEqual(expect.objectContaining({ network: "bluesky", source: stream.url.host, complete: true }));

  const { stdout } = await runRollcallHere(["hashtags", "--by", "day"], environment);
  expect(stdout).toMatch(/#FreeBelarusWomen\s+1800 {2}Bluesky 1800, Mastodon 0\n {2}2026-11-18 {2}Bluesky 1800, Mastodon 0/);
  expect(stdout).toMatch(/Bluesky: complete since 2026-11-18 13:06, as of 2026-11-18 14:1\d\./);
  expect(stdout).toContain(`Mastodon: as seen by ${server.url.host}; complete since`);
  expect(stdout).toContain("Telegram: not counted.");
  const since = JSON.parse(
    (await runRollcallHere(["hashtags", "--json", "--since", "2026-11-18T12:00:00Z"], environment)).stdout,
  ) as typeof report;
  expect(since.tags.find(({ tag }) => tag === "#FreeBelarusWomen")?.hours).toEqual(hours.slice(1));
  await worker.end();
});
