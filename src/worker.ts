import { schedule } from "node-cron";
import { jobs } from "../jobs/index.ts";
import type { Job, JobContext } from "../jobs/job.ts";
import type { App } from "./app.ts";
import { formatFault } from "./content/fault.ts";
import { createOneAtATime } from "./one-at-a-time.ts";
import { openDeliverPost } from "./open-deliver-post.ts";

export interface Worker extends AsyncDisposable {
  /** Runs one scheduled job now, and notes how it went. */
  runJob(name: string): Promise<void>;
  /** Leaves exactly the campaign's schedules in the queue and starts taking jobs. */
  work(): Promise<void>;
  /** Reads the content again now, whether it looks changed or not. Never throws; never two at once. */
  reload(): Promise<void>;
}

/** Joins the content, the database, the queue and the networks into the running service. */
export const createWorker = async (app: App): Promise<Worker> => {
  const { clock, log } = app;
  const [source, store, carrier, deliverPost] = await Promise.all([app.content(), app.store(), app.carrier(), openDeliverPost(app)]);
  // The embedded database is this process's alone, so whoever held a delivery is dead.
  if (app.config.databaseUrl === undefined) await store.ledger.endClaims(clock());
  const closing = new AsyncDisposableStack();
  const notice = (postId: string, message: string): void => log.warn({ post: postId }, message);
  const context: JobContext = { content: () => source.current(), clock, posts: store.posts, ledger: store.ledger, carrier, notice };

  const run = async (job: Job): Promise<void> => {
    try {
      const summary = await job.run(context);
      await store.runs.write({ job: job.name, at: clock(), ok: true, summary });
      log.debug({ job: job.name, summary }, "a job ran");
    } catch (error) {
      log.error({ job: job.name, err: error }, "a job failed; it runs again at its next time");
      await store.runs.write({ job: job.name, at: clock(), ok: false, summary: error instanceof Error ? error.message : "it failed" });
    }
  };

  const deliver = async (deliveryId: string) => {
    const before = await store.ledger.find(deliveryId);
    const comeAgain = await deliverPost(deliveryId);
    const delivery = await store.ledger.find(deliveryId);
    // Two workers that look into the database at once may bring back what one of them has just done: that is said once.
    if (delivery !== null && before?.settledAt === null) {
      const { state, rehearsed, published, reason } = delivery;
      const worrying = state === "unknown" || state === "failed" || (state === "due" && reason !== null);
      log[worrying ? "warn" : "info"](
        { delivery: deliveryId, state, rehearsed, urls: published.flatMap(({ url }) => url ?? []), reason },
        rehearsed ? "rehearsed, not sent" : `delivery is ${state}`,
      );
    }
    return comeAgain;
  };

  const reload = async (): Promise<void> => {
    const outcome = await source.reload();
    if (outcome.kind === "changed") {
      log.info("content/ changed and was read again");
      await runJob("plan-posts");
    }
    if (outcome.kind !== "refused") return;
    const [first] = outcome.faults;
    log.error(
      { faults: outcome.faults.length, first: first === undefined ? null : formatFault(first) },
      "content/ changed and has faults: the last good content stays",
    );
  };

  /** So that previews count as the account's own server counts. */
  const refreshLimits = async (): Promise<void> => {
    for (const account of await app.accounts()) {
      const publisher = account.missing.length > 0 ? null : await app.publisher(account.id);
      if (publisher !== null) await app.limitsOf(publisher);
    }
  };

  const runJob = async (name: string): Promise<void> => {
    const job = jobs.find((one) => one.name === name);
    if (job !== undefined) await run(job);
  };

  const guarded = (what: string, task: () => Promise<void>) => () =>
    task().catch((error: unknown) => log.warn({ err: error }, `${what} failed and is tried again`));
  const reading = closing.use(createOneAtATime(guarded("reading content/", reload)));

  return {
    runJob,
    reload: () => {
      source.demandReading();
      return reading.run();
    },
    work: async () => {
      await carrier.schedule(jobs.map(({ name, every }) => ({ name, every })));
      await carrier.work({
        job: runJob,
        deliver,
        failed: (what, error) => log.error({ what, err: error }, "a job of the queue failed and comes again"),
      });
      // Every process does these for itself, so they are not the queue's to run once for all.
      const tasks = [
        schedule("* * * * *", () => reading.run(), { noOverlap: true }),
        schedule("17 * * * *", guarded("reading the servers' limits", refreshLimits), { noOverlap: true }),
      ];
      for (const task of tasks) closing.defer(() => task.destroy());
      void guarded("reading the servers' limits", refreshLimits)();
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
};
