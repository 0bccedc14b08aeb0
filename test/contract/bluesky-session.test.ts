import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, sealSession } from "../../src/networks/bluesky/sealed-session.ts";
import { createFaultProxy, xrpcError } from "../servers/fault-proxy.ts";
import { freePort } from "../servers/free-port.ts";
import { startPds, type Pds } from "../servers/pds.ts";
import { blueskyBench, outgoing, thrown, type BlueskyBench } from "./bluesky-fixture.ts";

let pds: Pds;

beforeAll(async () => {
  pds = await startPds();
});
afterAll(() => pds?.[Symbol.asyncDispose]());

const logins = ({ proxy }: BlueskyBench): number => proxy.count("server.createSession");
const refreshes = ({ proxy }: BlueskyBench): number => proxy.count("server.refreshSession");
const keyOf = ({ account, proxy }: BlueskyBench) => ({ password: account.appPassword, context: [proxy.url, account.handle] });

interface Saved {
  readonly tokens: { accessJwt: string; refreshJwt: string } | null;
  readonly logins: readonly number[];
}

const saved = async (bench: BlueskyBench): Promise<Saved> => {
  const text = await openSession(bench.sessions.saved.get("bluesky") ?? "", keyOf(bench));
  return JSON.parse(text ?? "null") as Saved;
};

/** Puts an access token that ran out in the place of the saved one, as time would. */
const letTokenExpire = async (bench: BlueskyBench): Promise<void> => {
  const session = await saved(bench);
  const tokens = { ...session.tokens, accessJwt: pds.expiredAccessToken(bench.account) };
  await bench.sessions.write("bluesky", await sealSession(JSON.stringify({ ...session, tokens }), keyOf(bench)));
};

