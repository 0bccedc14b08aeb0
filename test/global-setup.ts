import { existsSync, rmSync, statfsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeFolderVariable } from "./made-database.ts";

/** Where files are memory, and there is room for those of a whole run: databases by the dozen, whose every write waits for the disk otherwise. */
const roomyMemory = (): string | null => {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return null;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 3_000_000_000 ? memory : null;
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** What a run left that was killed: in memory it would stay there until the machine starts again. */
const removeLeft = async (where: string): Promise<void> => {
  for (const name of await readdir(where)) {
    const [, pid] = /^rollcall-tests-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(where, name), { recursive: true, force: true });
  }
};

/** Everything that the run's processes put into a temporary folder is in one, which goes with the run. */
export const setup = async (): Promise<() => Promise<void>> => {
  const where = roomyMemory() ?? tmpdir();
  await removeLeft(where);
  const folder = await mkdtemp(join(where, `rollcall-tests-${process.pid}-`));
  // Some programs run as another user.
  await chmod(folder, 0o1777);
  process.env["TMPDIR"] = folder;
  const made = join(folder, "made");
  await mkdir(made);
  process.env[madeFolderVariable] = made;
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  return async () => remove();
};
