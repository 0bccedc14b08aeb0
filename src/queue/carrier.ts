import type { Job, PgPool, Processor, Queue, Worker } from "bullmq";
import { networks, type Network } from "../compose/limits.ts";
import type { Carrier, CarrierHandlers, DeliveryTicket, Schedule } from "../delivery/carrier.ts";
import { createTurns } from "../delivery/create-turns.ts";
import { openPostgresBroker, openRedisBroker, type Broker } from "./broker.ts";
import { createErrorReport } from "./error-report.ts";
import { putBackActive } from "./put-back-active.ts";
import { writeSchedules } from "./schedules.ts";
import { succeedsWithin } from "./succeeds-within.ts";

export interface CarrierOptions {
  /** Redis or Valkey; without it the queue rides on the database. */
  readonly redisUrl?: string | undefined;
  readonly pool: PgPool;
  /** Told of a lost connection and the like, once a minute while it lasts. The queue goes on by itself. */
  readonly onError: (error: Error) => void;
  /** After this long without a sign of life a worker counts as dead, and its job is given to another. */
  readonly lockMs?: number;
  /** How long closing waits for a running handler. */
  readonly closeWithinMs?: number;
  /** No other process has this queue, so whatever runs on it when work starts was a dead process's, and goes on at once. */
  readonly alone?: boolean;
  /** How soon an emptied queue has its schedules again, and with them whatever they put on it. */
  readonly rewriteSchedulesEveryMs?: number;
}

const jobsQueue = "jobs";
const deliveryQueue = (network: Network): string => `deliver-${network}`;

/** Ten attempts take about four minutes. Then the job goes, and the next look into the database brings it again. */
const deliveryOptions = { attempts: 10, backoff: { type: "custom" }, removeOnComplete: true, removeOnFail: true };

/**
 * Of one network: a slow server of one account, or a long upload, does not hold the other accounts up.
 * BullMQ's worker was once seen to spin without end with this many. It does so with one, too, wherever its queries are refused without
 * an answer from outside, such as by a pool that was ended under it: `patient-pool.ts` mends that.
 */
const deliveriesAtOnce = 4;

/** Doubled each time up to a minute, and jittered, so that what failed together does not come back together. */
const backoffStrategy = (attemptsMade: number): number =>
  Math.ceil(Math.min(60_000, 1_000 * 2 ** (attemptsMade - 1)) * (0.5 + Math.random() / 2));

/**
 * The queue on BullMQ. Opens no worker before `work`. Throws `UserError` where Redis cannot be reached, would throw jobs away,
 * or the database's queue is newer than this program.
 */
