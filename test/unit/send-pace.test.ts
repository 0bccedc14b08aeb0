import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSendPace, type SendRates } from "../../src/delivery/send-pace.ts";

/** Time that goes by when the test says so; whoever waits is woken in order. */
const createTime = () => {
  let now = 1_800_000_000_000;
  const timers: { readonly at: number; readonly wake: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    clock: () => Temporal.Instant.fromEpochMilliseconds(now),
    now: () => now,
    later: (wake: () => void, ms: number) => void timers.push({ at: now + ms, wake }),
    settle,
    pass: async (ms: number): Promise<void> => {
      const end = now + ms;
      for (;;) {
        timers.sort((a, b) => a.at - b.at);
        const next = timers[0];
        if (next === undefined || next.at > end) break;
        timers.shift();
        now = next.at;
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
};

const rates: SendRates = { perSecond: 30, perSecondOfOneKind: 28 };

describe("one bot's pace", () => {
  it("never has more than thirty in a second, whoever sends, whenever they arrive", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            kind: fc.constantFrom("post", "answer"),
            messages: fc.integer({ min: 1, max: 10 }),
            pauseMs: fc.nat(40),
            onItsWayMs: fc.nat(300),
          }),
          {
            minLength: 40,
            maxLength: 120,
          },
        ),
        async (sends) => {
          const time = createTime();
          const pace = createSendPace(time.clock, rates, time.later);
          const arrived: { readonly from: number; readonly to: number; readonly messages: number }[] = [];
          for (const { kind, messages, pauseMs, onItsWayMs } of sends) {
            void pace.turn(kind, { messages }).then((turn) => {
              const sentAt = time.now();
              arrived.push({ from: sentAt, to: sentAt + onItsWayMs, messages });
              return time.later(() => turn[Symbol.dispose](), onItsWayMs);
            });
            await time.pass(pauseMs);
          }
          await time.pass(120_000);
          expect(arrived).toHaveLength(sends.length);
          // The server counts each when it arrives: as late as can be, or as early.
          for (const end of ["from", "to"] as const) {
            for (const { [end]: start } of arrived) {
              const inSecond = arrived.filter((one) => one[end] >= start && one[end] < start + 1000);
              expect(inSecond.reduce((sum, one) => sum + one.messages, 0)).toBeLessThanOrEqual(30);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("lets a post go before a thousand answers, and answers beside a thousand posts", async () => {
    for (const [many, one] of [
      ["answer", "post"],
      ["post", "answer"],
    ] as const) {
      const time = createTime();
      const pace = createSendPace(time.clock, rates, time.later);
      for (let count = 0; count < 1000; count += 1) void pace.turn(many).then((turn) => turn[Symbol.dispose]());
      await time.pass(5000);
      let wentAt = 0;
      const asked = time.now();
      void pace.turn(one).then((turn) => {
        wentAt = time.now();
        return turn[Symbol.dispose]();
      });
      await time.pass(2000);
      expect(wentAt - asked).toBeLessThanOrEqual(1000);
      expect(wentAt).toBeGreaterThan(0);
    }
  });

  it("rests to the millisecond where Telegram wants the bot to be quiet", async () => {
    const time = createTime();
    const pace = createSendPace(time.clock, rates, time.later);
    pace.rest(7_200_000);
    let went = false;
    void pace.turn("post").then(() => (went = true));
    await time.pass(7_199_999);
    expect([went, pace.restMs()]).toEqual([false, 1]);
    await time.pass(1);
    expect([went, pace.restMs()]).toEqual([true, 0]);
  });

  it("forgets whoever does not wait any more", async () => {
    const time = createTime();
    const pace = createSendPace(time.clock, { perSecond: 1, perSecondOfOneKind: 1 }, time.later);
    const first = await pace.turn("answer");
    const stop = new AbortController();
    const second = pace.turn("answer", { stop: stop.signal }).catch((error: unknown) => error);
    const third = pace.turn("answer");
    stop.abort(new Error("gone"));
    expect(await second).toEqual(new Error("gone"));
    await expect(pace.turn("answer", { stop: stop.signal })).rejects.toThrow("gone");
    first[Symbol.dispose]();
    await time.pass(1000);
    await third;
  });
});
