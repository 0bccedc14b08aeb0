import type { Kysely } from "kysely";
import type { RunLog } from "../delivery/run-log.ts";
import type { Tables } from "./tables.ts";

export const createRunLog = (db: Kysely<Tables>): RunLog => ({
  write: async (run) => {
    await db
      .insertInto("job_runs")
      .values({ job: run.job, at: run.at, ok: run.ok, summary: run.summary })
      .onConflict((conflict) =>
        conflict.column("job").doUpdateSet({ at: run.at, ok: run.ok, summary: run.summary }).where("job_runs.at", "<=", run.at),
      )
      .execute();
  },
  last: () => db.selectFrom("job_runs").select(["job", "at", "ok", "summary"]).orderBy("job").execute(),
});
