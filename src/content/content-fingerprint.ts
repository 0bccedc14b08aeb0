import { createHash } from "node:crypto";
import { lstat, readdir } from "node:fs/promises";
import { join, sep } from "node:path";

/** Editors and version control keep things of their own there, and write to them all the time; content never lies there. */
const isHidden = (path: string): boolean => path.split(sep).some((name) => name.startsWith("."));

/**
 * Names, sizes and times of all that lies in a folder, in one short text: another one after every change, without reading a file.
 * Never throws; a folder that is gone has a fingerprint too.
 */
export const contentFingerprint = async (folder: string): Promise<string> => {
  const hash = createHash("sha256");
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of entries.toSorted((a, b) => (a < b ? -1 : 1))) {
    if (isHidden(name)) continue;
    const found = await lstat(join(folder, name)).catch(() => null);
    if (found?.isDirectory() === true) {
      // Its times change with hidden files too; of all others the names are here.
      hash.update(`${name}\0`);
      continue;
    }
    // The time of the last change of the entry itself, too: a file put in another's place may have its size and its date.
    hash.update(`${name}\0${found?.size ?? -1}\0${found?.mtimeMs ?? -1}\0${found?.ctimeMs ?? -1}\0`);
  }
  return hash.digest("base64");
};
