import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { quickNodeFlags } from "../quick-node.ts";

const endedPool = fileURLToPath(new URL("queue-ended-pool.ts", import.meta.url));

test("a database that is gone under a running worker does not freeze its process", async () => {
  // A frozen process hears no polite signal.
  const { stdout } = await promisify(execFile)(process.execPath, [...quickNodeFlags, endedPool], {
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
  expect(stdout).toBe("heard\n");
});
