import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/global-setup.ts",
    // Long, since a day of the real program takes its time on a busy machine; nothing waits for it to pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As long for what is waited for; a machine that is busy is no reason to fail.
    expect: { poll: { timeout: 20_000 } },
    // Real processes and real locks on a machine that may be busy: a test that fails and then passes is reported as flaky.
    retry: 2,
    pool: "forks",
    // Many tests wait for processes and servers, so two files more than there are processors keep all of them busy.
    maxWorkers: availableParallelism() + 2,
  },
});
