import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Network } from "../../src/compose/limits.ts";
import type { Carrier, Schedule } from "../../src/delivery/carrier.ts";
import { witness } from "./queue-handlers.ts";
import { queueHomes, type QueueHome } from "./queue-homes.ts";

const ticket = (deliveryId: string, network: Network = "bluesky", delayMs = 0) => ({ deliveryId, network, delayMs });
const monday = "2026-12-07/profile/maria-kalesnikava@bluesky";
const tuesday = "2026-12-08/profile/viktar-babaryka@bluesky";
const hourMs = 3_600_000;

const everyMinute: Schedule = { name: "dispatch-due", every: { ms: 60_000 } };
const everyNight: Schedule = { name: "plan-posts", every: { cron: "0 3 * * *", zone: "Europe/Minsk" } };

/** Nothing of it is left on the queue. */
const isEmpty = async (carrier: Carrier): Promise<void> => {
  await expect
    .poll(async () =>
      Object.values(await carrier.counts()).reduce((sum, { waiting, delayed, active }) => sum + waiting + delayed + active, 0),
    )
    .toBe(0);
};

const waitingOrDelayed = async (carrier: Carrier): Promise<number> => {
  const { jobs } = await carrier.counts();
  return (jobs?.waiting ?? 0) + (jobs?.delayed ?? 0);
};

