import { describe, expect, test } from "vitest";
import { createCarrier } from "../../src/queue/carrier.ts";
import { openPostgresServer } from "../../src/store/postgres-server.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";
import { createInstallation, startRollcall } from "./rollcall-process.ts";

const noon = ["--now", "2026-12-01T10:00:05Z"];

describe.skipIf(findPostgres() === null)("a worker", () => {
  test("says once what became of a delivery, although the queue brings it again", async () => {
    await using postgres = await startPostgres();
    await using installation = await createInstallation();
    await using worker = startRollcall(["start", ...noon], { ...installation.environment, DATABASE_URL: postgres.url });
    await worker.seen(/Running[^]*(?:rehearsed, not sent[^]*){3}|(?:rehearsed, not sent[^]*){3}Running/);

    const pool = await openPostgresServer(postgres.url);
    await using closing = new AsyncDisposableStack();
    closing.defer(() => pool.end());
    const carrier = closing.use(await createCarrier({ pool, onError: () => {} }));
    const { rows } = await pool.query("select id, network from rollcall.deliveries");
    await carrier.hand(rows.map(({ id, network }) => ({ deliveryId: id, network, delayMs: 0 })));
    await expect
      .poll(async () =>
        Object.entries(await carrier.counts()).filter(([name, { waiting, active }]) => name !== "jobs" && waiting + active > 0),
      )
      .toEqual([]);

    expect(await worker.end()).toMatchObject({ code: 0 });
    expect(rows).toHaveLength(3);
    expect(worker.output().match(/rehearsed, not sent/g)).toHaveLength(3);
  });
});
