import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { quickNodeFlags } from "./test/quick-node.ts";

/** The files of a folder share their processes: what they import, a PDS most of all, takes longer to load than most files to run. */
const folder = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    isolate: false,
    // End-to-end tests open databases by the dozen, and each is a module that would be optimized anew.
    execArgv: name === "e2e" ? [...quickNodeFlags] : [],
  },
});

export default defineConfig({
  test: {
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
    // Not one project: end-to-end tests run the program in their own process, with its environment and folder.
    projects: ["unit", "contract", "e2e"].map(folder),
  },
});
