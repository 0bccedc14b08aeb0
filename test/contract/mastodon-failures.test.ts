import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import type { PublishError, PublishErrorKind } from "../../src/delivery/publish-error.ts";
import type { Outgoing } from "../../src/delivery/publisher.ts";
import { createMastodonPublisher } from "../../src/networks/mastodon/mastodon-publisher.ts";
import type { FaultyAnswer } from "../servers/mastodon/fault.ts";
import { outgoing, picture } from "../servers/mastodon/outgoing.ts";
import { type MastodonServer, startMastodonServer } from "../servers/mastodon/server.ts";

const now = Temporal.Instant.from("2026-12-01T12:00:30Z");
const clock = () => now;
const secretText = "Марыя Калеснікава, held for 1,923 days, was sentenced on 6 September 2021.";
const html = (status: number): FaultyAnswer => ({ kind: "answer", status, html: true });
const answer = (status: number, body?: string): FaultyAnswer => ({ kind: "answer", status, ...(body === undefined ? {} : { body }) });

const publisherFor = (server: { url: string; token: string }, timeoutMs = 5_000) =>
  createMastodonPublisher({ account: "mastodon", url: server.url, token: server.token, clock, timeoutMs, pause: async () => {} });

/** All that a careless logger could print of an error. */
const everythingIn = (error: unknown): string => {
  let seen = "";
  for (let inner = error; inner instanceof Error; inner = inner.cause) seen += `${inner.stack} ${JSON.stringify(inner)} `;
  return seen;
};

const failureOf = async (server: MastodonServer, part: Outgoing = outgoing(secretText), timeoutMs?: number): Promise<PublishError> => {
  await using publisher = publisherFor(server, timeoutMs);
  const error: unknown = await publisher.publish(part).then(
    () => new Error("was published"),
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: "PublishError" });
  for (const secret of [server.token, secretText, secretText.slice(0, 20)]) expect(everythingIn(error)).not.toContain(secret);
  return error as PublishError;
};

const posting: [string, FaultyAnswer, PublishErrorKind][] = [
  ["400", answer(400), "rejected"],
  ["401", answer(401), "auth"],
  ["401 as a page", html(401), "auth"],
  ["403", answer(403), "auth"],
  ["403 as a page", html(403), "auth"],
  ["404", answer(404), "rejected"],
  ["413 as a page", html(413), "rejected"],
  ["422", answer(422), "rejected"],
  ["422 with a body that is null", answer(422, "null"), "rejected"],
  ["422 with a body that is no JSON", answer(422, "{oops"), "rejected"],
  ["429", answer(429), "rate-limit"],
  ["429 as a page", html(429), "rate-limit"],
  ["a redirect", { kind: "answer", status: 301, headers: { Location: "/api/v2/instance" } }, "unavailable"],
  ["500 as a page", html(500), "unknown-outcome"],
  ["502 as a page", html(502), "unknown-outcome"],
  ["503", answer(503), "unknown-outcome"],
  ["504 with an empty body", answer(504, ""), "unknown-outcome"],
  ["a page with 200", html(200), "unknown-outcome"],
  ["broken JSON with 200", answer(200, '{"id": "1", '), "unknown-outcome"],
  ["other JSON with 200", answer(200, '{"hello": "world"}'), "unknown-outcome"],
  ["null with 200", answer(200, "null"), "unknown-outcome"],
  ["an echo of the post with 200", answer(200, `{"text": "${secretText}"`), "unknown-outcome"],
  ["an echo of the post with 422", answer(422, JSON.stringify({ error: `Not good: ${secretText}` })), "rejected"],
  [
    "a type of content that nobody knows",
    { kind: "answer", status: 200, headers: { "Content-Type": "text/plain" }, body: "ok" },
    "unknown-outcome",
  ],
  ["a cut connection", { kind: "cut" }, "unknown-outcome"],
];

describe("a status that fails", () => {
  it.each(posting)("with %s is sorted right", async (_, faulty, kind) => {
    await using server = await startMastodonServer({ clock });
    server.fail({ when: "before", answer: faulty, method: "POST", path: "/api/v1/statuses" });
    expect((await failureOf(server)).kind).toBe(kind);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, FaultyAnswer]>([
    ["silence", { kind: "silence" }],
    ["a drip", { kind: "drip", msPerByte: 20 }],
    ["an answer that comes too late", { kind: "delay", ms: 60_000 }],
  ])("by %s is in doubt after our own time limit", async (_, faulty) => {
    await using server = await startMastodonServer({ clock });
    server.fail({ when: "after", answer: faulty, method: "POST" });
    expect((await failureOf(server, undefined, 300)).kind).toBe("unknown-outcome");
  });

  it("repeats the server's reason, but never with our words in it", async () => {
    await using server = await startMastodonServer({ clock, instance: { maxCharacters: 60 } });
    expect((await failureOf(server)).message).toContain("Text character limit of 60 exceeded");
  });

  it("because what it replies to is gone is rejected", async () => {
    await using server = await startMastodonServer({ clock });
    const parent = { ref: "1", url: null };
    const error = await failureOf(server, outgoing(secretText, { index: 1, thread: { root: parent, parent } }));
    expect(error).toMatchObject({ kind: "rejected", message: expect.stringContaining("reply to") });
  });
});

describe("a server that cannot be reached", () => {
  it("leaves no doubt that nothing is out", async () => {
    const server = await startMastodonServer({ clock });
    await server[Symbol.asyncDispose]();
    expect(await failureOf(server)).toMatchObject({ kind: "unavailable", message: expect.stringContaining("ECONNREFUSED") });
  });

  it("because its name does not resolve leaves no doubt", async () => {
    await using publisher = publisherFor({ url: "https://no-such-host.invalid", token: "t" });
    await expect(publisher.publish(outgoing(secretText))).rejects.toMatchObject({ kind: "unavailable" });
  });

  it("because it does not speak TLS leaves no doubt", async () => {
    const plain = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => {
      plain.listen(0, "127.0.0.1", resolve);
    });
    const { port } = plain.address() as { port: number };
    await using publisher = publisherFor({ url: `https://127.0.0.1:${port}`, token: "t" });
    await expect(publisher.publish(outgoing(secretText))).rejects.toMatchObject({ kind: "unavailable" });
    plain.close();
  });
});

