import { describe, expect, it } from "vitest";
import type { Clock } from "../../src/clock.ts";
import { mastodonDefaultLimits } from "../../src/compose/limits.ts";
import type { Published, Publisher } from "../../src/delivery/publisher.ts";
import { createMastodonPublisher, type MastodonAccountOptions } from "../../src/networks/mastodon/mastodon-publisher.ts";
import { outgoing, picture } from "../servers/mastodon/outgoing.ts";
import { type MastodonServer, type MastodonServerOptions, startMastodonServer } from "../servers/mastodon/server.ts";
import type { MastodonCharacter } from "../servers/mastodon/state.ts";

const characters: MastodonCharacter[] = ["honours", "ignores", "races", "answers-500-to-repeat"];

const settableClock = (start = "2026-12-01T12:00:30Z") => {
  let now = Temporal.Instant.from(start);
  const clock: Clock = () => now;
  return { clock, set: (instant: string) => (now = Temporal.Instant.from(instant)) };
};

interface Stage extends AsyncDisposable {
  readonly server: MastodonServer;
  readonly publisher: Publisher;
  readonly set: (instant: string) => void;
  readonly pauses: number[];
}

const stage = async (server: MastodonServerOptions = {}, account: Partial<MastodonAccountOptions> = {}): Promise<Stage> => {
  const { clock, set } = settableClock();
  const started = await startMastodonServer({ clock, raceWindowMs: 20, ...server });
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  const publisher = createMastodonPublisher({
    account: "mastodon",
    url: started.url,
    token: started.token,
    clock,
    timeoutMs: 5_000,
    pause,
    ...account,
  });
  return {
    server: started,
    publisher,
    set,
    pauses,
    async [Symbol.asyncDispose]() {
      await publisher[Symbol.asyncDispose]();
      await started[Symbol.asyncDispose]();
    },
  };
};

const text = "Марыя Калеснікава\n\nHeld for 1,923 days. #FreeMariaKalesnikava https://prisoners.spring96.org/en/person/maryja-kalesnikava";