describe("a Bluesky session", () => {
  it("survives 20 restarts with one login and no refresh", async () => {
    await using bench = await blueskyBench(pds);
    for (let start = 0; start < 20; start += 1) {
      await using publisher = bench.publisher();
      expect(await publisher.check()).toMatchObject({ ok: true });
    }
    expect([logins(bench), refreshes(bench)]).toEqual([1, 0]);
  });

  it("is shared by all publishers that start at once", async () => {
    await using bench = await blueskyBench(pds);
    await Promise.all([0, 1, 2, 3, 4].map((index) => bench.publisher().publish(outgoing(`Part ${index}`, { index }))));
    expect(logins(bench)).toBe(1);
    expect(await pds.posts(bench.account.did)).toHaveLength(5);
  });

  it("is refreshed once when its token has run out, and saved before it is used again", async () => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    const before = await saved(bench);
    await letTokenExpire(bench);
    await bench.publisher().publish(outgoing("After two hours"));
    await bench.publisher().check();
    expect([logins(bench), refreshes(bench)]).toEqual([1, 1]);
    const after = await saved(bench);
    expect(after.tokens?.refreshJwt).not.toBe(before.tokens?.refreshJwt);
    const paths = bench.proxy.requests.map(({ path }) => path);
    const write = bench.proxy.requests[paths.findLastIndex((path) => path.includes("putRecord"))];
    expect(write?.headers.authorization).toBe(`Bearer ${after.tokens?.accessJwt}`);
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it("is refreshed once where several publishers find its token expired at once", async () => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    await letTokenExpire(bench);
    await Promise.all([0, 1, 2, 3].map((index) => bench.publisher().publish(outgoing(`Part ${index}`, { index }))));
    expect([logins(bench), refreshes(bench)]).toEqual([1, 1]);
  });

  it("does not use what a refresh gave where that could not be saved, and lives on by the old token's grace", async () => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    await letTokenExpire(bench);
    const failing = { ...bench.sessions, write: () => Promise.reject(new Error("disk full")) };
    await thrown("unavailable", bench.publisher({ sessions: failing }).publish(outgoing("Not saved")));
    expect(await pds.posts(bench.account.did)).toEqual([]);
    await bench.publisher().publish(outgoing("Saved"));
    expect([logins(bench), refreshes(bench)]).toEqual([1, 2]);
  });

  it("goes on where the answer to a refresh was lost", async () => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    await letTokenExpire(bench);
    bench.proxy.next("refreshSession", { kind: "cut-after" });
    await thrown("unavailable", bench.publisher().publish(outgoing("Lost refresh")));
    await bench.publisher().publish(outgoing("Lost refresh"));
    expect(logins(bench)).toBe(1);
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it("takes up what another process saved, even if that has run out too", async () => {
    await using bench = await blueskyBench(pds);
    const longRunning = bench.publisher();
    await longRunning.check();
    await letTokenExpire(bench);
    bench.proxy.next("getSession", xrpcError(400, "ExpiredToken"));
    expect(await longRunning.check()).toMatchObject({ ok: true });
    expect(bench.proxy.count("getSession")).toBe(4);
    expect([logins(bench), refreshes(bench)]).toEqual([1, 1]);
  });

  it("signs in again with the password where the refresh token is refused for good", async () => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    await letTokenExpire(bench);
    bench.proxy.next("refreshSession", xrpcError(400, "ExpiredToken"));
    await bench.publisher().publish(outgoing("Two months later"));
    expect([logins(bench), refreshes(bench)]).toEqual([2, 1]);
  });

  it("does not sign in again for a server that is away, in trouble or in a hurry", async () => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    await letTokenExpire(bench);
    bench.proxy.next("refreshSession", xrpcError(502, "UpstreamFailure"));
    await thrown("unavailable", bench.publisher().publish(outgoing("Hi")));
    bench.proxy.next("refreshSession", xrpcError(429, "RateLimitExceeded", { "retry-after": "30" }));
    expect((await thrown("rate-limit", bench.publisher().publish(outgoing("Hi")))).retryAfterMs).toBe(30_000);
    expect(logins(bench)).toBe(1);
    await bench.publisher().publish(outgoing("Hi"));
    expect(logins(bench)).toBe(1);
  });

  it("ends in a login again where the password was changed", async () => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    const agent = await pds.agent(bench.account);
    const { data } = await agent.com.atproto.server.createAppPassword({ name: "second" });
    expect(await bench.publisher({ appPassword: data.password }).check()).toMatchObject({ ok: true });
    expect(logins(bench)).toBe(2);
  });

  it("is used at the server that the account's DID document names, and renewed where the account signs in", async () => {
    await using bench = await blueskyBench(pds);
    await using home = await createFaultProxy(pds.url);
    const signIn = await fetch(`${pds.url}/xrpc/com.atproto.server.createSession`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ identifier: bench.account.handle, password: bench.account.appPassword }),
    });
    const service = [{ id: "#atproto_pds", type: "AtprotoPersonalDataServer", serviceEndpoint: home.url }];
    const body = JSON.stringify({ ...((await signIn.json()) as object), didDoc: { id: bench.account.did, service } });
    bench.proxy.next("createSession", { kind: "answer", status: 200, headers: { "content-type": "application/json" }, body });
    await bench.publisher().publish(outgoing("At home"));
    await letTokenExpire(bench);
    await bench.publisher().publish(outgoing("Still at home", { index: 1 }));
    expect([bench.proxy.count("putRecord"), home.count("putRecord")]).toEqual([0, 3]);
    expect([refreshes(bench), home.count("refreshSession")]).toEqual([1, 0]);
    expect(await pds.posts(bench.account.did)).toHaveLength(2);
  });

  it("is kept so that neither the tokens nor the account can be read in it", async () => {
    await using bench = await blueskyBench(pds);
    await bench.publisher().check();
    const text = bench.sessions.saved.get("bluesky") ?? "";
    expect(text).toMatch(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/);
    const plain = Buffer.from(text.split(".").slice(1).join(""), "base64url").toString("latin1");
    for (const secret of [bench.account.did, bench.account.handle, bench.account.appPassword, "eyJ", "refreshJwt"]) {
      expect(text).not.toContain(secret);
      expect(plain).not.toContain(secret);
    }
  });
});

