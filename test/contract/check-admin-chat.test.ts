import { expect, it } from "vitest";
import { checkAdminChat } from "../../src/telegram/admin/check-admin-chat.ts";
import { startAdminStage } from "./admin-chat-fixture.ts";

/** A machine that is busy takes its time. */
const busy = { timeout: 20_000 };

it("doctor looks at the campaigners' chat: closed, public, or none that can be theirs", async () => {
  await using stage = await startAdminStage();
  const { server, group } = stage;
  server.addChat({ id: -1_002_000_000_009, type: "supergroup", title: "Open", username: "open_campaigners" });
  server.addChannel("freethem");
  const check = (chat: string | undefined, token: string | undefined = server.token) => {
    const variables = new Map([
      ["TELEGRAM_ADMIN_CHAT", chat],
      ["TELEGRAM_TOKEN", token],
      ["TELEGRAM_API_ROOT", server.url],
    ]);
    return checkAdminChat({ variable: (name) => variables.get(name) || undefined });
  };
  expect(await check(undefined)).toBeNull();
  expect(await check(String(group.id))).toEqual({
    ok: true,
    message: "@rollcall_test_bot tells campaigners what they must know, and whoever is in that chat may decide.",
  });
  expect(await check("@open_campaigners")).toMatchObject({
    ok: true,
    warning: true,
    message: expect.stringMatching(/public group \(@open_campaigners\): whoever joins it may decide/),
  });
  expect(await check("@freethem")).toMatchObject({ ok: false, message: expect.stringContaining("a channel shows its readers") });
  expect(await check("-1")).toMatchObject({ ok: false, message: expect.stringContaining("chat not found") });
  expect(await check(String(group.id), "")).toMatchObject({ ok: false, message: expect.stringContaining("without TELEGRAM_TOKEN") });
  expect(await check(String(group.id), "1:wrong-token-wrong-token-wrong-token-0")).toMatchObject({ ok: false });
});

it("a public group is told of to the operator when the bot begins, once", async () => {
  await using stage = await startAdminStage();
  const open = stage.server.addChat({ type: "supergroup", username: "open_campaigners" });
  await using bot = stage.another({ adminChat: String(open.id) });
  stage.start(bot);
  await expect.poll(() => stage.logged.map(({ msg }) => msg), busy).toEqual([expect.stringContaining("Take its public name away")]);
});
