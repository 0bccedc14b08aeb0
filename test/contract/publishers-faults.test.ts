import { createServer as createSecureServer } from "node:https";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultLimits, type Network, networks } from "../../src/compose/limits.ts";
import type { PublishErrorKind } from "../../src/delivery/publish-error.ts";
import type { Outgoing } from "../../src/delivery/publisher.ts";
import { htmlPage, type Fault } from "../servers/fault-proxy.ts";
import { freePort } from "../servers/free-port.ts";
import { dueAt, outgoing as part } from "./bluesky-fixture.ts";
import { publishFailure } from "./publisher-failure.ts";
import { openStage, type PublisherStage } from "./publisher-stages.ts";
import { testCertificate, testKey } from "./telegram-tls.ts";

const json = (status: number, body: object | string, headers: Record<string, string> = {}): Fault => ({
  kind: "answer",
  status,
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const page = (status: number, headers: Record<string, string>): Fault => ({
  kind: "answer",
  status,
  headers: { "content-type": "text/html", ...headers },
  body: "<h1>Not now</h1>",
});
/** What a server says in the words of all three networks at once. */
const words = (status: number, parameters?: object) => ({
  ok: false,
  error_code: status,
  description: `Error ${status}`,
  error: "SomeFault",
  message: "No",
  ...(parameters === undefined ? {} : { parameters }),
});

const threeHoursMs = 3 * 3_600_000;
const inThreeHours = dueAt.add({ hours: 3 });
const httpDate = new Date(inThreeHours.epochMilliseconds).toUTCString();

const same = (kind: PublishErrorKind): Record<Network, PublishErrorKind> => ({ bluesky: kind, mastodon: kind, telegram: kind });
/** The fault, what it must be called, and how many posts are out. */
const faults: readonly [string, Fault, Record<Network, PublishErrorKind>, number][] = [
  ["500 in JSON", json(500, words(500)), same("unknown-outcome"), 0],
  ["500 in HTML", htmlPage(500), same("unknown-outcome"), 0],
  ["502 in HTML", htmlPage(502), same("unknown-outcome"), 0],
  ["503 in HTML", htmlPage(503), same("unknown-outcome"), 0],
  ["503 without a body", { kind: "answer", status: 503 }, same("unknown-outcome"), 0],
  ["502 after the write", { ...page(502, {}), kind: "replace-after" } as Fault, same("unknown-outcome"), 1],
  ["a line cut before the request", { kind: "cut-before" }, same("unknown-outcome"), 0],
  ["a line cut after the write", { kind: "cut-after" }, same("unknown-outcome"), 1],
  ["a line cut in the middle of the answer", { kind: "cut-within" }, same("unknown-outcome"), 1],
  ["wrong JSON", json(200, '{"ok": tru'), same("unknown-outcome"), 0],
  ["other JSON", json(200, { hello: "world" }), same("unknown-outcome"), 0],
  ["HTML with 200", htmlPage(200), same("unknown-outcome"), 0],
  ["an empty body with 200", { kind: "answer", status: 200 }, same("unknown-outcome"), 0],
];

const waits: readonly [string, Fault][] = [
  ["seconds", json(429, words(429, { retry_after: 10_800 }), { "retry-after": "10800" })],
  ["seconds in a proxy's page", page(429, { "retry-after": "10800" })],
  ["a date", json(429, words(429), { "retry-after": httpDate })],
  ["a date in a proxy's page", page(429, { "retry-after": httpDate })],
  [
    "the network's own words alone",
    json(429, words(429, { retry_after: 10_800 }), {
      "x-ratelimit-reset": inThreeHours.toString(),
      "ratelimit-reset": String(inThreeHours.epochMilliseconds / 1000),
    }),
  ],
];

/** A publisher for each case: Telegram's keeps quiet as long as it was told to. */
describe.each(networks)("a failing %s", (network) => {
  // The waits come first: they count from where the stage's clock begins.
  let stage: PublisherStage;
  let count = 0;
  /** Another post for each case, so that all may share a server. */
  const nextPost = (): Outgoing => {
    count += 1;
    return part(`Post ${count} that no error repeats`, { deliveryId: `2026-12-01/profile/somebody-${count}@${network}` });
  };
  const outOf = async ({ part: { text } }: Outgoing) => (await stage.posts()).filter((post) => post.text === text).length;
  const failure = (attempt: Promise<unknown>, post: Outgoing) => publishFailure(attempt, [...stage.secrets, post.part.text]);

  beforeAll(async () => {
    stage = await openStage[network]();
  });
  afterAll(() => stage?.[Symbol.asyncDispose]());

  it.each(waits)("is left alone for the three hours that it asks for, given as %s", async (_given, fault) => {
    const post = nextPost();
    await using publisher = stage.publisher();
    await publisher.check();
    stage.proxy.next(stage.publishPath, fault);
    expect(await failure(publisher.publish(post), post)).toMatchObject({ kind: "rate-limit", retryAfterMs: threeHoursMs });
    expect(await outOf(post)).toBe(0);
  });

  it.each(faults)(
    "with %s is sorted right, never fails its check by throwing, and ends with one post at the most",
    async (_name, fault, kinds, out) => {
      const post = nextPost();
      await using publisher = stage.publisher();
      await publisher.check();
      stage.proxy.next(stage.publishPath, fault);
      expect((await failure(publisher.publish(post), post)).kind).toBe(kinds[network]);
      expect(await outOf(post)).toBe(out);

      stage.proxy.always("/", fault);
      expect(await publisher.check()).toMatchObject({ ok: false });
      expect(await publisher.limits()).toEqual(defaultLimits[network]);
      stage.proxy.heal();
      expect(await publisher.check()).toMatchObject({ ok: true });
      stage.rest();
      const recovery = await publisher.recover(post);
      if (recovery === "send-again") await publisher.publish(post);
      expect(await outOf(post)).toBe(network === "telegram" ? out : 1);
      expect(recovery === "unknown").toBe(network === "telegram" && out === 0);
      stage.rest();
    },
  );

  it.each([
    ["drips for ever", { kind: "drip", everyMs: 50 }, 1],
    ["never comes", { kind: "hang" }, 0],
    ["never comes although all is done", { kind: "hang-after" }, 1],
  ] satisfies [string, Fault, number][])("whose answer %s is given up in time", async (_name, fault, out) => {
    const post = nextPost();
    await stage.publisher().check();
    await using publisher = stage.hasty();
    stage.proxy.next(stage.publishPath, fault);
    const begun = performance.now();
    expect((await failure(publisher.publish(post), post)).kind).toBe("unknown-outcome");
    stage.proxy.always("/", fault);
    expect(await publisher.check()).toMatchObject({ ok: false });
    stage.proxy.heal();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await outOf(post)).toBe(out);
    stage.rest();
  });

  it.each([301, 302, 307, 308])("that sends us elsewhere with %i is not followed, and has not published", async (status) => {
    let asked = 0;
    const elsewhere = createServer((_, response) => {
      asked += 1;
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    const post = nextPost();
    await using publisher = stage.publisher();
    await publisher.check();
    stage.proxy.next(stage.publishPath, { kind: "answer", status, headers: { location } });
    expect((await failure(publisher.publish(post), post)).kind).toBe("unavailable");
    stage.proxy.always("/", { kind: "answer", status, headers: { location } });
    expect(await publisher.check()).toMatchObject({ ok: false });
    stage.proxy.heal();
    elsewhere.close();
    expect([asked, await outOf(post)]).toEqual([0, 0]);
    stage.rest();
  });

  it("that nobody answers for, whose name is unknown, or whose certificate nobody trusts, has certainly not published", async () => {
    let asked = 0;
    const secure = createSecureServer({ key: testKey, cert: testCertificate }, (_, response) => {
      asked += 1;
      response.end("{}");
    });
    await new Promise<void>((resolve) => secure.listen(0, "127.0.0.1", resolve));
    const certified = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;
    for (const url of [`http://127.0.0.1:${await freePort()}`, "https://no-such-host.invalid", certified]) {
      const post = nextPost();
      await using publisher = stage.at(url);
      expect((await failure(publisher.publish(post), post)).kind).toBe("unavailable");
      expect(await publisher.check()).toMatchObject({ ok: false });
      expect(await outOf(post)).toBe(0);
    }
    secure.close();
    expect(asked).toBe(0);
  });
});
