import { describe, expect, it } from "vitest";
import type { BotOptions } from "../../src/telegram/create-bot.ts";
import { ania, settle, startAdminStage, yan } from "./admin-chat-fixture.ts";

const refusal = (status: number, description: string, retryAfter?: number) =>
  ({ kind: "error", status, description, ...(retryAfter === undefined ? {} : { retryAfter }) }) as const;

describe("taking updates", () => {
  it("asks only for what it uses, holding the call", async () => {
    await using stage = await startAdminStage();
    stage.start();
    await expect.poll(() => stage.calls("getUpdates")).toBe(1);
    const poll = stage.server.requests.find(({ method }) => method === "getUpdates");
    expect(poll?.parameters).toEqual({
      offset: "0",
      limit: "10",
      timeout: "1",
      allowed_updates: '["message","edited_message","callback_query","channel_post","edited_channel_post"]',
    });
  });

  it("confirms an update only after its handler ran, so that one that died with the process comes again", async () => {
    const inHand = Promise.withResolvers<void>();
    let asked = 0;
    await using stage = await startAdminStage({
      answers: { plan: async () => ((asked += 1), inHand.resolve(), new Promise<string>(() => {})) },
    });
    const told = await stage.tell("Is the post there?", settle);
    // A process that is killed while it answers: it never comes back to Telegram.
    stage.start(stage.another());
    await stage.say("/plan");
    await stage.press(told, 1, yan);
    await inHand.promise;
    await using fresh = stage.another({ answers: { plan: async () => `Asked ${asked} time(s) before.` } });
    stage.start(fresh);
    await expect
      .poll(() => stage.inGroup().map(({ text }) => text))
      .toEqual(["Is the post there?\n\nDecided by Yan. It is noted.", "Asked 1 time(s) before."]);
    expect(stage.decided).toHaveLength(1);
  });

  it("confirms at the end what it has handled, and leaves the rest to the next start", async () => {
    const stopping: { stop?: () => Promise<void> } = {};
    let first = true;
    await using stage = await startAdminStage({
      answers: {
        plan: async () => {
          if (first) void stopping.stop?.();
          first = false;
          return "The plan.";
        },
      },
    });
    await stage.say("/plan");
    await stage.say("/plan");
    const run = stage.start();
    stopping.stop = run.stop;
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    await run.stop();
    stage.start(stage.another());
    await expect.poll(() => stage.inGroup()).toHaveLength(2);
    await expect.poll(() => stage.calls("getUpdates")).toBeGreaterThan(3);
    expect(stage.inGroup()).toHaveLength(2);
  });

  it("skips an update that cannot be handled, and every shape that is none, and goes on with those behind it", async () => {
    await using stage = await startAdminStage({
      answers: { plan: async ([what]) => (what === "bad" ? Promise.reject(new RangeError("what they wrote")) : "The plan.") },
    });
    const { group } = stage;
    await stage.say("/plan bad");
    const chat = { id: group.id, type: "supergroup" };
    for (const message of [
      null,
      7,
      [],
      {},
      { message_id: 1 },
      { message_id: "1", chat },
      { message_id: 1, chat, text: 5 },
      { message_id: 1, chat, from: null, text: "x" },
    ])
      await stage.server.pushUpdate({ message });
    for (const callback_query of [{}, { id: 5 }, { id: "5", from: ania, message: {} }, { id: "5", from: ania }])
      await stage.server.pushUpdate({ callback_query });
    await stage.server.pushUpdate({ something_new: {} });
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup().at(-1)?.text).toBe("The plan.");
    expect(stage.logged.map(({ level: _level, time: _time, ...line }) => line)).toEqual([
      { update: "message", error: "RangeError", msg: "an update could not be handled and is skipped" },
    ]);
  });

  it("leaves an update behind whose handler does not end", async () => {
    await using stage = await startAdminStage({
      handlerLimitMs: 50,
      answers: { plan: async ([what]) => (what === "slow" ? new Promise<string>(() => {}) : "The plan.") },
    });
    await stage.say("/plan slow");
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.logged).toMatchObject([{ update: "message", msg: "an update took too long and is left behind" }]);
  });

  it.each([
    refusal(500, "Internal Server Error"),
    { kind: "html", status: 502 },
    { kind: "html", status: 200 },
    { kind: "cut" },
    { kind: "body", status: 200, body: '{"ok":true,"result":null}' },
    { kind: "body", status: 200, body: '{"ok":true,"result":[{"update_id":"x"},5]}' },
    { kind: "body", status: 200, body: '{"ok":false}' },
  ] as const)("backs off longer and longer, says so once, and goes on: $kind $status $body", async (failure) => {
    await using stage = await startAdminStage();
    stage.server.failNext({ method: "getUpdates", failure, times: 9 });
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.pauses.slice(0, 9)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect(stage.logged).toMatchObject([
      { level: 40, msg: expect.stringContaining("taking updates waits for Telegram") as string },
      { msg: "taking updates works again" },
    ]);
    expect(JSON.stringify(stage.logged)).not.toContain(stage.server.token);
  });

  it("begins with short pauses again after it went well", async () => {
    await using stage = await startAdminStage();
    const nothing = { kind: "body", status: 200, body: '{"ok":true,"result":[]}' } as const;
    for (const failure of [{ kind: "cut" }, { kind: "cut" }, nothing, { kind: "cut" }] as const)
      stage.server.failNext({ method: "getUpdates", failure });
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.pauses.slice(0, 4)).toEqual([1000, 2000, 1000, 1000]);
  });

  it("spreads its attempts by chance, so that many programs do not come back at once", async () => {
    let chance = 0;
    await using stage = await startAdminStage({ random: () => (chance = (chance + 0.5) % 1) });
    stage.server.failNext({ method: "getUpdates", failure: { kind: "cut" }, times: 3 });
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.pauses.slice(0, 3)).toEqual([750, 1000, 3000]);
  });

  it("obeys a flood wait of hours to the second", async () => {
    await using stage = await startAdminStage();
    stage.server.failNext({ method: "getUpdates", failure: refusal(429, "Too Many Requests: retry after 10800", 10_800) });
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.pauses[0]).toBe(10_800_000);
  });

  it("tells the operator of another program that takes the updates in one line an hour, and keeps off in between", async () => {
    await using stage = await startAdminStage();
    const conflict = refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
    for (let count = 0; count < 20; count += 1) {
      stage.server.failNext({ method: "getUpdates", failure: conflict });
      stage.server.failNext({ method: "getUpdates", failure: { kind: "body", status: 200, body: '{"ok":true,"result":[]}' } });
    }
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.logged).toMatchObject([{ level: 50, msg: expect.stringContaining("stop one of them") as string }]);
    expect(stage.pauses.filter((ms) => ms === 120_000)).toHaveLength(20);
  });

  it("says of a webhook what to do, and of two real pollers that there are two", async () => {
    await using stage = await startAdminStage();
    stage.server.failNext({ method: "getUpdates", failure: refusal(409, "Conflict: can't use getUpdates method while webhook is active") });
    const run = stage.start();
    await expect.poll(() => stage.logged).toMatchObject([{ msg: expect.stringContaining("deleteWebhook") as string }]);
    await run.stop();
    stage.clock.advance({ hours: 2 });
    const resting: BotOptions["pause"] = (_ms, stop) => new Promise((resolve) => stop.addEventListener("abort", () => resolve()));
    stage.start(stage.another({ pollSeconds: 20, pause: resting }));
    await expect.poll(() => stage.server.requests.at(-1)?.parameters["timeout"]).toBe("20");
    stage.start(stage.another({ pause: resting }));
    await expect.poll(() => stage.logged).toMatchObject([{}, { msg: expect.stringContaining("Two programs") as string }]);
  });

  it("tells of a token that nobody knows once, and takes up its work when it is known again", async () => {
    await using stage = await startAdminStage();
    for (const method of ["getMe", "getUpdates"]) stage.server.failNext({ method, failure: refusal(401, "Unauthorized"), times: 5 });
    await stage.notices.add({ key: "a", text: "A notice", at: stage.clock() });
    await stage.bot.tellNow();
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.logged).toMatchObject([
      { level: 50, msg: expect.stringContaining("@BotFather") as string },
      { msg: "taking updates works again" },
    ]);
    expect(stage.pauses.slice(0, 9)).toEqual(Array(9).fill(600_000));
  });

  it.each(["not a server", "", "ftp://example.org", "http://127.0.0.1:1"])("does not die of the address %j", async (apiRoot) => {
    await using stage = await startAdminStage();
    await using bot = stage.another({ apiRoot });
    const run = stage.start(bot);
    await bot.tellNow();
    await expect.poll(() => stage.pauses.length).toBeGreaterThan(3);
    await run.stop();
    expect(stage.logged).toHaveLength(1);
  });

  it("does not ask again and again where something answers at once with nothing", async () => {
    await using stage = await startAdminStage();
    stage.server.failNext({ method: "getUpdates", failure: { kind: "body", status: 200, body: '{"ok":true,"result":[]}' }, times: 50 });
    await stage.say("/plan");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.pauses.slice(0, 50)).toEqual(Array(50).fill(1000));
  });

  it("ends at once: while it waits for updates, for the chat, for Telegram, and in a pause", async () => {
    const { promise: pausing, resolve: paused } = Promise.withResolvers<void>();
    await using stage = await startAdminStage({ pollSeconds: 50 });
    const ends = async (run: { stop(): Promise<void> }): Promise<void> => {
      const start = performance.now();
      await run.stop();
      expect(performance.now() - start).toBeLessThan(1000);
    };
    const polling = stage.start();
    await expect.poll(() => stage.calls("getUpdates")).toBe(1);
    await ends(polling);
    for (const method of ["getMe", "getUpdates"]) {
      const calls = stage.calls(method);
      stage.server.failNext({ method, failure: { kind: "hang" } });
      const hanging = stage.start(stage.another());
      await expect.poll(() => stage.calls(method)).toBe(calls + 1);
      await ends(hanging);
    }
    stage.server.failNext({ method: "getUpdates", failure: { kind: "cut" } });
    const resting = stage.start(
      stage.another({
        pause: (_ms, stop) => {
          paused();
          return new Promise((resolve) => stop.addEventListener("abort", () => resolve()));
        },
      }),
    );
    await pausing;
    await ends(resting);
    expect(stage.logged.filter(({ level }) => level === 50)).toEqual([]);
  });
});
