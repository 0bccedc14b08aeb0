import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { createCarrier } from "../../src/queue/carrier.ts";
import { openEmbeddedPostgres } from "../../src/store/embedded-postgres.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { witness } from "./queue-handlers.ts";

/** A process whose database goes away under a worker with jobs; says "heard" when its timers still run. */
const folder = mkdtempSync(join(tmpdir(), "rollcall-queue-"));
await copyMadeDatabase(folder);
const pool = await openEmbeddedPostgres(folder);
const carrier = await createCarrier({ pool, onError: () => {} });
const seen = witness(() => later(100, null));
await carrier.work(seen);
await carrier.hand(Array.from({ length: 12 }, (_, index) => ({ deliveryId: `delivery-${index}`, network: "bluesky", delayMs: 0 })));
await seen.begun(1);
await pool.end();
await later(500);
process.stdout.write("heard\n");
rmSync(folder, { recursive: true, force: true });
process.exit();
