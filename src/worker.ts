import { setTimeout as pauseFor } from "node:timers/promises";
import { schedule } from "node-cron";
import { jobs } from "../jobs/index.ts";
import type { Job } from "../jobs/job.ts";
import type { App } from "./app.ts";
import type { Content } from "./campaign/content.ts";
import { isShown } from "./campaign/is-shown.ts";
import type { ContentSource } from "./content-source.ts";
import { formatFault, type Fault } from "./content/fault.ts";
import type { Delivery } from "./delivery/ledger.ts";
import { createOneAtATime } from "./one-at-a-time.ts";
import { openBot, type Ask } from "./open-bot.ts";
import { openDeliverPost } from "./open-deliver-post.ts";
import { openJobContext } from "./open-job-context.ts";
import { openTracking } from "./open-tracking.ts";
import { whileAlone } from "./store/while-alone.ts";
import type { Bot } from "./telegram/create-bot.ts";

/** What the worker waits at its end for the bot, which answers the readers whose questions it has in hand, and for the last hashtags that were heard. */
const longestListenersEndMs = 5000;

export interface Worker extends AsyncDisposable {
  /** Runs one scheduled job now, and notes how it went. */
  runJob(name: string): Promise<void>;
  /** Leaves exactly the campaign's schedules in the queue and starts taking jobs. */
  work(): Promise<void>;
  /** Reads the content again now, whether it looks changed or not. Never throws; never two at once. */
  reload(): Promise<void>;
  /** Reads the content again now where it changed. Never throws. */
  refresh(): Promise<void>;
}

/** Whoever is withheld is named nowhere, not even in the id of a post. */
const isNamed = (delivery: Delivery, source: ContentSource): boolean => isShown(source.current(), delivery);

/** `check` names the file of somebody who is withheld, since whoever runs it can open it; the record and the chat do not. */
const describeFault = (fault: Fault, { prisoners }: Content): string => {
  const line = formatFault(fault);
  const names = [...prisoners.values()]
    .filter(({ consent }) => consent === "withheld")
    .flatMap(({ slug, name }) => [slug, ...Object.values(name).flat()]);
  return names.some((name) => line.includes(name)) ? "one about somebody who is withheld: `npm run -s rollcall -- check` shows it." : line;
};

/** Joins the content, the database, the queue and the networks into the running service. */
export const createWorker = async (app: App, ask: Ask): Promise<Worker> => {
  const { clock, log } = app;
  const [source, store, carrier] = await Promise.all([app.content(), app.store(), app.carrier()]);
  // The embedded database is this process's alone, so whoever held a delivery is dead.
  const alone = app.config.databaseUrl === undefined;
  if (alone) await store.ledger.endClaims(clock());
  const closing = new AsyncDisposableStack();
  const ending = new AbortController();
  let bot: Bot | null = null;
  const context = await openJobContext(app, {
    onNews: ({ text }) => {
      log.warn(text);
      // Of several workers only the one that has the job tells, so that nothing is told twice.
      if (alone) void bot?.tellNow();
    },
    tellCampaigners: async () => bot?.tellNow(),
    reread: () => reading.run(),
  });
  const tracking = await openTracking(app);
  bot = await openBot(app, context, ask);
  if (bot !== null) closing.use(bot);
  closing.defer(() => ending.abort());

  const logOutcome = (delivery: Delivery): void => {
    const { id, account, state, rehearsed, published, reason } = delivery;
    const worrying = state === "unknown" || state === "failed" || (state === "due" && reason !== null);
    log[worrying ? "warn" : "info"](
      {
        delivery: isNamed(delivery, source) ? id : `(withheld)@${account}`,
        state,
        rehearsed,
        urls: published.flatMap(({ url }) => url ?? []),
        reason,
      },
      rehearsed ? "rehearsed, not sent" : `delivery is ${state}`,
    );
  };
  const deliver = await openDeliverPost(app, context, { onOutcome: logOutcome });

  const run = async (job: Job): Promise<void> => {
    try {
      // Another process may have counted.
      await app.readCounted();
      const summary = await job.run(context);
      await store.runs.write({ job: job.name, at: clock(), ok: true, summary });
      log.debug({ job: job.name, summary }, "a job ran");
    } catch (error) {
      log.error({ job: job.name, err: error }, "a job failed; it runs again at its next time");
      await store.runs.write({ job: job.name, at: clock(), ok: false, summary: error instanceof Error ? error.message : "it failed" });
    }
  };

  /** What waits is planned, held and let go by the content as it is now. */
  const goByContent = async (): Promise<void> => {
    for (const name of ["plan-posts", "hold-back"]) await runJob(name);
  };

  const reload = async (): Promise<void> => {
    const outcome = await source.reload();
    if (outcome.kind === "changed") {
      log.info("content/ changed and was read again");
      await store.decisions.note({ kind: "content-read", reason: null });
      await goByContent();
    }
    if (outcome.kind !== "refused") return;
    const [first] = outcome.faults;
    const fault = first === undefined ? "" : describeFault(first, source.current());
    log.error({ faults: outcome.faults.length, first: fault }, "content/ changed and has faults: the last good content stays");
    await store.decisions.note({ kind: "content-refused", reason: fault });
    await context.tell({
      key: `content-refused:${fault}:${clock().toString().slice(0, 10)}`,
      text: `content/ was changed and is not used, because it has ${outcome.faults.length === 1 ? "a fault" : `${outcome.faults.length} faults`}: ${fault} The last good content stays.`,
    });
  };

  /** What changed while nobody was running is not left to the next minute. */
  const catchUp = async (): Promise<void> => {
    await store.accounts.probeSoon(clock());
    for (const name of ["hold-back", "probe-accounts", "withdraw-posts"]) await runJob(name);
  };

  /** One process alone takes the bot's updates: Telegram refuses two. */
  const runBot = async (open: Bot): Promise<void> => {
    if (alone) return open.run(ending.signal);
    await whileAlone(store.pool, "bot", ending.signal, (stop) => open.run(stop));
  };

  /** One process alone listens: what it heard is the place in the stream for all. */
  const countHashtags = (): Promise<void> =>
    alone ? tracking.listen(ending.signal) : whileAlone(store.pool, "hashtags", ending.signal, (stop) => tracking.listen(stop));

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
    refresh: () => reading.run(),
    work: async () => {
      await carrier.schedule(jobs.map(({ name, every }) => ({ name, every })));
      await carrier.work({
        job: runJob,
        deliver: async (id) => {
          await app.readCounted();
          return deliver(id);
        },
        failed: (what, error) => log.error({ what, err: error }, "a job of the queue failed and comes again"),
      });
      // Every process does these for itself, so they are not the queue's to run once for all.
      const tasks = [
        schedule("*/20 * * * * *", () => reading.run(), { noOverlap: true }),
        // The bot's answers go by it.
        schedule(
          "*/20 * * * * *",
          guarded("reading the petitions' counts", () => app.readCounted()),
          { noOverlap: true },
        ),
        schedule("17 * * * *", guarded("reading the servers' limits", refreshLimits), { noOverlap: true }),
      ];
      for (const task of tasks) closing.defer(() => task.destroy());
      void guarded("catching up", catchUp)();
      const running: Promise<unknown>[] = [guarded("counting hashtags", countHashtags)()];
      if (bot !== null) running.push(guarded("the Telegram bot", () => runBot(bot))());
      closing.defer(async () => {
        await Promise.race([Promise.all(running), pauseFor(longestListenersEndMs, undefined, { ref: false })]);
      });
      closing.defer(() => ending.abort());
      void guarded("reading the servers' limits", refreshLimits)();
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
};
