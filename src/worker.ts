import { schedule } from "node-cron";
import { createDeliverPost } from "../jobs/deliver-post.ts";
import { jobs } from "../jobs/index.ts";
import type { Job, JobContext } from "../jobs/job.ts";
import type { App } from "./app.ts";

export interface Worker extends AsyncDisposable {
  /** Runs one scheduled job now, and notes how it went. */
  runJob(name: string): Promise<void>;
  /** Leaves exactly the campaign's schedules in the queue and starts taking jobs. */
  work(): Promise<void>;
}

/** Joins the content, the database, the queue and the networks into the running service. */
export const createWorker = async (app: App): Promise<Worker> => {
  const { clock, log } = app;
  const [source, store, carrier, composeProfile] = await Promise.all([app.content(), app.store(), app.carrier(), app.composeProfile()]);
  // The embedded database is this process's alone, so whoever held a delivery is dead.
  if (app.config.databaseUrl === undefined) await store.ledger.endClaims(clock());
  const closing = new AsyncDisposableStack();
  const context: JobContext = { content: () => source.current(), clock, posts: store.posts, ledger: store.ledger, carrier };

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

  const deliverPost = createDeliverPost({
    content: () => source.current(),
    texts: () => source.texts(),
    clock,
    ledger: store.ledger,
    publisherOf: (account) => app.publisher(account),
    composeProfile,
    rememberLimits: (account, limits) => store.accounts.writeLimits(account, limits),
  });

  const deliver = async (deliveryId: string) => {
    const comeAgain = await deliverPost(deliveryId);
    const delivery = await store.ledger.find(deliveryId);
    if (delivery !== null) {
      const { state, rehearsed, published, reason } = delivery;
      log.info(
        { delivery: deliveryId, state, rehearsed, urls: published.flatMap(({ url }) => url ?? []), reason },
        rehearsed ? "rehearsed, not sent" : `delivery is ${state}`,
      );
    }
    return comeAgain;
  };

  const reload = async (): Promise<void> => {
    const before = source.current();
    const faults = await source.reload();
    const [first] = faults;
    if (first !== undefined)
      log.error(
        { faults: faults.length, first: `${first.file}:${first.line}:${first.column}: ${first.message}` },
        "content/ has faults; the last good content stays",
      );
    else if (source.current() !== before) {
      log.info("content/ changed and was read again");
      await runJob("plan-posts");
    }
  };

  const runJob = async (name: string): Promise<void> => {
    const job = jobs.find((one) => one.name === name);
    if (job !== undefined) await run(job);
  };

  return {
    runJob,
    work: async () => {
      await carrier.schedule(jobs.map(({ name, every }) => ({ name, every })));
      await carrier.work({
        job: runJob,
        deliver,
        failed: (what, error) => log.error({ what, err: error }, "a job of the queue failed and comes again"),
      });
      // Every process reads the content for itself, so this is not the queue's to run once for all.
      const reading = schedule("* * * * *", reload, { noOverlap: true });
      closing.defer(() => reading.destroy());
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
};