describe("publishing to Mastodon", () => {
  it("makes a public status with its language, and tells where it is", async () => {
    await using scene = await stage();
    const published = await scene.publisher.publish(outgoing(text));
    const [post] = scene.server.posts();
    expect(post).toMatchObject({ text, language: "be", replyTo: null, media: [] });
    expect(published).toEqual({ ref: post!.id, url: post!.url });
    expect(scene.server.statuses.get(published.ref)!.visibility).toBe("public");
  });

  it("attaches pictures in their order with their alt texts, waiting until the server has processed each", async () => {
    await using scene = await stage({ pollsUntilReady: 3 });
    const media = [await picture("A card: Maria Kalesnikava"), await picture("Her portrait")];
    await scene.publisher.publish(outgoing(text, { media }));
    expect(scene.server.posts()[0]!.media).toEqual([
      { alt: "A card: Maria Kalesnikava", bytes: media[0]!.bytes, mediaType: "image/png" },
      { alt: "Her portrait", bytes: media[1]!.bytes, mediaType: "image/png" },
    ]);
    expect(scene.pauses).toEqual([500, 1000, 2000, 500, 1000, 2000]);
  });

  it("gives up on a picture that is never ready, with nothing published", async () => {
    await using scene = await stage({ pollsUntilReady: 10_000 });
    const failed = scene.publisher.publish(outgoing(text, { media: [await picture("A card")] }));
    await expect(failed).rejects.toMatchObject({ name: "PublishError", kind: "unavailable" });
    expect(scene.server.posts()).toEqual([]);
    expect(scene.pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(70_000);
  });

  it("threads three parts, each a reply to the one before", async () => {
    await using scene = await stage();
    const published: Published[] = [];
    for (const index of [0, 1, 2]) {
      const thread = index === 0 ? null : { root: published[0]!, parent: published[index - 1]! };
      published.push(await scene.publisher.publish(outgoing(`Part (${index + 1}/3)`, { index, thread })));
    }
    expect(scene.server.posts().map(({ id, replyTo }) => [id, replyTo])).toEqual([
      [published[0]!.ref, null],
      [published[1]!.ref, published[0]!.ref],
      [published[2]!.ref, published[1]!.ref],
    ]);
  });

  it("publishes once when the same part is published again, and twice for two parts with the same words", async () => {
    await using scene = await stage();
    const first = await scene.publisher.publish(outgoing(text));
    expect(await scene.publisher.publish(outgoing(text))).toEqual(first);
    expect(scene.server.posts()).toHaveLength(1);
    const keys = new Set(scene.server.requests.filter(({ method }) => method === "POST").map(({ idempotencyKey }) => idempotencyKey));
    expect(keys.size).toBe(1);
    await scene.publisher.publish(outgoing(text, { index: 1 }));
    await scene.publisher.publish(outgoing(text, { deliveryId: "2026-12-02/profile/maria-kalesnikava@mastodon" }));
    expect(scene.server.posts()).toHaveLength(3);
  });
});

describe.each(characters)("recovering on a server that %s the key", (character) => {
  it("finds a part whose answer was lost, and what follows finds nothing new", async () => {
    await using scene = await stage({ character });
    const parent = await scene.publisher.publish(outgoing("Part (1/2)"));
    const second = outgoing(`${text} @campaign@${new URL(scene.server.url).hostname}`, { index: 1, thread: { root: parent, parent } });
    scene.server.fail({ when: "after", answer: { kind: "cut" }, method: "POST", path: "/api/v1/statuses" });
    await expect(scene.publisher.publish(second)).rejects.toMatchObject({ kind: "unknown-outcome" });
    const recovered = await scene.publisher.recover(second);
    expect(recovered).toEqual({ ref: scene.server.posts()[1]!.id, url: scene.server.posts()[1]!.url });
    expect(scene.server.posts()).toHaveLength(2);
  });

  it("takes no other post of the same words for the part in doubt", async () => {
    await using scene = await stage({ character });
    const other = await scene.publisher.publish(outgoing(text, { deliveryId: "2026-11-30/correction/x@mastodon" }));
    const others = new Set([other.ref]);
    expect(await scene.publisher.recover(outgoing(text), others)).toBe("send-again");
    scene.server.fail({ when: "after", answer: { kind: "cut" }, method: "POST", path: "/api/v1/statuses" });
    await expect(scene.publisher.publish(outgoing(text))).rejects.toMatchObject({ kind: "unknown-outcome" });
    expect(await scene.publisher.recover(outgoing(text), others)).toMatchObject({ ref: scene.server.posts()[1]!.id });
  });

  it("says to send again what never arrived, and that makes exactly one", async () => {
    await using scene = await stage({ character });
    scene.server.fail({ when: "before", answer: { kind: "cut" }, method: "POST", path: "/api/v1/statuses" });
    await expect(scene.publisher.publish(outgoing(text))).rejects.toMatchObject({ kind: "unknown-outcome" });
    expect(await scene.publisher.recover(outgoing(text))).toBe("send-again");
    await scene.publisher.publish(outgoing(text));
    expect(scene.server.posts()).toHaveLength(1);
  });
});

describe("recovering", () => {
  const yesterday = Temporal.Instant.from("2026-11-30T12:00:05Z");
  const today = Temporal.Instant.from("2026-12-01T12:00:05Z");

  it("does not take another day's post with the same words for today's", async () => {
    await using scene = await stage();
    scene.server.addStatus({ text, createdAt: yesterday });
    expect(await scene.publisher.recover(outgoing(text))).toBe("send-again");
  });

  it("asks a person where a post may have been sent before it was due", async () => {
    await using scene = await stage();
    scene.server.addStatus({ text, createdAt: yesterday });
    scene.set("2026-12-01T09:00:00Z");
    expect(await scene.publisher.recover(outgoing(text))).toBe("unknown");
    expect(await scene.publisher.recover(outgoing("Other words"))).toBe("send-again");
  });

  it("does not take a boost, another account's post or a reply elsewhere for its own", async () => {
    await using scene = await stage();
    const other = scene.server.addStatus({ text: "Something else", createdAt: yesterday });
    scene.server.addStatus({ text, createdAt: today, accountId: "110" });
    scene.server.addStatus({ text, createdAt: today, reblogOf: other.id });
    scene.server.addStatus({ text, createdAt: today, inReplyToId: other.id });
    expect(await scene.publisher.recover(outgoing(text))).toBe("send-again");
  });

  it("looks past many pages of newer posts", async () => {
    await using scene = await stage();
    const wanted = scene.server.addStatus({ text, createdAt: today });
    for (let post = 1; post <= 130; post += 1) scene.server.addStatus({ text: `Note ${post}`, createdAt: today.add({ seconds: post }) });
    expect(await scene.publisher.recover(outgoing(text))).toMatchObject({ ref: wanted.id });
  });

  it("knows a picture without words by its alt text", async () => {
    await using scene = await stage();
    const media = [await picture("A card: Maria")];
    const published = await scene.publisher.publish(outgoing("", { media }));
    expect(await scene.publisher.recover(outgoing("", { media }))).toEqual(published);
    expect(await scene.publisher.recover(outgoing("", { media: [await picture("A card: Ales")] }))).toBe("send-again");
  });

  it("does not guess when the server cannot be asked", async () => {
    await using scene = await stage();
    scene.server.fail({ when: "before", answer: { kind: "answer", status: 503 }, path: "/api/v1/accounts/" });
    await expect(scene.publisher.recover(outgoing(text))).rejects.toMatchObject({ kind: "unavailable" });
    scene.server.fail({ when: "before", answer: { kind: "answer", status: 200, body: '{"not":"a list"}' }, path: "/api/v1/accounts/109" });
    expect(await scene.publisher.recover(outgoing(text))).toBe("unknown");
  });
});

describe("limits", () => {
  it("are the server's own", async () => {
    const instance = { maxCharacters: 5000, charactersPerLink: 30, imageBytes: 1_000_000, imagePixels: 2_000_000, descriptionLimit: 400 };
    await using scene = await stage({ instance: { ...instance, mediaTypes: ["image/png", "image/gif"] } });
    expect(await scene.publisher.limits()).toEqual({
      network: "mastodon",
      characters: 5000,
      charactersPerLink: 30,
      image: { bytes: 1_000_000, pixels: 2_000_000, side: 2_000_000, mediaTypes: ["image/png"], alt: 400 },
    });
  });

  it("are read from a server that knows only the first version", async () => {
    await using scene = await stage({ instance: { apiVersion: 1, maxCharacters: 777 } });
    expect(await scene.publisher.limits()).toMatchObject({ characters: 777 });
  });

  it("are asked for once an hour, and sooner after a failure", async () => {
    await using scene = await stage({ instance: { maxCharacters: 600 } });
    scene.server.fail({ when: "before", answer: { kind: "answer", status: 502, html: true }, times: 2 });
    expect(await scene.publisher.limits()).toEqual(mastodonDefaultLimits);
    expect(await scene.publisher.limits()).toEqual(mastodonDefaultLimits);
    expect(scene.server.requests).toHaveLength(2);
    scene.set("2026-12-01T12:06:00Z");
    const all = await Promise.all([scene.publisher.limits(), scene.publisher.limits()]);
    expect(all.map((limits) => "characters" in limits && limits.characters)).toEqual([600, 600]);
    scene.set("2026-12-01T13:05:00Z");
    await scene.publisher.limits();
    expect(scene.server.requests).toHaveLength(3);
    scene.set("2026-12-01T13:07:00Z");
    await scene.publisher.limits();
    expect(scene.server.requests).toHaveLength(4);
  });

  it("are the defaults where the server cannot be reached", async () => {
    const server = await startMastodonServer();
    await server[Symbol.asyncDispose]();
    await using publisher = createMastodonPublisher({ account: "m", url: server.url, token: "t", clock: settableClock().clock });
    expect(await publisher.limits()).toEqual(mastodonDefaultLimits);
  });
});

describe("check", () => {
  it("says who is signed in", async () => {
    await using scene = await stage();
    expect(await scene.publisher.check()).toEqual({ ok: true, message: `Signed in as @campaign@${new URL(scene.server.url).host}.` });
  });

  it("says how to get a token where it is refused", async () => {
    await using scene = await stage({}, { token: "a-stale-token" });
    const { ok, message } = await scene.publisher.check();
    expect(ok).toBe(false);
    expect(message).toContain("Development → New application");
    expect(message).toContain("write:statuses");
    expect(message).not.toContain("a-stale-token");
  });

  it("names the scopes that are missing", async () => {
    const token = { token: "half", account: { id: "109", username: "campaign" }, scopes: ["read", "write:statuses"] };
    await using scene = await stage({ tokens: [token] });
    const { ok, message } = await scene.publisher.check();
    expect(ok).toBe(false);
    expect(message).toContain("may not do write:media:");
  });

  it("does not blame the token for a server in trouble", async () => {
    await using scene = await stage();
    scene.server.fail({ when: "before", answer: { kind: "answer", status: 502, html: true } });
    const { ok, message } = await scene.publisher.check();
    expect(ok).toBe(false);
    expect(message).toContain("is in trouble (502)");
    expect(message).not.toContain("New application");
  });

  it.each([
    ["http://mastodon.example", "t", "https://"],
    ["", "t", "address"],
    ["https://mastodon.example", "two words", "copy it again"],
    ["https://mastodon.example", "", "no access token"],
  ])("tells a faulty setting without a call: %s %s", async (url, token, expected) => {
    await using publisher = createMastodonPublisher({ account: "m", url, token, clock: settableClock().clock });
    const { ok, message } = await publisher.check();
    expect([ok, message]).toEqual([false, expect.stringContaining(expected)]);
    await expect(publisher.publish(outgoing("x"))).rejects.toMatchObject({ kind: "auth" });
    expect(await publisher.limits()).toEqual(mastodonDefaultLimits);
  });
});
