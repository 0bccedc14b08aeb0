import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ListDifference } from "../../campaign/lists/compare-lists.ts";
import { entryText } from "../../campaign/lists/entry-text.ts";
import type { PersonList } from "../../campaign/lists/person-list.ts";
import { makeFolder } from "../../make-folder.ts";
import { UserError } from "../../user-error.ts";

const mostKept = 50;

/** Another one for whatever a person would have to look at again: another file, another day, another state of the people whom it changes. */
export const fingerprintOf = (folder: string, source: string, list: PersonList | null, difference: ListDifference): string => {
  const { file, asOf, changes, refused, toWithhold, sameName } = difference;
  const { total, active, tail, layout, hidden } = file;
  const hash = createHash("sha256");
  hash.update(JSON.stringify([folder, source, layout, asOf, total, active, tail, hidden, refused, sameName, [...toWithhold]]));
  hash.update(String(list?.imports.at(-1)?.import ?? 0));
  for (const { kind, corrected, before, after } of changes)
    hash.update(`\n${kind ?? ""} ${corrected.join()} ${before === null ? "" : entryText(before)} ${entryText(after)}`);
  return hash.digest("hex").slice(0, 32);
};

const fileIn = (dataFolder: string): string => join(dataFolder, "shown-differences.json");

const readShown = async (dataFolder: string): Promise<string[]> => {
  try {
    const read: unknown = JSON.parse(await readFile(fileIn(dataFolder), "utf8"));
    return Array.isArray(read) ? read.filter((value) => typeof value === "string") : [];
  } catch {
    // Not there, or somebody else's: then nothing was shown.
    return [];
  }
};

/** Whether a difference was shown to a person of this installation before. */
export const wasShown = async (dataFolder: string, fingerprint: string): Promise<boolean> =>
  (await readShown(dataFolder)).includes(fingerprint);

/** Keeps that a difference was shown, of the last fifty. Throws `UserError` where nothing can be kept. */
export const keepShown = async (dataFolder: string, fingerprint: string): Promise<void> => {
  const path = fileIn(dataFolder);
  try {
    makeFolder(dataFolder);
    const shown = (await readShown(dataFolder)).filter((one) => one !== fingerprint);
    const unfinished = `${path}.${crypto.randomUUID()}`;
    await writeFile(unfinished, JSON.stringify([...shown, fingerprint].slice(-mostKept)));
    await rename(unfinished, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new UserError(
      `What was shown cannot be kept in ${dataFolder} (${code}), and nothing that was not shown is applied: mend its permissions, or set DATA_DIR to a folder that Rollcall may write to.`,
      { cause: error },
    );
  }
};