describe("signing in to Bluesky", () => {
  it("asks a wrong password once, and not again within 15 minutes, restarts or not", async () => {
    await using bench = await blueskyBench(pds);
    const wrong = { appPassword: "wron-gpas-swor-d234" };
    const secrets = [wrong.appPassword, "Hi there"];
    const error = await thrown("auth", bench.publisher(wrong).publish(outgoing("Hi there")), secrets);
    expect(error.message).toContain("App passwords");
    expect(error.message).toContain("BLUESKY_APP_PASSWORD");
    bench.clock.forward({ minutes: 14 });
    await thrown("auth", bench.publisher(wrong).publish(outgoing("Hi there")), secrets);
    expect((await bench.publisher(wrong).check()).message).toContain("not tried again for 1 min");
    expect(logins(bench)).toBe(1);
    bench.clock.forward({ minutes: 1 });
    await thrown("auth", bench.publisher(wrong).publish(outgoing("Hi there")), secrets);
    expect(logins(bench)).toBe(2);
  });

  it("tries another password at once", async () => {
    await using bench = await blueskyBench(pds);
    await thrown("auth", bench.publisher({ appPassword: "wron-gpas-swor-d234" }).publish(outgoing("Hi")));
    await bench.publisher().publish(outgoing("Hi"));
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it("happens at most four times an hour, however often the server throws its sessions away", async () => {
    await using bench = await blueskyBench(pds);
    bench.proxy.always("refreshSession", xrpcError(400, "ExpiredToken"));
    await bench.publisher().check();
    for (let time = 0; time < 3; time += 1) {
      bench.clock.forward({ minutes: 10 });
      await letTokenExpire(bench);
      await bench.publisher().check();
    }
    await letTokenExpire(bench);
    const error = await thrown("rate-limit", bench.publisher().publish(outgoing("Hi")));
    expect(error.retryAfterMs).toBe(30 * 60_000);
    expect(logins(bench)).toBe(4);
    bench.clock.forward({ minutes: 30 });
    await bench.publisher().publish(outgoing("Hi"));
    expect(logins(bench)).toBe(5);
  });

  it("counts logins whose answer was lost", async () => {
    await using bench = await blueskyBench(pds);
    bench.proxy.always("createSession", { kind: "cut-after" });
    for (let time = 0; time < 4; time += 1) await thrown("unavailable", bench.publisher().publish(outgoing("Hi")));
    await thrown("rate-limit", bench.publisher().publish(outgoing("Hi")));
    expect(logins(bench)).toBe(4);
  });

  it("counts no login that never reached the server", async () => {
    await using bench = await blueskyBench(pds);
    const service = `http://127.0.0.1:${await freePort()}`;
    for (let time = 0; time < 6; time += 1) {
      const error = await thrown("unavailable", bench.publisher({ service }).publish(outgoing("Hi")), [bench.account.appPassword]);
      expect(error.message).toContain("ECONNREFUSED");
    }
  });

  it("waits as long as the server asks, restarts or not", async () => {
    await using bench = await blueskyBench(pds);
    bench.proxy.next("createSession", xrpcError(429, "RateLimitExceeded", { "retry-after": "7200" }));
    expect((await thrown("rate-limit", bench.publisher().publish(outgoing("Hi")))).retryAfterMs).toBe(7_200_000);
    bench.clock.forward({ hours: 1 });
    expect((await thrown("rate-limit", bench.publisher().publish(outgoing("Hi")))).retryAfterMs).toBe(3_600_000);
    expect(logins(bench)).toBe(1);
    bench.clock.forward({ hours: 1 });
    await bench.publisher().publish(outgoing("Hi"));
  });

  it("is limited by the real server as documented: 30 in 5 minutes, with the time to wait", async () => {
    await using bench = await blueskyBench(pds);
    const wrong = { appPassword: "wron-gpas-swor-d234" };
    const attempts = Array.from({ length: 30 }, async (_, attempt) => {
      const account = `bluesky-${attempt}`;
      return bench
        .publisher({ ...wrong, account })
        .publish(outgoing("Hi"))
        .catch((error: unknown) => error);
    });
    const errors = (await Promise.all(attempts)) as { kind: string; retryAfterMs?: number }[];
    // One of the 30 went into making the account.
    expect(errors.filter(({ kind }) => kind === "auth")).toHaveLength(29);
    const limited = errors.find(({ kind }) => kind === "rate-limit");
    expect(limited?.retryAfterMs).toBeGreaterThan(200_000);
    expect(limited?.retryAfterMs).toBeLessThanOrEqual(300_000);
  });

  it("takes a handle with @ or in capitals, and a DID", async () => {
    await using bench = await blueskyBench(pds);
    for (const handle of [` @${bench.account.handle.toUpperCase()} `, `\u2068${bench.account.handle}\u2069`, bench.account.did]) {
      expect(await bench.publisher({ handle }).check()).toMatchObject({ ok: true });
    }
    expect(logins(bench)).toBe(2);
  });

  it("never sends the password to a server without TLS, nor after a redirect", async () => {
    await using bench = await blueskyBench(pds);
    const error = await thrown("auth", bench.publisher({ service: "http://192.0.2.1" }).publish(outgoing("Hi")));
    expect(error.message).toContain("BLUESKY_SERVICE");
    bench.proxy.next("createSession", {
      kind: "answer",
      status: 307,
      headers: { location: `${pds.url}/xrpc/com.atproto.server.createSession` },
    });
    const before = pds.calls("com.atproto.server.createSession");
    await thrown("unavailable", bench.publisher().publish(outgoing("Hi")));
    expect(pds.calls("com.atproto.server.createSession")).toBe(before);
  });

  it("says what is wrong with a main password under a second factor, a closed account and a strange handle", async () => {
    await using bench = await blueskyBench(pds);
    bench.proxy.next("createSession", xrpcError(401, "AuthFactorTokenRequired"));
    expect((await bench.publisher({ account: "a" }).check()).message).toContain("second factor");
    bench.proxy.next("createSession", xrpcError(401, "AccountTakedown"));
    expect((await bench.publisher({ account: "b" }).check()).message).toContain("has closed the account");
    expect((await bench.publisher({ handle: "just-a-name", prefix: "BLUESKY_DE" }).check()).message).toContain("BLUESKY_DE_HANDLE");
  });
});

describe("checking a Bluesky account", () => {
  it("says who is signed in where, and asks for the bot label only while it lacks", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    const host = new URL(bench.proxy.url).host;
    const unlabelled = await publisher.check();
    expect(unlabelled).toEqual({
      ok: true,
      message: expect.stringMatching(/^Signed in as @\S+ on \S+ Its profile does not say/) as string,
    });
    const agent = await pds.agent(bench.account);
    const labels = { $type: "com.atproto.label.defs#selfLabels", values: [{ val: "bot" }] };
    const record = { $type: "app.bsky.actor.profile", displayName: "Every day, a name", labels };
    await agent.com.atproto.repo.putRecord({ repo: bench.account.did, collection: "app.bsky.actor.profile", rkey: "self", record });
    expect(await publisher.check()).toEqual({ ok: true, message: `Signed in as @${bench.account.handle} on ${host}.` });
  });

  it("answers, and shows no secret, whatever happens", async () => {
    await using bench = await blueskyBench(pds);
    const broken = { read: () => Promise.reject(new Error("no database")), write: () => Promise.reject(new Error("no database")) };
    const answers = [
      await bench.publisher({ sessions: broken }).check(),
      await bench.publisher({ service: "http://127.0.0.1:1" }).check(),
      await bench.publisher({ service: "nonsense://" }).check(),
      await bench.publisher({ appPassword: "wron-gpas-swor-d234" }).check(),
    ];
    for (const answer of answers) expect(answer).toEqual({ ok: false, message: expect.stringMatching(/^[^\n]{20,400}$/) as string });
    expect(inspect(answers)).not.toContain("wron-gpas");
  });

  it("finds what is under a hashtag, page by page", async () => {
    await using bench = await blueskyBench(pds);
    const post = {
      uri: "at://did:plc:a/app.bsky.feed.post/b",
      cid: "bafyreidwaivazkwu67xztlmuobx35hs2lnfh3kolmgfmucldvhd3sgzcqi",
      author: { did: "did:plc:a", handle: "a.test" },
      record: { $type: "app.bsky.feed.post", text: "hello", createdAt: "2026-12-01T06:00:00Z" },
      indexedAt: "2026-12-01T06:00:00Z",
    };
    bench.proxy.next("app.bsky.feed.searchPosts", {
      kind: "answer",
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ posts: [post], cursor: "100" }),
    });
    const publisher = bench.publisher();
    const query = {
      tag: "FreeMarfa",
      since: Temporal.Instant.from("2026-12-01T00:00:00Z"),
      until: Temporal.Instant.from("2026-12-02T00:00:00Z"),
      cursor: null,
    };
    expect(await publisher.findTagged?.(query)).toEqual({
      posts: [{ uri: post.uri, indexedAt: post.indexedAt, record: expect.objectContaining({ text: "hello" }) as unknown }],
      cursor: "100",
    });
    const { searchParams } = new URL(bench.proxy.requests.find(({ path }) => path.includes("searchPosts"))?.path ?? "", "http://localhost");
    expect(Object.fromEntries(searchParams)).toEqual({
      q: "#FreeMarfa",
      tag: "FreeMarfa",
      sort: "latest",
      since: "2026-12-01T00:00:00.000Z",
      until: "2026-12-02T00:00:00.000Z",
      limit: "100",
    });
    bench.proxy.next("app.bsky.feed.searchPosts", xrpcError(502, "UpstreamFailure"));
    await thrown("unavailable", publisher.findTagged?.(query) ?? Promise.resolve());
  });
});