describe("a picture that fails", () => {
  it.each<[string, FaultyAnswer, PublishErrorKind]>([
    ["401", answer(401), "auth"],
    ["413 as a page", html(413), "rejected"],
    ["422", answer(422), "rejected"],
    ["429", answer(429), "rate-limit"],
    ["500", html(500), "unavailable"],
    ["a page with 200", html(200), "unavailable"],
    ["JSON without an id", answer(200, "{}"), "unavailable"],
    ["a cut connection", { kind: "cut" }, "unavailable"],
  ])("with %s is never in doubt, and no status is made", async (_, faulty, kind) => {
    await using server = await startMastodonServer({ clock, pollsUntilReady: 1 });
    server.fail({ when: "before", answer: faulty, method: "POST", path: "/api/v2/media" });
    const part = outgoing(secretText, { media: [await picture("A card")] });
    expect((await failureOf(server, part)).kind).toBe(kind);
    expect(server.posts()).toEqual([]);
  });

  it.each<[string, FaultyAnswer, PublishErrorKind]>([
    ["401", answer(401), "auth"],
    ["429", answer(429), "rate-limit"],
    ["502 as a page", html(502), "unavailable"],
    ["a cut connection", { kind: "cut" }, "unavailable"],
  ])("with %s while it is processed is not in doubt either", async (_, faulty, kind) => {
    await using server = await startMastodonServer({ clock, pollsUntilReady: 1 });
    server.fail({ when: "before", answer: faulty, method: "GET", path: "/api/v1/media" });
    const error = await failureOf(server, outgoing(secretText, { media: [await picture("A card")] }));
    expect(error.kind).toBe(kind);
    expect(server.posts()).toEqual([]);
  });

  it("in the server's own processing is rejected", async () => {
    await using server = await startMastodonServer({ clock, pollsUntilReady: 1 });
    server.failProcessing();
    const error = await failureOf(server, outgoing(secretText, { media: [await picture("A card")] }));
    expect(error.kind).toBe("rejected");
  });

  it("because its file is gone is no crash", async () => {
    await using server = await startMastodonServer({ clock });
    const media = [{ ...(await picture("A card")), path: "/nowhere/card.png" }];
    expect((await failureOf(server, outgoing(secretText, { media }))).kind).toBe("unavailable");
  });
});

describe("the wait that a server asks for", () => {
  const asked = async (headers: Record<string, string>, status = 429): Promise<number | undefined> => {
    await using server = await startMastodonServer({ clock });
    server.fail({ when: "before", answer: { kind: "answer", status, headers }, method: "POST" });
    return (await failureOf(server)).retryAfterMs;
  };

  it("is taken from the server's real limit, to the second", async () => {
    await using server = await startMastodonServer({ clock, rateLimits: { calls: { most: 1, seconds: 300 } } });
    await using publisher = publisherFor(server);
    await publisher.publish(outgoing("One"));
    // Windows begin at multiples of five minutes; it is half a minute past one.
    expect(await failureOf(server)).toMatchObject({ kind: "rate-limit", retryAfterMs: 270_000 });
  });

  it.each<[string, Record<string, string>, number]>([
    ["an instant", { "X-RateLimit-Reset": "2026-12-01T15:00:30.000000Z" }, 3 * 3_600_000],
    ["seconds since 1970", { "X-RateLimit-Reset": String(now.epochMilliseconds / 1000 + 90) }, 90_000],
    ["seconds from now", { "Retry-After": "7200" }, 7_200_000],
    ["a date", { "Retry-After": "Tue, 01 Dec 2026 12:02:30 GMT" }, 120_000],
    ["both, of which the later one counts", { "Retry-After": "10", "X-RateLimit-Reset": "2026-12-01T12:01:30Z" }, 60_000],
    ["both, the other way round", { "Retry-After": "100", "X-RateLimit-Reset": "2026-12-01T12:01:30Z" }, 100_000],
    ["an instant that has passed", { "X-RateLimit-Reset": "2026-12-01T11:00:00Z" }, 1_000],
    ["nonsense", { "X-RateLimit-Reset": "soon", "Retry-After": "later" }, 60_000],
    ["nothing", {}, 60_000],
  ])("may be given as %s", async (_, headers, ms) => {
    expect(await asked(headers)).toBe(ms);
  });

  it("is kept with a 503 too, and not made up there", async () => {
    expect(await asked({ "Retry-After": "30" }, 503)).toBe(30_000);
    expect(await asked({}, 503)).toBeUndefined();
  });
});