for (const home of queueHomes)
  describe.skipIf(!home.here)(`the queue on ${home.name}`, () => {
    let queueHome: QueueHome;
    beforeAll(async () => {
      queueHome = await home.open();
    });
    afterAll(() => queueHome[Symbol.asyncDispose]());
    afterEach(() => {
      const errors = queueHome.errors.splice(0);
      if (errors.length > 0) throw new AggregateError(errors, "The queue reported errors.");
    });

    test("brings a delivery that was handed over to its handler, and forgets it when it is done", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      const seen = witness();
      await carrier.work(seen);
      await carrier.hand([ticket(monday), ticket("odd:id%with@telegram", "telegram")]);
      await seen.begun(2);
      expect(seen.delivered.toSorted()).toEqual([monday, "odd:id%with@telegram"]);
      await isEmpty(carrier);
    });

    test("takes the same delivery once, however often it is handed over while it waits", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      await carrier.hand([ticket(monday), ticket(monday)]);
      await carrier.hand([ticket(monday), ticket(tuesday, "bluesky", hourMs)]);
      await carrier.hand([ticket(tuesday, "bluesky", hourMs)]);
      expect((await carrier.counts())["deliver-bluesky"]).toEqual({ waiting: 1, delayed: 1, active: 0, failed: 0 });
    });

    test("brings a delayed delivery forward when it is handed over as due, and no other", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      await carrier.hand([ticket(monday, "bluesky", hourMs), ticket(tuesday, "bluesky", hourMs)]);
      await carrier.hand([ticket(monday)]);
      expect((await carrier.counts())["deliver-bluesky"]).toEqual({ waiting: 1, delayed: 1, active: 0, failed: 0 });
      const seen = witness();
      await carrier.work(seen);
      await seen.begun(1);
      expect(seen.delivered).toEqual([monday]);
    });

    test("does not add a delivery that is running, and takes it again once it is done", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      const finish = Promise.withResolvers<null>();
      const seen = witness((_, attempt) => (attempt === 1 ? finish.promise : null));
      await carrier.work(seen);
      await carrier.hand([ticket(monday)]);
      await seen.begun(1);
      await carrier.hand([ticket(monday)]);
      expect((await carrier.counts())["deliver-bluesky"]).toEqual({ waiting: 0, delayed: 0, active: 1, failed: 0 });
      finish.resolve(null);
      await isEmpty(carrier);
      expect(seen.delivered).toEqual([monday]);
      await carrier.hand([ticket(monday)]);
      await seen.begun(2);
    });

    test("brings a delivery back when its handler asks to come again, without calling that a failure", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      const seen = witness((_, attempt) => (attempt <= 3 ? { delayMs: 20 } : null));
      await carrier.work(seen);
      await carrier.hand([ticket(monday)]);
      await seen.begun(4);
      await isEmpty(carrier);
      expect(seen.failures).toEqual([]);
    });

    test("keeps a delivery that is to come again in an hour, also when it is handed over meanwhile", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      const seen = witness((id) => (id === monday ? { delayMs: hourMs } : null));
      await carrier.work(seen);
      await carrier.hand([ticket(monday)]);
      await expect.poll(async () => (await carrier.counts())["deliver-bluesky"]?.delayed).toBe(1);
      await carrier.hand([ticket(monday), ticket(tuesday)]);
      await seen.begun(2);
      expect(seen.delivered).toEqual([monday, tuesday]);
      await expect.poll(async () => (await carrier.counts())["deliver-bluesky"]).toEqual({ waiting: 0, delayed: 1, active: 0, failed: 0 });
    });

    test("tells what a handler threw, and brings the delivery again", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      const fault = new Error("the database was away");
      const seen = witness((_, attempt) => {
        if (attempt === 1) throw fault;
        return null;
      });
      await carrier.work(seen);
      await carrier.hand([ticket(monday)]);
      await seen.begun(2);
      expect(seen.failures).toEqual([[monday, fault]]);
      await isEmpty(carrier);
    });

    test("sends four deliveries of a network side by side, and never lets one network wait for another", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      const finish = Promise.withResolvers<null>();
      const slow = [1, 2, 3, 4].map((number) => `${monday}-${number}`);
      const seen = witness((id) => (slow.includes(id) ? finish.promise : null));
      await carrier.work(seen);
      await carrier.hand(slow.map((id) => ticket(id)));
      await seen.begun(4);
      await carrier.hand([ticket(tuesday), ticket("toot", "mastodon"), ticket("message", "telegram")]);
      await seen.begun(6);
      expect(seen.delivered.toSorted()).toEqual([...slow, "message", "toot"].toSorted());
      finish.resolve(null);
      await seen.begun(7);
      expect(seen.delivered.at(-1)).toBe(tuesday);
    });

    test("runs a schedule, and its next run comes although the last one threw", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      const fault = new Error("no content");
      const seen = witness(undefined, () => {
        throw fault;
      });
      await carrier.schedule([{ name: "plan-posts", every: { ms: 100 } }]);
      await carrier.work(seen);
      await seen.ran(3);
      expect(seen.failures.slice(0, 2)).toEqual([
        ["plan-posts", fault],
        ["plan-posts", fault],
      ]);
    });

    test("keeps one next run of each schedule when several workers start at the same moment", async () => {
      const open = await queueHome.fresh();
      await using carriers = new AsyncDisposableStack();
      const several = await Promise.all(Array.from({ length: 3 }, () => open()));
      for (const carrier of several) carriers.use(carrier);
      for (let round = 0; round < 5; round++) {
        const wanted: Schedule[] = [
          { name: "dispatch-due", every: { ms: 60_000 + round } },
          { name: "plan-posts", every: { cron: `${round} 3 * * *`, zone: "Europe/Minsk" } },
        ];
        await Promise.all(several.map((carrier) => carrier.schedule(wanted)));
        expect(await waitingOrDelayed(several[0]!)).toBe(2);
      }
    });

    test("drops, adds and changes schedules, with the runs that were waiting", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      await carrier.schedule([{ name: "old", every: { ms: 60_000 } }, everyMinute]);
      await carrier.schedule([everyMinute, everyNight]);
      await carrier.schedule([{ name: "dispatch-due", every: { cron: "* * * * *", zone: "Europe/Minsk" } }, everyNight]);
      await carrier.schedule([{ name: "only", every: { ms: 50 } }]);
      const seen = witness();
      await carrier.work(seen);
      await seen.ran(3);
      expect(new Set(seen.jobs)).toEqual(new Set(["only"]));
      expect((await carrier.counts())["jobs"]).toMatchObject({ failed: 0 });
    });

    test("makes up for all the runs that it missed with one", async () => {
      const open = await queueHome.fresh();
      const frequent: Schedule = { name: "dispatch-due", every: { ms: 5 } };
      for (let start = 0; start < 5; start++) {
        await using carrier = await open();
        await carrier.schedule([frequent]);
      }
      await using carrier = await open();
      expect(await waitingOrDelayed(carrier)).toBe(1);
    });

    test("lets a running delivery finish before it closes", async () => {
      const open = await queueHome.fresh();
      const carrier = await open();
      const finish = Promise.withResolvers<null>();
      const seen = witness(() => finish.promise);
      await carrier.work(seen);
      await carrier.hand([ticket(monday), ticket(tuesday)]);
      await seen.begun(1);
      const order: string[] = [];
      const closed = carrier[Symbol.asyncDispose]().then(() => order.push("closed"));
      order.push("finished");
      finish.resolve(null);
      await closed;
      expect(order).toEqual(["finished", "closed"]);
      expect(seen.delivered).toEqual([monday]);
      await using next = await open();
      expect((await next.counts())["deliver-bluesky"]).toEqual({ waiting: 1, delayed: 0, active: 0, failed: 0 });
    });

    test("cuts off a delivery that does not finish in time, and the next worker takes it up", async () => {
      const open = await queueHome.fresh();
      const carrier = await open({ closeWithinMs: 50, lockMs: 1_500 });
      const never = witness(() => new Promise(() => {}));
      await carrier.work(never);
      await carrier.hand([ticket(monday)]);
      await never.begun(1);
      await carrier[Symbol.asyncDispose]();
      await using next = await open({ lockMs: 1_500 });
      const seen = witness();
      await next.work(seen);
      await seen.begun(1);
      expect(seen.delivered).toEqual([monday]);
    });

    test("brings what a killed process was doing at once where no other process has the queue, and keeps what waits", async () => {
      const open = await queueHome.fresh();
      const killed = await open({ closeWithinMs: 50 });
      const never = witness(
        () => new Promise(() => {}),
        () => new Promise(() => {}),
      );
      await killed.schedule([everyMinute, everyNight]);
      await killed.work(never);
      await killed.hand([ticket(monday), ticket(tuesday, "bluesky", hourMs)]);
      await Promise.all([never.begun(1), never.ran(1)]);
      await killed[Symbol.asyncDispose]();

      await using next = await open({ alone: true });
      await next.schedule([everyMinute, everyNight]);
      const seen = witness();
      const begun = performance.now();
      await next.work(seen);
      await Promise.all([seen.begun(1), seen.ran(1)]);
      // Without it, a worker's sign of life would be waited for: half a minute.
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(seen.delivered).toEqual([monday]);
      await expect
        .poll(async () => next.counts())
        .toMatchObject({
          "deliver-bluesky": { waiting: 0, delayed: 1, active: 0, failed: 0 },
          jobs: { waiting: 0, delayed: 2, active: 0, failed: 0 },
        });
    });

    test("counts each queue by its name", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      expect(Object.keys(await carrier.counts()).toSorted()).toEqual(["deliver-bluesky", "deliver-mastodon", "deliver-telegram", "jobs"]);
    });
  });
