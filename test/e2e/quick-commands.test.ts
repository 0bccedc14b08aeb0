import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { createInstallation, runRollcall } from "./rollcall-process.ts";

/** Writes down the address of every module that a process loads. */
const recorder = `
  import { registerHooks } from "node:module";
  import { appendFileSync } from "node:fs";
  registerHooks({ load: (url, context, next) => { appendFileSync(process.env.HOME + "/loaded", url + "\\n"); return next(url, context); } });
`;

test.each([
  ["check"],
  ["plan", "--to", "2027-01-31"],
  ["preview", "maria-kalesnikava"],
  ["compose", "--json"],
  ["count"],
  ["doctor"],
  ["--help"],
])("%s loads no network's SDK and no database", async (...args) => {
  await using installation = await createInstallation();
  const home = await mkdtemp(join(tmpdir(), "rollcall-loaded-"));
  try {
    const script = join(home, "record.mjs");
    await writeFile(script, recorder);
    const environment = { ...installation.environment, HOME: home, NODE_OPTIONS: `--import=${pathToFileURL(script).href}` };
    expect(await runRollcall(args, environment, '{"text": "Every day, a name."}\n')).toMatchObject({ code: 0 });
    const loaded = await readFile(join(home, "loaded"), "utf8");
    expect(loaded).toContain("/commander/");
    expect(loaded.match(/node_modules\/(@atproto\/api|masto|telegraf|bullmq|ioredis|pg|@electric-sql\/pglite)\//g)).toBe(null);
  } finally {
    await rm(home, { recursive: true });
  }
});
