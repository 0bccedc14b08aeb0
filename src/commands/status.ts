import { accountState } from "../account-state.ts";
import type { App } from "../app.ts";
import { drawStatus, type Status } from "../terminal/draw-status.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

const readStatus = async (app: App): Promise<Status> => {
  const { campaign } = (await app.content()).current();
  const accounts = (await app.accounts()).map(accountState);
  if (!(await app.hasStore())) return { accounts, deliveries: null, queues: null, inDoubt: [], missed: [], open: [], held: [], runs: [] };

  const { posts, ledger, runs } = await app.store();
  const carrier = await app.carrier();
  const today = app.clock().toZonedDateTimeISO(campaign.zone).toPlainDate();
  const [deliveries, queues, inDoubt, lastWeek, open, held, lastRuns] = await Promise.all([
    ledger.countByState(),
    carrier.counts(),
    ledger.inDoubt(),
    posts.between(today.subtract({ days: 7 }), today),
    ledger.open(),
    posts.held(),
    runs.last(),
  ]);
  const local = (instant: Temporal.Instant): string =>
    instant.toZonedDateTimeISO(campaign.zone).toString({ timeZoneName: "never", smallestUnit: "second" });
  return {
    accounts,
    deliveries,
    queues,
    inDoubt: inDoubt.map(({ id, state, at, reason }) => ({ id, state, at: local(at), reason })),
    missed: lastWeek.filter(({ status }) => status === "skipped").map(({ id, at, reason }) => ({ id, at: local(at), reason })),
    open: open.map(({ id, state, reason, attempts, retryAt }) => ({ id, state, reason, attempts, retryAt: retryAt && local(retryAt) })),
    held: held.map(({ id, at, reason }) => ({ id, at: local(at), reason })),
    runs: lastRuns.map(({ job, at, ok, summary }) => ({ job, at: local(at), ok, summary })),
  };
};

/** The dispatch job runs every minute; after five without it something is wrong. */
const aliveMinutes = 5;

const findSignOfLife = async (app: App): Promise<void> => {
  const runs = (await app.hasStore()) ? await (await app.store()).runs.last() : [];
  const run = runs.find(({ job }) => job === "dispatch-due");
  if (run === undefined) throw new UserError("The worker has not run yet.");
  if (!run.ok) throw new UserError(`The worker's last run failed: ${run.summary}`);
  if (Temporal.Instant.compare(run.at.add({ minutes: aliveMinutes }), app.clock()) < 0)
    throw new UserError(`The worker last did its work at ${run.at.toString()}.`);
};

export const statusCommand: CommandEntry = {
  name: "status",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("status", "accounts, queues, deliveries, what is held and why, and the jobs' last runs")
      .option("--alive", "print nothing; exit code 0 where the worker has done its work within five minutes, else 1")
      .action(async (options: CommonOptions & { readonly alive?: true }) => {
        await using app = openApp({ ...options, running: true });
        if (options.alive === true) return await findSignOfLife(app);
        const status = await readStatus(app);
        if (options.json === true) io.json(status);
        else io.print(drawStatus(status));
      }),
};
