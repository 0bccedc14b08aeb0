import type { App } from "../app.ts";
import { drawStatus } from "../terminal/draw-status.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { readStatus } from "./read-status.ts";

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
        await using app = openApp({ ...options, running: true, tolerant: true });
        if (options.alive === true) return await findSignOfLife(app);
        const status = await readStatus(app);
        if (options.json === true) io.json(status);
        else io.print(drawStatus(status));
      }),
};
