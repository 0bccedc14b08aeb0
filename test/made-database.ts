import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pauseFor } from "node:timers/promises";
import { openStore } from "../src/store/open-store.ts";

/** Where the run's one made database is; set by global-setup.ts for all its processes. */
export const madeFolderVariable = "ROLLCALL_TESTS_MADE_DATABASE";

/** Made by the first that needs it, in whatever process: that takes eight times as long as to copy it. */
const madeDatabase = async (): Promise<string> => {
  const folder = process.env[madeFolderVariable];
  if (folder === undefined) throw new Error(`${madeFolderVariable} is not set: vitest.config.ts names global-setup.ts.`);
  const made = join(folder, "made");
  const unfinished = join(folder, "unfinished");
  const isFirst = await mkdir(unfinished).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    try {
      {
        await using _store = await openStore({ dataFolder: unfinished });
      }
      await rename(join(unfinished, "pglite"), made);
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
  }
  while (!existsSync(made)) {
    if (!existsSync(unfinished)) throw new Error("The tests' database could not be made.");
    await pauseFor(50);
  }
  return made;
};

/** Puts an embedded database, made and empty, into a data folder, for tests that are not about its making. */
export const copyMadeDatabase = async (dataFolder: string): Promise<void> => {
  await cp(await madeDatabase(), join(dataFolder, "pglite"), { recursive: true });
};
