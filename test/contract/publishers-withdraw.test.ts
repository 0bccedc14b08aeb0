import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { networks } from "../../src/compose/limits.ts";
import type { NeutralPost, Outgoing, Published, Publisher } from "../../src/delivery/publisher.ts";
import { htmlPage, type Fault } from "../servers/fault-proxy.ts";
import { outgoing as part } from "./bluesky-fixture.ts";
import { publishFailure } from "./publisher-failure.ts";
import { openStage, outboxOf, type PublisherStage } from "./publisher-stages.ts";

const words = "Марыя Калеснікава: a sentence that no error repeats";
const neutral = async (): Promise<NeutralPost> => ({ text: "This post has been taken back.", picture: "/nowhere/neutral.png" });
const json = (status: number, body: string, headers: Record<string, string> = {}): Fault => ({
  kind: "answer",
  status,
  headers: { "content-type": "application/json", ...headers },
  body,
});

const elsewhere = {
  bluesky: "at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3kaaaaaaaaaaa",
  mastodon: "../accounts/109",
  telegram: "-5",
} as const;

/** Longer than any call that these publishers make. */

describe.each(networks)("taking a post back from %s", (network) => {
  let stage: PublisherStage;
  let publisher: Publisher;
  let post: Published;
  const outgoing = (text: string, more: Partial<Outgoing> = {}): Outgoing =>
    part(text, { deliveryId: `2026-12-01/profile/maria@${network}`, ...more });
  const texts = async () => (await stage.posts()).map(({ text }) => text);

  beforeEach(async () => {
    stage = await openStage[network]();
    publisher = stage.publisher();
    post = await publisher.publish(outgoing(words));
  });
  afterEach(() => stage?.[Symbol.asyncDispose]());

  const failure = (promise: Promise<unknown>) => publishFailure(promise, [...stage.secrets, words]);

  it("deletes it, and does no harm when it is asked again, by another process too", async () => {
    expect(await publisher.withdraw(post, neutral)).toBe("deleted");
    expect(await stage.posts()).toEqual([]);
    expect(await publisher.withdraw(post, neutral)).toBe("deleted");
    expect(await stage.publisher().withdraw(JSON.parse(JSON.stringify(post)), neutral)).toBe("deleted");
    expect(await stage.posts()).toEqual([]);
  });

  it("touches no other part of its thread", async () => {
    const second = await publisher.publish(outgoing("Second", { index: 1, thread: { root: post, parent: post } }));
    await publisher.publish(outgoing("Third", { index: 2, thread: { root: post, parent: second } }));
    expect(await publisher.withdraw(second, neutral)).toBe("deleted");
    expect(await texts()).toEqual([words, "Third"]);
  });

  it.each([
    ["before the server heard of it", { kind: "cut-before" }, 1],
    ["after it was done", { kind: "cut-after" }, 0],
  ] satisfies [string, Fault, number][])("is simply done once more where the line was cut %s", async (_when, fault, left) => {
    stage.proxy.next(stage.withdrawPath, fault);
    expect((await failure(publisher.withdraw(post, neutral))).kind).toBe("unavailable");
    expect(await stage.posts()).toHaveLength(left);
    expect(await publisher.withdraw(post, neutral)).toBe("deleted");
    expect(await stage.posts()).toEqual([]);
  });

  it.each([
    ["a 500", json(500, '{"error":"InternalServerError"}')],
    ["a page with 502", htmlPage(502)],
    ["a page with 404", htmlPage(404)],
    ["a page with 200", htmlPage(200)],
    ["a 503 without a word", { kind: "answer", status: 503 }],
    ["broken JSON", json(200, '{"ok": tru')],
    ["a redirect", { kind: "answer", status: 302, headers: { location: "http://127.0.0.1:9/" } }],
  ] satisfies [string, Fault][])("is not believed to be done after %s, and can be tried again", async (_name, fault) => {
    stage.proxy.next(stage.withdrawPath, fault);
    expect((await failure(publisher.withdraw(post, neutral))).kind).toBe("unavailable");
    expect(await publisher.withdraw(post, neutral)).toBe("deleted");
    expect(await stage.posts()).toEqual([]);
  });

  it("waits as long as it is told to, for hours too", async () => {
    const retryAfter = 3 * 3600;
    const body = {
      ok: false,
      error_code: 429,
      error: "RateLimitExceeded",
      description: "Too Many Requests",
      parameters: { retry_after: retryAfter },
    };
    stage.proxy.next(stage.withdrawPath, json(429, JSON.stringify(body), { "retry-after": String(retryAfter) }));
    expect(await failure(publisher.withdraw(post, neutral))).toMatchObject({ kind: "rate-limit", retryAfterMs: retryAfter * 1000 });
    expect(await stage.posts()).toHaveLength(1);
  });

  it("is a matter of credentials where they are wrong, and of time where the server is away", async () => {
    expect((await failure(stage.withWrongCredentials().withdraw(post, neutral))).kind).toBe("auth");
    expect((await failure((await stage.unreachable()).withdraw(post, neutral))).kind).toBe("unavailable");
    expect(await stage.posts()).toHaveLength(1);
  });

  it("asks for nothing where the post was only rehearsed", async () => {
    const before = stage.proxy.requests.length;
    expect(await publisher.withdraw(await outboxOf(network).publish(outgoing(words)), neutral)).toBe("deleted");
    expect(stage.proxy.requests).toHaveLength(before);
  });

  it("is refused, and deletes nothing, for what is no post of this account", async () => {
    expect((await failure(publisher.withdraw({ ref: elsewhere[network], url: null }, neutral))).kind).toBe("rejected");
    expect((await failure(publisher.withdraw({ ref: "", url: null }, neutral))).kind).toBe("rejected");
    expect(await stage.posts()).toHaveLength(1);
  });

  it("goes by the link that a campaigner has copied, where a link says enough", async () => {
    // To its own server the tests' proxy is another one.
    const link = network === "mastodon" ? `${stage.proxy.url}${new URL(post.url ?? "").pathname}` : (post.url ?? "");
    const located = publisher.locate(link);
    expect(located).toEqual(network === "bluesky" ? null : { ref: post.ref, url: link });
    for (const other of ["", "nonsense", "https://example.org/", "https://t.me/another/1", "javascript:alert(1)"]) {
      expect(publisher.locate(other)).toBeNull();
    }
  });

  it("is a matter of a publisher that says how long a lost call may take effect", () => {
    expect(publisher.settlesWithinMs).toBeGreaterThanOrEqual(60_000);
    expect(publisher.repeatsAreHarmless).toBe(network === "bluesky");
  });
});

describe.each(networks)("the outbox for %s", (network) => {
  it("takes back what it rehearsed, and never claims so of what is really out", async () => {
    await using outbox = outboxOf(network);
    const rehearsed = await outbox.publish(part(words));
    expect(await outbox.withdraw(rehearsed, neutral)).toBe("deleted");
    expect((await publishFailure(outbox.withdraw({ ref: "123", url: null }, neutral), [words])).kind).toBe("auth");
    expect(outbox.locate("https://t.me/everyday_names/1")).toBeNull();
    expect(outbox.settlesWithinMs).toBe(0);
  });
});
