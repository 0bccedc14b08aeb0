import { createHash } from "node:crypto";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * Names, sizes and times of all that lies in a folder, in one short text: another one after every change, without reading a file.
 * Never throws; a folder that is gone has a fingerprint too.
 */
export const contentFingerprint = async (folder: string): Promise<string> => {
  const hash = createHash("sha256");
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of entries.toSorted((a, b) => (a < b ? -1 : 1))) {
    const found = await lstat(join(folder, name)).catch(() => null);
    hash.update(`${name}\0${found?.size ?? -1}\0${found?.mtimeMs ?? -1}\0`);
  }
  return hash.digest("base64");
};
