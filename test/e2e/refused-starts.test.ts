import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, existsSync, openSync, rmSync, writeSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runRollcallHere } from "./rollcall-here.ts";
import {
  bareEnvironment,
  contentFolder,
  createInstallation,
  mainFile,
  runRollcall,
  startRollcall,
  type Finished,
} from "./rollcall-process.ts";

const noon = ["--now", "2026-12-01T10:00:05Z"];

/** One line for a person who can mend it, and nothing that looks like a fault of the program. */
const oneLine = (line: RegExp) => ({
  code: 1,
  stdout: "",
  stderr: expect.stringMatching(new RegExp(`^(?!.*(?:fault of Rollcall|node_modules|Error:))[^\\n]*(?:${line.source})[^\\n]*\\n$`)),
});

test("of many starts at once on a new folder one goes on, and each of the others says who has it", async () => {
  await using installation = await createInstallation();
  const workers = Array.from({ length: 3 }, () => startRollcall(["start", ...noon], installation.environment));
  try {
    const running = await Promise.any(workers.map(async (worker) => worker.seen(/Running/).then(() => worker)));
    const others = workers.filter((worker) => worker !== running);
    for (const { finished } of others)
      expect(await finished).toEqual(oneLine(new RegExp(`already running .*process ${running.pid}.*DATA_DIR`)));
    expect(await running.end()).toMatchObject({ code: 0 });
  } finally {
    await Promise.all(workers.map((worker) => worker[Symbol.asyncDispose]()));
  }
});

/** Root may read and write everything: then another user must try. */
const nobody = process.getuid?.() === 0 ? 65534 : undefined;
const nobodyCanRun =
  spawnSync(process.execPath, [mainFile, "--help"], {
    cwd: tmpdir(),
    env: bareEnvironment(),
    ...(nobody === undefined ? {} : { uid: nobody, gid: nobody }),
  }).status === 0;

describe.skipIf(!nobodyCanRun)("what may not be read or written", () => {
  const run = (args: readonly string[], environment: Record<string, string>): Promise<Finished> =>
    runRollcall(args, environment, "", nobody);

  test("a data folder is one line with its name, and nothing in it is taken for empty", async () => {
    await using installation = await createInstallation({ used: true });
    const data = join(installation.folder, "data");
    await runRollcallHere(["post", "2026-12-01/profile/nobody", ...noon], installation.environment);
    const locks: [locked: string, mode: number, commands: string[]][] = [
      [installation.folder, 0o700, ["start"]],
      [data, 0o700, ["status"]],
      [data, 0o755, ["start", "status"]],
    ];
    for (const [locked, mode, commands] of locks) {
      chmodSync(installation.folder, 0o755);
      // Its owner, where no other user can be had, is shut out too.
      chmodSync(locked, nobody === undefined ? mode & 0o055 : mode);
      for (const command of commands) expect(await run([command], installation.environment)).toEqual(oneLine(/data.*DATA_DIR/));
      chmodSync(locked, 0o755);
    }
  });

  test("pictures that cannot be put there are one line", async () => {
    await using installation = await createInstallation();
    chmodSync(installation.folder, 0o755);
    await mkdir(join(installation.folder, "data"), { mode: 0o555 });
    expect(await run(["preview", "maria-kalesnikava"], installation.environment)).toEqual(
      oneLine(/Pictures cannot be written to .*DATA_DIR/),
    );
  });

  test("content is one line with the first place, as a whole or one file of it", async () => {
    await using installation = await createInstallation();
    chmodSync(installation.folder, 0o777);
    const content = join(installation.folder, "content");
    await cp(contentFolder, content, { recursive: true });
    const environment = { ...installation.environment, CONTENT_DIR: content };
    const person = join(content, "prisoners", "pavel-seviarynets.yaml");
    chmodSync(person, 0);
    expect(await run(["start"], environment)).toEqual(oneLine(/pavel-seviarynets\.yaml:1:1: may not be read/));
    chmodSync(content, 0);
    expect(await run(["start"], environment)).toEqual(oneLine(/content.* may not be read/));
    chmodSync(content, 0o755);
  });
});

const succeeds = (program: string, args: readonly string[]): boolean => spawnSync(program, args).status === 0;

/** A small disk, where the tests may make one. */
const mountDisk = (folder: string): Disposable | null =>
  succeeds("mount", ["-t", "tmpfs", "-o", "size=80m", "tmpfs", folder])
    ? { [Symbol.dispose]: () => void succeeds("umount", ["--lazy", folder]) }
    : null;

const fillDisk = (file: string): void => {
  const filler = openSync(file, "w");
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeSync(filler, block);
  } catch {
    closeSync(filler);
  }
};

test.skipIf(!existsSync("/dev/full"))("output that cannot be written is no success", async () => {
  const full = openSync("/dev/full", "w");
  try {
    const { status, stderr } = spawnSync(process.execPath, [mainFile, "check"], {
      env: { ...bareEnvironment(), CONTENT_DIR: contentFolder },
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
      timeout: 60_000,
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^The disk is full[^\n]*\n$/) });
  } finally {
    closeSync(full);
  }
});

test("a full disk is one line that says so, and nothing is lost", async ({ skip }) => {
  await using installation = await createInstallation();
  const disk = join(installation.folder, "disk");
  await mkdir(disk);
  using mounted = mountDisk(disk);
  if (mounted === null) skip("no disk can be made here");
  const environment = { ...installation.environment, DATA_DIR: join(disk, "data") };
  const filler = join(disk, "filler");

  fillDisk(filler);
  expect(await runRollcall(["start", ...noon], environment)).toEqual(oneLine(/disk/));
  rmSync(filler);
  await using worker = startRollcall(["start", ...noon], environment);
  await worker.seen(/(?:rehearsed, not sent[^]*){3}/);
  await worker.end();

  fillDisk(filler);
  expect(await runRollcall(["start", ...noon], environment)).toEqual(oneLine(/disk.* is full/));
  for (const args of [["status"], ["post", "2026-12-01/profile/ales-bialiatski"]])
    expect(await runRollcallHere([...args, ...noon], environment)).toEqual(oneLine(/disk.* is full/));
  rmSync(filler);
  const { stdout } = await runRollcallHere(["status", "--json"], environment);
  expect(JSON.parse(stdout).deliveries).toMatchObject({ sent: 3 });
  expect(existsSync(join(disk, "data", "pglite.unfinished"))).toBe(false);
});
