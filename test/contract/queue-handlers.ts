import type { CarrierHandlers, ComeAgain } from "../../src/delivery/carrier.ts";

interface Witness extends CarrierHandlers {
  readonly delivered: string[];
  readonly jobs: string[];
  readonly failures: [string, unknown][];
  /** Resolves when so many deliveries were begun in all. */
  begun(count: number): Promise<void>;
  /** Resolves when so many scheduled jobs were begun in all. */
  ran(count: number): Promise<void>;
}

/** Handlers that write down what they were asked to do. */
export const witness = (
  deliver: (deliveryId: string, attempt: number) => Promise<ComeAgain | null> | ComeAgain | null = () => null,
  job: (name: string) => unknown = () => {},
): Witness => {
  const [delivered, jobs]: [string[], string[]] = [[], []];
  const failures: [string, unknown][] = [];
  const waiting: { list: string[]; count: number; resolve: () => void }[] = [];
  const wait = (list: string[], count: number): Promise<void> =>
    list.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ list, count, resolve }));
  const note = (list: string[], what: string): void => {
    list.push(what);
    for (const waiter of waiting) if (waiter.list === list && list.length >= waiter.count) waiter.resolve();
  };
  return {
    delivered,
    jobs,
    failures,
    begun: (count) => wait(delivered, count),
    ran: (count) => wait(jobs, count),
    deliver: async (deliveryId) => {
      note(delivered, deliveryId);
      return deliver(deliveryId, delivered.filter((id) => id === deliveryId).length);
    },
    job: async (name) => {
      note(jobs, name);
      await Promise.resolve(job(name));
    },
    failed: (what, error) => failures.push([what, error]),
  };
};
