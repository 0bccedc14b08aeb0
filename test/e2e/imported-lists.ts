import { cp, mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { syntheticList } from "../synthetic-list.ts";
import { writeMachineCsv } from "../write-synthetic-list.ts";
import { runRollcallHere } from "./rollcall-here.ts";
import { contentFolder, createInstallation } from "./rollcall-process.ts";

/** An installation with content that the test may change, and two weeks of a made-up list beside it. */
export const createImportHome = async (rows: number) => {
  const installation = await createInstallation();
  const { folder } = installation;
  const content = join(folder, "content");
  await cp(contentFolder, content, { recursive: true });
  const list = join(content, "lists", "viasna.jsonl");
  const environment = { ...installation.environment, CONTENT_DIR: content };
  const weeks = { first: syntheticList({ seed: 96, rows }), second: syntheticList({ seed: 96, rows, week: 2 }) };
  const write = async (name: string, text: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    // The day of the second week, at noon.
    await utimes(path, new Date("2026-11-20T12:00:00Z"), new Date("2026-11-20T12:00:00Z"));
    return path;
  };
  await mkdir(join(folder, "data"), { recursive: true });
  const now = ["--now", "2026-11-21T09:00:00Z"];
  return {
    environment,
    content,
    list,
    weeks,
    write,
    first: await write("first.csv", writeMachineCsv(weeks.first.people)),
    second: await write("second.csv", writeMachineCsv(weeks.second.people)),
    now,
    run: (...args: string[]) => runRollcallHere([...args, ...now], environment),
    json: async (...args: string[]) => JSON.parse((await runRollcallHere([...args, "--json", ...now], environment)).stdout),
    listText: () => readFile(list, "utf8").catch(() => null),
    [Symbol.asyncDispose]: () => installation[Symbol.asyncDispose](),
  };
};
