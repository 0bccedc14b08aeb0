import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { PublishError } from "../../src/delivery/publish-error.ts";
import type { Failure } from "../servers/telegram/fault.ts";
import { mediaFile, outgoing, part, picture, rejection, startStage } from "./telegram-fixture.ts";

const failOnce = async (failure: Failure, takesEffect = false) => {
  await using stage = await startStage();
  stage.server.failNext({ failure, takesEffect });
  const error = await rejection(stage.with({ timeoutMs: 400 }).publish(outgoing(part("A secret text"))));
  return { error, posts: stage.server.posts() };
};

describe("a refusal by Telegram", () => {
  it.each<[string, number, string, string]>([
    ["auth", 401, "Unauthorized", "@BotFather"],
    ["auth", 404, "Not Found", "TELEGRAM_TOKEN"],
    ["auth", 403, "Forbidden: bot was kicked from the channel chat", "administrator"],
    ["auth", 403, "Forbidden: bot is not a member of the channel chat", "administrator"],
    ["auth", 400, "Bad Request: need administrator rights in the channel chat", "administrator"],
    ["auth", 400, "Bad Request: not enough rights to send photos to the chat", "administrator"],
    ["auth", 400, "Bad Request: chat not found", "TELEGRAM_CHANNEL"],
    ["rejected", 400, "Bad Request: message is too long", "message is too long"],
    ["rejected", 400, "Bad Request: message text of 401 429 500 characters", "refuses this post"],
    ["rejected", 413, "Request Entity Too Large", "refuses this post"],
    ["unknown-outcome", 500, "Internal Server Error", "may or may not be out"],
    ["unknown-outcome", 502, "Bad Gateway", "may or may not be out"],
  ])("is %s after %i %s", async (kind, status, description, said) => {
    const { error } = await failOnce({ kind: "error", status, description });
    expect(error).toBeInstanceOf(PublishError);
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(said);
  });

  it("names the new id of a group that has moved", async () => {
    await using stage = await startStage();
    const group = stage.server.addChat({ type: "group", title: "Old" });
    group.migratedTo = -1_009_999_999_999;
    const error = await rejection(stage.with({ channel: String(group.id) }).publish(outgoing(part("Text"))));
    expect(error).toMatchObject({ kind: "auth", message: expect.stringContaining("set TELEGRAM_CHANNEL to -1009999999999") as string });
  });

  it("comes for what a text or a picture may not be", async () => {
    await using stage = await startStage();
    const tooLong = outgoing(part("ж".repeat(4097)));
    const tooLongCaption = outgoing(part("ж".repeat(1025), [], [await picture()]));
    const empty = outgoing(part(""));
    const noPicture = outgoing(part("Text", [], [mediaFile(Buffer.from("this is no picture"))]));
    const strip = outgoing(part("Text", [], [await picture(2100, 100)]));
    const cutEmoji = outgoing(part("🕊", [{ type: "text_link", offset: 0, length: 1, url: "https://example.org" }]));
    const pictures = await Promise.all(Array.from({ length: 11 }, (_, index) => picture(50, 50, index)));
    for (const post of [tooLong, tooLongCaption, empty, noPicture, strip, cutEmoji, outgoing(part("Many", [], pictures))]) {
      expect((await rejection(stage.publisher.publish(post))).kind).toBe("rejected");
    }
    expect(stage.server.posts()).toEqual([]);
  });
});

describe("a flood wait of Telegram", () => {
  it.each([1, 35, 20_000])("of %i s is told to the millisecond", async (retryAfter) => {
    const description = `Too Many Requests: retry after ${retryAfter}`;
    const { error } = await failOnce({ kind: "error", status: 429, description, retryAfter });
    expect(error).toMatchObject({ kind: "rate-limit", retryAfterMs: retryAfter * 1000 });
  });

  it("has a wait of its own where Telegram names none", async () => {
    const { error } = await failOnce({ kind: "error", status: 429, description: "Too Many Requests" });
    expect(error.kind).toBe("rate-limit");
    expect(error.retryAfterMs).toBeGreaterThan(0);
  });

  it("is kept: nothing is asked before it is over, and the post goes out when it is", async () => {
    await using stage = await startStage();
    stage.server.floodWait(7200);
    expect(await rejection(stage.publisher.publish(outgoing(part("Later"))))).toMatchObject({ retryAfterMs: 7_200_000 });
    stage.clock.advance({ hours: 1, minutes: 59, seconds: 59, milliseconds: 500 });
    expect(await rejection(stage.publisher.publish(outgoing(part("Later"))))).toMatchObject({ kind: "rate-limit", retryAfterMs: 500 });
    expect(stage.server.requests).toHaveLength(1);
    stage.clock.advance({ milliseconds: 500 });
    await stage.publisher.publish(outgoing(part("Later")));
    expect(stage.server.posts()).toHaveLength(1);
  });

  it("comes from the twenty-first message in a minute", async () => {
    await using stage = await startStage({ flood: { burst: 100 } });
    for (let count = 0; count < 20; count += 1) await stage.publisher.publish(outgoing(part(`Post ${count}`)));
    stage.clock.advance({ seconds: 10 });
    const error = await rejection(stage.publisher.publish(outgoing(part("One more"))));
    expect(error).toMatchObject({ kind: "rate-limit", retryAfterMs: 50_000 });
    expect(stage.server.posts()).toHaveLength(20);
  });
});