export const createCarrier = async (options: CarrierOptions): Promise<Carrier> => {
  const { redisUrl, pool, lockMs = 30_000, closeWithinMs = 3_000, alone = false, rewriteSchedulesEveryMs = 20_000 } = options;
  const report = createErrorReport(options.onError);
  const broker = redisUrl ? await openRedisBroker(redisUrl, report) : await openPostgresBroker(pool);
  const { DelayedError, WaitingError } = await import("bullmq");

  const queues = new Map([jobsQueue, ...networks.map(deliveryQueue)].map((name) => [name, openQueue(broker, name, report)]));
  const queueOf = (name: string): Queue => {
    const queue = queues.get(name);
    if (!queue) throw new Error(`There is no queue ${name}.`);
    return queue;
  };

  const workers: Worker[] = [];
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  let schedules: readonly Schedule[] | undefined;
  let rewriting: NodeJS.Timeout | undefined;

  const openWorker = (name: string, handle: Processor, concurrency: number): Worker => {
    const worker = broker.openWorker(
      name,
      async (job, token) => {
        if (closing) {
          await job.moveToWait(token);
          throw new WaitingError();
        }
        const work = Promise.resolve(handle(job, token));
        running.add(work);
        return work.finally(() => running.delete(work));
      },
      {
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs / 2,
        // A delivery that was cut off is always taken up again: the ledger knows how far it came.
        maxStalledCount: 1_000_000,
        runRetryDelay: 2_000,
        settings: { backoffStrategy },
      },
    );
    worker.on("error", report);
    return worker;
  };

  const runJob =
    (handlers: CarrierHandlers): Processor =>
    async (job) => {
      // A run whose time had come stays on the queue when its schedule is dropped.
      if (schedules && !schedules.some((schedule) => schedule.name === job.name)) return;
      try {
        await handlers.job(job.name);
      } catch (error) {
        handlers.failed(job.name, error);
      }
    };

  const runDelivery =
    (handlers: CarrierHandlers): Processor =>
    async (job: Job<{ deliveryId: string }>, token) => {
      const { deliveryId } = job.data;
      const again = await handlers.deliver(deliveryId).catch((error: unknown) => {
        handlers.failed(deliveryId, error);
        throw error;
      });
      if (!again) return;
      await job.moveToDelayed(Date.now() + Math.ceil(again.delayMs), token);
      throw new DelayedError();
    };

  const inTurn = createTurns();

  const keepSchedules = (wanted: readonly Schedule[]): Promise<void> =>
    inTurn("schedules", () => broker.changeSchedules(() => writeSchedules(queueOf(jobsQueue), wanted)));

  const rewriteSchedules = async (): Promise<void> => {
    if (schedules && (await broker.answers()) && !closing) await keepSchedules(schedules);
  };

  const close = async (): Promise<void> => {
    clearInterval(rewriting);
    await Promise.all(workers.map((worker) => worker.pause(true)));
    // BullMQ never answers a change of schedules whose queue was closed meanwhile.
    const unchanging = inTurn("schedules", () => Promise.resolve());
    const finished = await succeedsWithin(Promise.allSettled([unchanging, ...running]), closeWithinMs);
    // What did not finish keeps its place; the next worker takes it up when its lock has run out. Without its server BullMQ would
    // wait for answers that never come.
    const force = !finished || !(await broker.answers());
    const closed = Promise.all(workers.map((worker) => worker.close(force))).then(() =>
      Promise.all([...queues.values()].map((queue) => queue.close())),
    );
    await succeedsWithin(closed, 1_000);
    broker[Symbol.dispose]();
  };

  return {
    hand: async (tickets) => {
      for (const [network, ofNetwork] of Map.groupBy(tickets, (ticket) => ticket.network)) {
        const queue = queueOf(deliveryQueue(network));
        await queue.addBulk(
          ofNetwork.map(({ deliveryId, delayMs }) => ({
            name: "deliver",
            data: { deliveryId },
            opts: { ...deliveryOptions, jobId: toJobId(deliveryId), delay: Math.ceil(delayMs) },
          })),
        );
        await bringForward(queue, ofNetwork);
      }
    },

    schedule: async (wanted) => {
      schedules = wanted;
      await keepSchedules(wanted);
    },

    work: async (handlers) => {
      if (alone) await Promise.all([...queues.values()].map(putBackActive));
      workers.push(
        openWorker(jobsQueue, runJob(handlers), 1),
        ...networks.map((network) => openWorker(deliveryQueue(network), runDelivery(handlers), deliveriesAtOnce)),
      );
      rewriting = setInterval(() => void rewriteSchedules().catch(report), rewriteSchedulesEveryMs);
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    },

    counts: async () => {
      const counted = [...queues].map(async ([name, queue]) => {
        const { waiting = 0, prioritized = 0, delayed = 0, active = 0, failed = 0 } = await queue.getJobCounts();
        return [name, { waiting: waiting + prioritized, delayed, active, failed }] as const;
      });
      return Object.fromEntries(await Promise.all(counted));
    },

    [Symbol.asyncDispose]: () => (closing ??= close()),
  };
};

const openQueue = (broker: Broker, name: string, report: (error: Error) => void): Queue => {
  const queue = broker.openQueue(name);
  queue.on("error", report);
  return queue;
};

/** What is delayed longer than the database wants by now, because a hold was lifted or an account works again, comes at once when it is due. */
const bringForward = async (queue: Queue, tickets: readonly DeliveryTicket[]): Promise<void> => {
  const due = new Set(tickets.filter(({ delayMs }) => delayMs === 0).map(({ deliveryId }) => toJobId(deliveryId)));
  if (due.size === 0) return;
  for (const job of await queue.getDelayed()) {
    // Whatever is not delayed any more has come already.
    if (job.id !== undefined && due.has(job.id)) await job.promote().catch(() => {});
  }
};

/** BullMQ keeps `:` for itself. */
const toJobId = (deliveryId: string): string => deliveryId.replaceAll("%", "%25").replaceAll(":", "%3A");
