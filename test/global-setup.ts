import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeFolderVariable } from "./made-database.ts";

export const setup = async (): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-made-"));
  process.env[madeFolderVariable] = folder;
  return () => rm(folder, { recursive: true, force: true });
};