describe("a lost answer of Telegram", () => {
  it.each<[string, Failure, boolean]>([
    ["the line is cut before the post is out", { kind: "cut" }, false],
    ["the line is cut after the post is out", { kind: "cut" }, true],
    ["no answer comes", { kind: "hang" }, true],
    ["the answer comes too late", { kind: "delay", ms: 2000 }, true],
    ["the answer drips", { kind: "drip", everyMs: 100 }, true],
    ["a page comes in its place", { kind: "html", status: 200 }, true],
    ["a page of a proxy comes with 403", { kind: "html", status: 403 }, false],
    ["a page comes with 502", { kind: "html", status: 502 }, false],
    ["half of the JSON comes", { kind: "body", status: 200, body: '{"ok":true,"result":{"message_id":1,"text":"A secret text' }, true],
    ["null comes", { kind: "body", status: 200, body: "null" }, true],
    ["a list comes", { kind: "body", status: 200, body: "[]" }, true],
    ["an answer without a message comes", { kind: "body", status: 200, body: '{"ok":true,"result":true}' }, true],
    ["an answer without a result comes", { kind: "body", status: 200, body: '{"ok":true}' }, true],
    ["another program's error comes", { kind: "body", status: 400, body: '{"error":"nope"}' }, false],
  ])("leaves it open whether the post is out when %s", async (_case, failure, takesEffect) => {
    const { error, posts } = await failOnce(failure, takesEffect);
    expect(error.kind).toBe("unknown-outcome");
    expect(posts).toHaveLength(takesEffect ? 1 : 0);
  });

  it("leaves it open for a picture too", async () => {
    await using stage = await startStage();
    stage.server.failNext({ failure: { kind: "cut" }, takesEffect: true });
    expect((await rejection(stage.publisher.publish(outgoing(part("Text", [], [await picture()]))))).kind).toBe("unknown-outcome");
    expect(stage.server.requests).toHaveLength(1);
  });
});

describe("a Telegram that cannot be reached", () => {
  it.each(["http://127.0.0.1:1", "https://127.0.0.1:1", "https://does-not-exist.invalid"])(
    "has certainly not published: %s",
    async (apiRoot) => {
      await using stage = await startStage();
      expect((await rejection(stage.with({ apiRoot }).publish(outgoing(part("Text"))))).kind).toBe("unavailable");
    },
  );

  it("has certainly not published where what answers cannot encrypt, or never gets that far", async () => {
    await using stage = await startStage();
    const https = stage.server.url.replace("http:", "https:");
    expect((await rejection(stage.with({ apiRoot: https }).publish(outgoing(part("Text"))))).kind).toBe("unavailable");
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    try {
      await new Promise((resolve) => silent.once("listening", resolve));
      const apiRoot = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      expect((await rejection(stage.with({ apiRoot, timeoutMs: 200 }).publish(outgoing(part("Text"))))).kind).toBe("unavailable");
    } finally {
      silent.close();
    }
  });
});

describe("an error of the Telegram publisher", () => {
  it("never holds the token or the post's text, however it is printed", async () => {
    await using stage = await startStage();
    const { token } = stage.server;
    const secret = token.slice(token.indexOf(":") + 1);
    const failures: Failure[] = [
      { kind: "cut" },
      { kind: "hang" },
      { kind: "html", status: 200 },
      { kind: "html", status: 404 },
      { kind: "body", status: 200, body: `{"ok":true,"result":"A secret text` },
      { kind: "body", status: 200, body: "null" },
      { kind: "error", status: 400, description: `Bad Request: no /bot${token}/sendMessage here` },
      { kind: "error", status: 500, description: "Internal Server Error" },
      { kind: "error", status: 429, description: "Too Many Requests: retry after 0", retryAfter: 0 },
      { kind: "error", status: 401, description: `Unauthorized ${secret}` },
    ];
    const publisher = stage.with({ timeoutMs: 300 });
    const errors: unknown[] = [];
    for (const failure of failures) {
      stage.server.failNext({ failure });
      errors.push(await rejection(publisher.publish(outgoing(part("A secret text")))));
    }
    for (const apiRoot of ["http://127.0.0.1:1", "https://does-not-exist.invalid", "ftp://example.org", "nonsense"]) {
      errors.push(await rejection(stage.with({ apiRoot }).publish(outgoing(part("A secret text")))));
      errors.push(await stage.with({ apiRoot }).check());
    }
    errors.push(await rejection(stage.with({ token: `${token} extra` }).publish(outgoing(part("A secret text")))));
    for (const error of errors) {
      const printed = inspect(error, { depth: Infinity, showHidden: true });
      expect(printed).not.toContain(secret);
      expect(printed).not.toContain("A secret text");
    }
  });

  it.each(["ftp://example.org", "nonsense", "http://", ""])("names the variable where %j is to be the server", async (apiRoot) => {
    await using stage = await startStage();
    const error = await rejection(stage.with({ apiRoot }).publish(outgoing(part("Text"))));
    expect(error).toBeInstanceOf(PublishError);
    expect(error).toMatchObject({ kind: "auth", message: expect.stringContaining("TELEGRAM_API_ROOT") as string });
  });
});
