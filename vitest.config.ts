import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Long, since a day of the real program takes its time on a busy machine; nothing waits for it to pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Many tests wait for processes and servers, so one file more than there are processors keeps all of them busy.
    maxWorkers: availableParallelism() + 1,
  },
});
