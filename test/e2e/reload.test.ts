import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { quickNodeFlags } from "../quick-node.ts";
import { bareEnvironment, contentFolder, createInstallation, mainFile, startRollcall } from "./rollcall-process.ts";

const noon = ["--now", "2026-12-01T10:00:05Z"];

/** An installation with content of its own, which the test may break. */
const createEditable = async (options: { used?: boolean } = { used: true }) => {
  const installation = await createInstallation(options);
  const content = join(installation.folder, "content");
  await cp(contentFolder, content, { recursive: true });
  return Object.assign(installation, { content, environment: { ...installation.environment, CONTENT_DIR: content } });
};

/** What a worker logged, a JSON object each. */
const logged = (output: string): any[] =>
  output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

test("SIGHUP has a running worker read content/ again: a fault is refused in one line with its place, what is mended is used", async () => {
  await using installation = await createEditable();
  await using worker = startRollcall(["start", ...noon], installation.environment);
  await worker.seen(/Running/);
  const person = join(installation.content, "prisoners", "pavel-seviarynets.yaml");
  const whole = await readFile(person, "utf8");

  await writeFile(person, whole.replace(/^name:/m, "name: ["));
  process.kill(worker.pid, "SIGHUP");
  await worker.seen(/the last good content stays/);
  const refusals = logged(worker.output()).filter(({ msg }) => /last good content/.test(msg));
  // Who looks by itself every 20 seconds may have come first, and SIGHUP is answered all the same.
  expect(new Set(refusals.map(({ first }) => first)).size).toBe(1);
  expect(refusals[0]).toMatchObject({ level: "error", first: expect.stringMatching(/prisoners\/pavel-seviarynets\.yaml:\d+:\d+: /) });

  await writeFile(person, `${whole}# Looked at again.\n`);
  process.kill(worker.pid, "SIGHUP");
  await worker.seen(/was read again/);
  expect(await worker.end("SIGTERM")).toMatchObject({ code: 0 });
});

test("SIGHUP during the start is not lost, and many at once are no trouble", async () => {
  await using installation = await createEditable({ used: false });
  await using worker = startRollcall(["start", ...noon], installation.environment);
  // The first of them come while the database is being made.
  await expect.poll(() => existsSync(join(installation.folder, "data", "rollcall.lock.json")), { timeout: 30_000 }).toBe(true);
  const hangUp = setInterval(() => process.kill(worker.pid, "SIGHUP"), 20);
  try {
    await worker.seen(/Running/);
    await worker.seen(/was read again/);
  } finally {
    clearInterval(hangUp);
  }
  expect(await worker.end()).toMatchObject({ code: 0 });
  expect(logged(worker.output()).filter(({ level }) => level === "error")).toEqual([]);
});

const script = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "script"))
  .find((path) => existsSync(path));

test.skipIf(script === undefined)("in a terminal SIGHUP reloads too, and closing the terminal ends the worker", async () => {
  await using installation = await createEditable();
  const command = `exec ${[process.execPath, ...quickNodeFlags, mainFile].join(" ")} start ${noon.join(" ")}`;
  const terminal = spawn(script ?? "", ["-qec", command, "/dev/null"], {
    cwd: installation.folder,
    env: { ...bareEnvironment(), SHELL: "/bin/sh", ...installation.environment },
  });
  try {
    const shown = new Promise<void>((resolve, reject) => {
      let output = "";
      const stages = [/Running/, /was read again/];
      terminal.once("close", () => reject(new Error(`ended: ${output}`)));
      terminal.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (stages[0]?.test(output) !== true) return;
        stages.shift();
        if (stages.length === 0) resolve();
        else void workerPid().then((pid) => process.kill(pid, "SIGHUP"));
      });
    });
    const lock = join(installation.folder, "data", "rollcall.lock.json");
    const workerPid = async (): Promise<number> => JSON.parse(await readFile(lock, "utf8")).pid;
    await shown;
    terminal.removeAllListeners("close");
    terminal.kill("SIGKILL");
    // A clean end takes the lock's note away.
    await expect.poll(() => existsSync(lock), { timeout: 20_000 }).toBe(false);
  } finally {
    terminal.kill("SIGKILL");
  }
});
