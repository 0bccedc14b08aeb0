import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { networks } from "../../src/compose/limits.ts";
import { witness } from "./queue-handlers.ts";
import { queueHomes, type QueueHome } from "./queue-homes.ts";

const hourMs = 3_600_000;

for (const home of queueHomes)
  describe.skipIf(!home.here)(`waits on the queue on ${home.name}`, () => {
    let queueHome: QueueHome;
    beforeAll(async () => {
      queueHome = await home.open();
    });
    afterAll(() => queueHome[Symbol.asyncDispose]());

    test("are never cut short and not drawn out, whether a delivery was handed over with them or asks to come again", async () => {
      const delayMs = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.double({ min: 0, max: 200, noNaN: true }));
      const delivery = fc.record({ network: fc.constantFrom(...networks), delaysMs: fc.array(delayMs, { minLength: 1, maxLength: 4 }) });
      await fc.assert(
        fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 12 }), async (deliveries) => {
          const open = await queueHome.fresh();
          // Two workers, since what one of them puts back another one may take.
          await using first = await open();
          await using second = await open();
          const dueAt = new Map<string, number>();
          const late: number[] = [];
          const seen = witness((id, attempt) => {
            late.push(Date.now() - (dueAt.get(id) ?? 0));
            const again = deliveries[Number(id.slice("delivery-".length))]?.delaysMs[attempt];
            if (again === undefined) return null;
            dueAt.set(id, Date.now() + again);
            return { delayMs: again };
          });
          await first.work(seen);
          await second.work(seen);
          const tickets = deliveries.map(({ network, delaysMs }, index) => ({
            deliveryId: `delivery-${index}`,
            network,
            delayMs: delaysMs[0] ?? 0,
          }));
          for (const { deliveryId, delayMs: firstMs } of tickets) dueAt.set(deliveryId, Date.now() + firstMs);
          await first.hand(tickets);
          await seen.begun(deliveries.flatMap(({ delaysMs }) => delaysMs).length);

          expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
          expect(late.toSorted((a, b) => a - b)[Math.floor(late.length / 2)]).toBeLessThan(1_000);
          expect(seen.failures).toEqual([]);
        }),
        { numRuns: 4 },
      );
      expect(queueHome.errors).toEqual([]);
    });

    test("of hours on one network are kept to the second, and hold up neither that network's other deliveries nor another network", async () => {
      const open = await queueHome.fresh();
      await using carrier = await open();
      const flooded = ["flooded-1", "flooded-2", "flooded-3", "flooded-4", "flooded-5"];
      const seen = witness((id) => (flooded.includes(id) ? { delayMs: 3 * hourMs } : null));
      await carrier.work(seen);
      await carrier.hand(flooded.map((deliveryId) => ({ deliveryId, network: "telegram", delayMs: 0 })));
      await expect.poll(async () => (await carrier.counts())["deliver-telegram"]).toEqual({ waiting: 0, delayed: 5, active: 0, failed: 0 });

      const begun = performance.now();
      await carrier.hand([
        ...networks.map((network) => ({ deliveryId: `next on ${network}`, network, delayMs: 0 })),
        // The database's look every minute must not bring a wait to its end.
        ...flooded.map((deliveryId) => ({ deliveryId, network: "telegram" as const, delayMs: 2.9 * hourMs })),
      ]);
      await seen.begun(flooded.length + networks.length);
      expect(performance.now() - begun).toBeLessThan(5_000);
      expect(seen.delivered.slice(flooded.length).toSorted()).toEqual(networks.map((network) => `next on ${network}`).toSorted());

      const delaysMs = await queueHome.look("deliver-telegram", async (queue) => (await queue.getDelayed()).map(({ delay }) => delay));
      expect(delaysMs).toHaveLength(5);
      for (const delay of delaysMs) expect(Math.abs(delay - 3 * hourMs)).toBeLessThan(1_000);
    });
  });
