import type { App } from "../app.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

const readStatus = async (app: App) => {
  const { campaign } = (await app.content()).current();
  const accounts = (await app.accounts()).map(({ id, network, language, missing }) => ({
    id,
    network,
    language,
    mode: missing.length > 0 ? "rehearsal" : "live",
    missing,
  }));
  if (!(await app.hasStore())) return { accounts, deliveries: null, queues: null, open: [], held: [], runs: [] };
  const { posts, ledger, runs } = await app.store();
  const carrier = await app.carrier();
  const [deliveries, queues, open, held, lastRuns] = await Promise.all([
    ledger.countByState(),
    carrier.counts(),
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
    open: open.map(({ id, state, reason, attempts, retryAt }) => ({
      id,
      state,
      reason,
      attempts,
      retryAt: retryAt === null ? null : local(retryAt),
    })),
    held: held.map(({ id, at, reason }) => ({ id, at: local(at), reason })),
    runs: lastRuns.map(({ job, at, ok, summary }) => ({ job, at: local(at), ok, summary })),
  };
};

/** The dispatch job runs every minute; after five without it something is wrong. */
const aliveMinutes = 5;

const findSignOfLife = async (app: App): Promise<void> => {
  const run = (await app.hasStore()) ? (await (await app.store()).runs.last()).find(({ job }) => job === "dispatch-due") : undefined;
  if (run === undefined) throw new UserError("The worker has not run yet.");
  if (!run.ok) throw new UserError(`The worker's last run failed: ${run.summary}`);
  if (Temporal.Instant.compare(run.at.add({ minutes: aliveMinutes }), app.clock()) < 0)
    throw new UserError(`The worker last did its work at ${run.at.toString()}.`);
};

const list = (title: string, rows: readonly string[]): string =>
  [title, ...(rows.length === 0 ? ["  none"] : rows.map((row) => `  ${row}`)), ""].join("\n");

export const statusCommand: CommandEntry = {
  name: "status",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("status", "accounts, queues, deliveries, what is held and why, and the jobs' last runs").action(
      async (options: CommonOptions) => {
        await using app = openApp({ ...options, running: true });
        const status = await readStatus(app);
        if (options.json === true) {
          io.json(status);
          return;
        }
        io.print(
          list(
            "Accounts",
            status.accounts.map(
              ({ id, mode, language, missing }) =>
                `${id} (${language}): ${mode}${missing.length > 0 ? `, since ${missing.join(" and ")} not set` : ""}`,
            ),
          ),
        );
        if (status.deliveries === null) {
          io.print("Nothing was posted or planned yet: `npm start` begins.");
          return;
        }
        io.print(
          list(
            "Deliveries",
            Object.entries(status.deliveries).map(([state, count]) => `${state}: ${count}`),
          ),
        );
        io.print(
          list(
            "On their way",
            status.open.map(
              ({ id, state, attempts, reason }) => `${id}: ${state}, ${attempts} attempts${reason === null ? "" : `, last: ${reason}`}`,
            ),
          ),
        );
        io.print(
          list(
            "Queues",
            Object.entries(status.queues).map(
              ([name, { waiting, delayed, active, failed }]) =>
                `${name}: ${waiting} waiting, ${delayed} delayed, ${active} active, ${failed} failed`,
            ),
          ),
        );
        io.print(
          list(
            "Held, a person must look",
            status.held.map(({ id, at, reason }) => `${id} (${at}): ${reason ?? ""}`),
          ),
        );
        io.print(
          list(
            "Last runs",
            status.runs.map(({ job, at, ok, summary }) => `${job} at ${at}: ${ok ? "" : "FAILED, "}${summary}`),
          ),
        );
      },
    ),
};
