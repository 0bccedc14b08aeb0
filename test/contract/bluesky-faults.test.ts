import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PublishErrorKind } from "../../src/delivery/publish-error.ts";
import { htmlPage, xrpcError, type Fault } from "../servers/fault-proxy.ts";
import { startPds, type Pds } from "../servers/pds.ts";
import { blueskyBench, dueAt, outgoing, textPart, thrown } from "./bluesky-fixture.ts";

let pds: Pds;
let folder: string;

beforeAll(async () => {
  pds = await startPds();
  folder = await mkdtemp(join(tmpdir(), "rollcall-media-"));
});
afterAll(async () => {
  await pds?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const json = (body: string, status = 200): Fault => ({ kind: "answer", status, headers: { "content-type": "application/json" }, body });

const words = "Words that no error repeats";

/** What a fault in the write must be called, and how many posts are out then. */
const writeFaults: readonly [string, Fault, PublishErrorKind, number][] = [
  ["a 500", xrpcError(500, "InternalServerError"), "unknown-outcome", 0],
  ["a 503 in HTML", htmlPage(503), "unknown-outcome", 0],
  ["a 404 in HTML", htmlPage(404), "unavailable", 0],
  ["a 403 in HTML", htmlPage(403), "unavailable", 0],
  ["a 400 in HTML", htmlPage(400), "unavailable", 0],
  ["a gateway's 502 after the write", { ...htmlPage(502), kind: "replace-after" } as Fault, "unknown-outcome", 1],
  ["a gateway's 504 after the write", { ...htmlPage(504), kind: "replace-after" } as Fault, "unknown-outcome", 1],
  ["a page of HTML that claims success", { ...htmlPage(200), kind: "replace-after" } as Fault, "unknown-outcome", 1],
  ["an answer that is no JSON", json("{oops"), "unknown-outcome", 0],
  ["an answer without a URI", json("{}"), "unknown-outcome", 0],
  ["a line cut before the write", { kind: "cut-before" }, "unknown-outcome", 0],
  ["a line cut after the write", { kind: "cut-after" }, "unknown-outcome", 1],
  ["an account that is closed", xrpcError(401, "AccountTakedown"), "auth", 0],
  ["an account that is gone", xrpcError(403, "AccountNotFound"), "auth", 0],
  ["a record that is refused", xrpcError(400, "InvalidRecord"), "rejected", 0],
  ["a body that is too large", htmlPage(413), "rejected", 0],
];

describe("a fault while a post is written to Bluesky", () => {
  it.each(writeFaults)("%s is sorted right, and the post is out once after the next attempt", async (_name, fault, kind, out) => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    await publisher.check();
    bench.proxy.next("putRecord", fault);
    const session = [...bench.sessions.saved.values()];
    await thrown(kind, publisher.publish(outgoing(words)), [words, bench.account.appPassword, "eyJ", ...session]);
    expect(await pds.posts(bench.account.did)).toHaveLength(out);
    const recovered = await publisher.recover(outgoing(words));
    expect(recovered === "send-again").toBe(out === 0);
    await publisher.publish(outgoing(words));
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it.each([
    ["before", { kind: "hang" }, 0],
    ["after", { kind: "hang-after" }, 1],
  ] as const)("an answer that never comes, %s the write, ends with the time-out in doubt", async (_when, fault, out) => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    bench.proxy.next("putRecord", fault);
    const error = await thrown("unknown-outcome", bench.publisher({ timeoutMs: 700 }).publish(outgoing(words)), [words]);
    expect(error.message).toContain("time-out");
    expect(await pds.posts(bench.account.did)).toHaveLength(out);
  });

  it("a token that is refused again right after its refresh is a matter of credentials, and ends", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    bench.proxy.always("putRecord", xrpcError(401, "AuthenticationRequired"));
    await thrown("auth", publisher.publish(outgoing(words)), [words, "eyJ"]);
    expect(bench.proxy.count("putRecord")).toBe(3);
    expect(bench.proxy.count("createSession")).toBe(1);
  });
});

describe("a rate limit of Bluesky", () => {
  const reset = String(dueAt.epochMilliseconds / 1000 + 90);
  it.each([
    ["retry-after in seconds", { "retry-after": "17" }, 17_000],
    ["retry-after as a date", { "retry-after": "Tue, 01 Dec 2026 06:02:00 GMT" }, 120_000],
    ["ratelimit-reset", { "ratelimit-reset": reset }, 90_000],
    ["both: the one that needs no clock in common", { "retry-after": "5", "ratelimit-reset": reset }, 5_000],
    ["a reset that has passed", { "ratelimit-reset": "1000" }, 1_000],
    ["neither", {}, 60_000],
  ] as const)("is obeyed: %s", async (_name, headers, retryAfterMs) => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    bench.proxy.next("putRecord", xrpcError(429, "RateLimitExceeded", headers));
    expect((await thrown("rate-limit", publisher.publish(outgoing(words)), [words])).retryAfterMs).toBe(retryAfterMs);
    expect(bench.proxy.count("putRecord")).toBe(1);
  });
});

