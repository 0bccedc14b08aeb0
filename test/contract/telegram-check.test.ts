import { describe, expect, it } from "vitest";
import { startStage } from "./telegram-fixture.ts";

describe("checking a Telegram account", () => {
  it("names the bot and the channel, and publishes nothing", async () => {
    await using stage = await startStage();
    expect(await stage.publisher.check()).toEqual({ ok: true, message: "@rollcall_test_bot posts to @freethem." });
    expect(stage.server.posts()).toEqual([]);
  });

  it("names a private channel by its title", async () => {
    await using stage = await startStage();
    const chat = stage.server.addChat({ type: "channel", title: "Quiet" });
    expect(await stage.with({ channel: String(chat.id) }).check()).toEqual({ ok: true, message: "@rollcall_test_bot posts to “Quiet”." });
  });

  it.each([
    ["was never added to the channel", { status: "left" as const }],
    ["was thrown out", { status: "kicked" as const }],
    ["may not post", { canPostMessages: false }],
    ["is a follower only", { status: "member" as const }],
  ])("says what to do where the bot %s", async (_case, bot) => {
    await using stage = await startStage();
    stage.server.addChannel("closed_to_us", { bot });
    const { ok, message } = await stage.with({ channel: "@closed_to_us" }).check();
    expect(ok).toBe(false);
    expect(message).toMatch(/may not post to @closed_to_us.*administrator/is);
  });

  it("says which variable is wrong where there is no such channel", async () => {
    await using stage = await startStage();
    const { ok, message } = await stage.with({ channel: "@nobody_here", prefix: "TELEGRAM_RU" }).check();
    expect(ok).toBe(false);
    expect(message).toMatch(/TELEGRAM_RU_CHANNEL/);
  });

  it("says that a person is not a channel", async () => {
    await using stage = await startStage();
    const person = stage.server.addChat({ type: "private" });
    const { ok, message } = await stage.with({ channel: String(person.id) }).check();
    expect(ok).toBe(false);
    expect(message).toMatch(/not a channel/);
  });

  it("accepts a group in which the bot is a member", async () => {
    await using stage = await startStage();
    const group = stage.server.addChat({ type: "supergroup", title: "Group", bot: { status: "member" } });
    expect((await stage.with({ channel: String(group.id) }).check()).ok).toBe(true);
  });

  it("sends whoever has a wrong token to @BotFather", async () => {
    await using stage = await startStage();
    for (const token of ["123456789:another-token-another-token-another", "not a token"]) {
      const { ok, message } = await stage.with({ token }).check();
      expect(ok).toBe(false);
      expect(message).toMatch(/TELEGRAM_TOKEN.*@BotFather/);
    }
  });

  it("speaks of no post where Telegram fails", async () => {
    await using stage = await startStage();
    stage.server.failNext({ failure: { kind: "error", status: 500, description: "Internal Server Error" } });
    stage.server.failNext({ failure: { kind: "html", status: 200 }, method: "getChat" });
    stage.server.failNext({
      failure: { kind: "error", status: 400, description: "Bad Request: member list is inaccessible" },
      method: "getChatMember",
    });
    for (let count = 0; count < 3; count += 1) {
      const { ok, message } = await stage.publisher.check();
      expect(ok).toBe(false);
      expect(message).toMatch(/Try again/);
      expect(message).not.toMatch(/post/);
    }
  });

  it("says so where Telegram cannot be reached, or somebody else answers", async () => {
    await using stage = await startStage();
    expect(await stage.with({ apiRoot: "http://127.0.0.1:1" }).check()).toMatchObject({ ok: false });
    stage.server.failNext({ failure: { kind: "body", status: 200, body: '{"ok":true,"result":"welcome"}' } });
    expect(await stage.publisher.check()).toMatchObject({ ok: false, message: expect.stringContaining("not a Bot API server") as string });
  });
});
