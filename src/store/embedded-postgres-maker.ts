import { workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";

// Runs as a thread: `initdb` takes 400 MB that a process would never give back. A thread, not a child process, since it must end
// when the process that holds the folder does.
const pglite = await PGlite.create(String(workerData));
await pglite.close();