describe("a fault before a post is written to Bluesky", () => {
  it.each([
    ["the line is cut", { kind: "cut-after" }, "unavailable"],
    ["the server is in trouble", xrpcError(500, "InternalServerError"), "unavailable"],
    ["the picture is refused", xrpcError(400, "InvalidMimeType"), "rejected"],
    ["the picture is too large", xrpcError(413, "PayloadTooLarge"), "rejected"],
  ] as const)("during the upload of a picture is no doubt about the post: %s", async (_name, fault, kind) => {
    await using bench = await blueskyBench(pds);
    const data = Buffer.from("not really a picture");
    const path = join(folder, createHash("sha256").update(data).digest("hex"));
    await writeFile(path, data);
    const media = [{ alt: "A", path, mediaType: "image/png", bytes: data.length, width: 1, height: 1 }];
    const publisher = bench.publisher();
    bench.proxy.next("uploadBlob", fault);
    await thrown(kind, publisher.publish(outgoing(textPart(words, { media }))), [words, "eyJ"]);
    expect(bench.proxy.count("putRecord")).toBe(0);
  });

  it("leaves no token in an error where the answer to the login cannot be read", async () => {
    await using bench = await blueskyBench(pds);
    bench.proxy.next("createSession", json(JSON.stringify({ accessJwt: "eyJsecret", refreshJwt: "eyJsecret", did: "no did" })));
    const error = await thrown("unavailable", bench.publisher().publish(outgoing(words)), ["eyJ", bench.account.appPassword]);
    expect(error.message).toContain("unreadable answer");
  });
});

describe("looking for a lost post on Bluesky", () => {
  it("throws where the server cannot say, and never takes that for a no", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    await publisher.publish(outgoing(words));
    for (const fault of [xrpcError(500, "InternalServerError"), htmlPage(404), xrpcError(400, "InvalidRequest"), json("{}")]) {
      bench.proxy.next("getRecord", fault);
      await thrown("unavailable", publisher.recover(outgoing(words)), [words]);
    }
    expect(await publisher.recover(outgoing(words))).toMatchObject({ url: expect.stringContaining("/post/") as string });
  });
});

describe("a Bluesky publisher that is closed", () => {
  it("holds no connection, ends what was under way and sends nothing more", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    await publisher.check();
    bench.proxy.next("putRecord", { kind: "hang" });
    const underWay = thrown("unknown-outcome", publisher.publish(outgoing(words)));
    await expect.poll(() => bench.proxy.count("putRecord")).toBe(1);
    await publisher[Symbol.asyncDispose]();
    await underWay;
    await expect.poll(() => bench.proxy.connections()).toBe(0);
    const before = bench.proxy.requests.length;
    await thrown("unavailable", publisher.publish(outgoing(words)));
    expect(bench.proxy.requests).toHaveLength(before);
  });
});
