import { createRestAPIClient } from "masto";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { startMastodonServer, type MastodonServer, type MastodonServerOptions } from "../servers/mastodon/server.ts";

const now = Temporal.Instant.from("2026-12-01T12:00:30Z");

const start = async (options: MastodonServerOptions = {}) => {
  const server = await startMastodonServer({ clock: () => now, raceWindowMs: 20, ...options });
  return Object.assign(server, { api: createRestAPIClient({ url: server.url, accessToken: server.token }) });
};

/** Status and words of a refusal. */
const refusal = async (call: PromiseLike<unknown>): Promise<[number, string]> => {
  try {
    await call;
  } catch (error) {
    const { statusCode, message } = error as { statusCode: number; message: string };
    return [statusCode, message];
  }
  throw new Error("was not refused");
};

const png = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
const file = (bytes: Uint8Array<ArrayBuffer> | Buffer<ArrayBuffer>, type = "image/png") => new File([bytes], "card.png", { type });
const plain = async (
  server: MastodonServer,
  path: string,
  init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {},
) => fetch(server.url + path, { ...init, headers: { Authorization: `Bearer ${server.token}`, ...init.headers } });

describe("the strict Mastodon server refuses", () => {
  it("a token that it does not know, and none", async () => {
    await using server = await start();
    const stranger = createRestAPIClient({ url: server.url, accessToken: "stranger" });
    expect(await refusal(stranger.v1.accounts.verifyCredentials())).toEqual([401, "The access token is invalid"]);
    const nobody = createRestAPIClient({ url: server.url });
    expect(await refusal(nobody.v1.statuses.create({ status: "Hello" }))).toEqual([401, "The access token is invalid"]);
  });

  it.each([
    ["read:accounts", ["read:statuses", "write"]],
    ["write:statuses", ["read", "write:media"]],
    ["write:media", ["read", "write:statuses"]],
  ])("what needs %s to a token without it", async (scope, scopes) => {
    const token = { token: "narrow", account: { id: "109", username: "campaign" }, scopes };
    await using server = await start({ tokens: [token] });
    const calls: Record<string, () => PromiseLike<unknown>> = {
      "read:accounts": () => server.api.v1.accounts.verifyCredentials(),
      "write:statuses": () => server.api.v1.statuses.create({ status: "Hello" }),
      "write:media": async () => server.api.v2.media.create({ file: file(await png(2, 2)), skipPolling: true }),
    };
    expect(await refusal(calls[scope]!())).toEqual([403, "This action is outside the authorized scopes"]);
  });

  it("a status without words and pictures", async () => {
    await using server = await start();
    expect(await refusal(server.api.v1.statuses.create({ status: " \n " }))).toEqual([422, "Validation failed: Text can't be blank"]);
  });

  it.each([
    ["letters", "a".repeat(500)],
    ["flags and families as one each", "👨‍👩‍👧‍👦🇧🇾".repeat(250)],
    ["a long link as 23", `${"a".repeat(476)} https://example.org/${"path/".repeat(60)}`],
    ["a short link as 23 too", `${"a".repeat(476)} http://t.me`],
    ["a Cyrillic link as 23", `${"a".repeat(476)} https://прыклад.бел/${"шлях".repeat(30)}`],
    ["a mention without its host", `${"a".repeat(490)} @campaign@a-very-long-host.mastodon.example`],
  ])("a text that is one too long, counting %s", async (_, longest) => {
    await using server = await start();
    await server.api.v1.statuses.create({ status: longest });
    const refused = await refusal(server.api.v1.statuses.create({ status: `b${longest}` }));
    expect(refused).toEqual([422, "Validation failed: Text character limit of 500 exceeded"]);
  });

  it.each([
    ["without a scheme", "example.org/"],
    ["to a name that is no domain", "http://localhost/"],
    ["to a number", "http://127.0.0.1/"],
    ["of another scheme", "ftp://example.org/"],
    ["right behind a letter", "xhttps://example.org/"],
    ["with a mention at its domain's end", "https://example.org@"],
  ])("a text that fits only if a link %s counted 23", async (_, link) => {
    await using server = await start();
    const [code] = await refusal(server.api.v1.statuses.create({ status: `${"a".repeat(400)} ${link}${"b".repeat(120)}` }));
    expect(code).toBe(422);
  });

  it("what its own settings forbid", async () => {
    await using server = await start({ instance: { maxCharacters: 40, charactersPerLink: 30 } });
    await server.api.v1.statuses.create({ status: `${"a".repeat(9)} https://t.me/x` });
    const [code, message] = await refusal(server.api.v1.statuses.create({ status: `${"a".repeat(10)} https://t.me/x` }));
    expect([code, message]).toEqual([422, "Validation failed: Text character limit of 40 exceeded"]);
  });

  it("a visibility that there is not, and a reply to nothing", async () => {
    await using server = await start();
    const body = JSON.stringify({ status: "Hello", visibility: "everybody" });
    const response = await plain(server, "/api/v1/statuses", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    expect(response.status).toBe(422);
    const reply = server.api.v1.statuses.create({ status: "Hello", inReplyToId: "77" });
    expect(await refusal(reply)).toEqual([404, "The post you are trying to reply to does not appear to exist."]);
  });

  it("a fifth picture, one that is attached already, one of another account and one that is not ready", async () => {
    const tokens = ["109", "110"].map((id) => ({
      token: `token-${id}`,
      account: { id, username: `user${id}` },
      scopes: ["read", "write"],
    }));
    await using server = await start({ tokens });
    const upload = async () => (await server.api.v2.media.create({ file: file(await png(2, 2)), skipPolling: true })).id;
    const ids = await Promise.all([1, 2, 3, 4, 5].map(upload));
    const attach = (mediaIds: string[], api = server.api) => api.v1.statuses.create({ mediaIds });
    expect(await refusal(attach(ids))).toEqual([422, "Cannot attach more than 4 files"]);
    await attach(ids.slice(0, 4));
    expect(await refusal(attach([ids[0]!]))).toEqual([422, `Media ${ids[0]} not found or already attached to another post`]);
    const other = createRestAPIClient({ url: server.url, accessToken: "token-110" });
    expect((await refusal(attach([ids[4]!], other)))[0]).toBe(422);
    await using slow = await start({ pollsUntilReady: 2 });
    const { id } = await slow.api.v2.media.create({ file: file(await png(2, 2)), skipPolling: true });
    const early = slow.api.v1.statuses.create({ mediaIds: [id] });
    expect(await refusal(early)).toEqual([422, "Cannot attach files that have not finished processing. Try again in a moment!"]);
    expect((await plain(slow, `/api/v1/media/${id}`)).status).toBe(206);
    expect((await plain(slow, `/api/v1/media/${id}`)).status).toBe(200);
    await slow.api.v1.statuses.create({ mediaIds: [id] });
  });

  it("a file that is no picture, of a type it does not take, too large, of too many pixels, or with too long a description", async () => {
    await using server = await start({
      instance: { imageBytes: 2_000, imagePixels: 10_000, mediaTypes: ["image/png"], descriptionLimit: 1500 },
    });
    const upload = async (data: Uint8Array<ArrayBuffer> | Buffer<ArrayBuffer>, description = "", type?: string) =>
      server.api.v2.media.create({ file: file(data, type), description, skipPolling: true });
    const invalid = "Validation failed: File content type is invalid, File is invalid";
    expect(await refusal(upload(Buffer.from("%PDF-1.7 not a picture")))).toEqual([422, invalid]);
    const jpeg = await sharp(await png(10, 10))
      .jpeg()
      .toBuffer();
    expect(await refusal(upload(jpeg, "", "image/png"))).toEqual([422, invalid]);
    const noise = await sharp({
      create: { width: 60, height: 60, channels: 3, background: "#fff", noise: { type: "gaussian", mean: 128, sigma: 60 } },
    })
      .png()
      .toBuffer();
    expect((await refusal(upload(noise)))[1]).toContain("File file size must be less than");
    expect(await refusal(upload(await png(101, 100)))).toEqual([422, "101x100 images are not supported"]);
    const tooLong = "Validation failed: Description is too long (maximum is 1500 characters)";
    expect(await refusal(upload(await png(2, 2), "a".repeat(1501)))).toEqual([422, tooLong]);
    const { id, description } = await upload(await png(2, 2), "a".repeat(1500));
    expect(description).toHaveLength(1500);
    expect(await refusal(server.api.v1.media.$select(id).update({ description: "a".repeat(1501) }))).toEqual([422, tooLong]);
  });

  it("a schedule less than five minutes ahead", async () => {
    await using server = await start();
    const at = (minutes: number) => now.add({ minutes }).toString();
    expect((await refusal(server.api.v1.statuses.create({ status: "Soon", scheduledAt: at(5) })))[0]).toBe(422);
    await server.api.v1.statuses.create({ status: "Later", scheduledAt: at(6) });
    expect(server.posts()).toEqual([]);
  });

  it.each([
    ["the 301st call in 5 minutes", 300, "GET", "/api/v1/apps/verify_credentials", "2026-12-01T12:05:00Z"],
    ["the 31st upload in 30 minutes", 30, "POST", "/api/v2/media", "2026-12-01T12:30:00Z"],
    ["the 31st deletion in 30 minutes", 30, "DELETE", "/api/v1/statuses/1", "2026-12-01T12:30:00Z"],
  ])("%s, and says until when", async (_, most, method, path, reset) => {
    await using server = await start();
    for (let call = 1; call <= most; call += 1) {
      const response = await plain(server, path, { method });
      await response.text();
      expect(response.status).not.toBe(429);
      expect(response.headers.get("x-ratelimit-remaining")).toBe(String(most - call));
    }
    const refused = await plain(server, path, { method });
    expect([refused.status, await refused.json()]).toEqual([429, { error: "Too many requests" }]);
    expect(refused.headers.get("x-ratelimit-limit")).toBe(String(most));
    expect(Temporal.Instant.from(refused.headers.get("x-ratelimit-reset")!).toString()).toBe(reset);
  });
});

describe("the strict Mastodon server", () => {
  const twice = async (server: Awaited<ReturnType<typeof start>>) => {
    const meta = { requestInit: { headers: { "Idempotency-Key": "key" } } };
    const once = () => server.api.v1.statuses.create({ status: "Hello" }, meta);
    return Promise.allSettled([once(), once()]);
  };

  it.each([
    ["honours", 1],
    ["races", 2],
    ["ignores", 2],
  ] as const)("that %s the key makes of two requests at once %i", async (character, posts) => {
    await using server = await start({ character });
    await twice(server);
    expect(server.posts()).toHaveLength(posts);
  });

  it("that answers 500 to a repeat has the first one, and forgets its key after an hour", async () => {
    let time = now;
    await using server = await start({ character: "answers-500-to-repeat", clock: () => time });
    const post = () =>
      plain(server, "/api/v1/statuses", {
        method: "POST",
        body: new URLSearchParams({ status: "Hello" }),
        headers: { "Idempotency-Key": "k" },
      });
    expect([(await post()).status, (await post()).status]).toEqual([200, 500]);
    expect(server.posts()).toHaveLength(1);
    time = now.add({ minutes: 61 });
    expect((await post()).status).toBe(200);
    expect(server.posts()).toHaveLength(2);
  });

  it("shows a status as Mastodon does", async () => {
    await using server = await start();
    const link = "https://www.example.org/prisoners/maria-kalesnikava/letters";
    const status = await server.api.v1.statuses.create({ status: `Free <her> & all!\nNow\n\n#Беларусь ${link}`, language: "be-tarask" });
    expect(status.content).toBe(
      `<p>Free &lt;her&gt; &amp; all!<br />Now</p><p><a href="${server.url}/tags/%D0%91%D0%B5%D0%BB%D0%B0%D1%80%D1%83%D1%81%D1%8C" class="mention hashtag" rel="tag">#<span>Беларусь</span></a> ` +
        `<a href="${link}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://www.</span><span class="ellipsis">example.org/prisoners/maria-ka</span><span class="invisible">lesnikava/letters</span></a></p>`,
    );
    expect(status).toMatchObject({ language: "be", visibility: "public", createdAt: "2026-12-01T12:00:30.000Z" });
    expect(status.tags.map(({ name }) => name)).toEqual(["беларусь"]);
    expect(BigInt(status.id) >> 16n).toBe(BigInt(now.epochMilliseconds));
  });

  it("lists statuses newest first, in pages of at most 40 that link to the next", async () => {
    await using server = await start();
    for (let post = 0; post < 90; post += 1) server.addStatus({ text: String(post), createdAt: now.add({ seconds: post }) });
    const pages: string[][] = [];
    for await (const page of server.api.v1.accounts.$select("109").statuses.list({ limit: 100 }))
      pages.push(page.map(({ content }) => content));
    expect(pages.map((page) => page.length)).toEqual([40, 40, 10]);
    expect([pages[0]![0], pages[2]!.at(-1)]).toEqual(["<p>89</p>", "<p>0</p>"]);
    const above = await server.api.v1.accounts.$select("109").statuses.list({ minId: server.posts()[9]!.id, limit: 2 });
    expect(above.map(({ content }) => content)).toEqual(["<p>11</p>", "<p>10</p>"]);
  });

  it("edits, shows in context and deletes the account's own statuses only", async () => {
    const tokens = ["109", "110"].map((id) => ({
      token: `token-${id}`,
      account: { id, username: `user${id}` },
      scopes: ["read", "write"],
    }));
    await using server = await start({ tokens });
    const root = await server.api.v1.statuses.create({ status: "Root" });
    const reply = await server.api.v1.statuses.create({ status: "Reply", inReplyToId: root.id });
    const context = await server.api.v1.statuses.$select(reply.id).context.fetch();
    expect(context.ancestors.map(({ id }) => id)).toEqual([root.id]);
    await server.api.v1.statuses.$select(reply.id).update({ status: "Corrected" });
    expect(server.posts()[1]!.text).toBe("Corrected");
    const other = createRestAPIClient({ url: server.url, accessToken: "token-110" });
    expect(await refusal(other.v1.statuses.$select(root.id).remove())).toEqual([404, "Record not found"]);
    expect(await server.api.v1.statuses.$select(root.id).remove()).toMatchObject({ id: root.id, text: "Root" });
    expect(server.posts().map(({ text, replyTo }) => [text, replyTo])).toEqual([["Corrected", null]]);
    expect(await refusal(server.api.v1.statuses.$select(root.id).fetch())).toEqual([404, "Record not found"]);
  });
});
