import { chmod, mkdir, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import type { PersonList } from "../campaign/lists/person-list.ts";
import { formatFault } from "./fault.ts";
import { maxListBytes, readList } from "./read-list.ts";
import { readText, systemComplaint } from "./read-text.ts";
import { writeList } from "./write-list.ts";

/** A list's file as it is now. */
export interface ListOnDisk {
  /** As it is named to people. */
  readonly shown: string;
  /** Null where there is none. */
  readonly text: string | null;
  readonly list: PersonList | null;
}

const isThere = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: unknown) => (error as NodeJS.ErrnoException).code !== "ENOENT",
  );

/** A list's file as it is now, or why it cannot be gone by. */
export const openList = async (folder: string, source: string): Promise<ListOnDisk | { readonly complaint: string }> => {
  const shown = join(folder, "lists", `${source}.jsonl`);
  if (!(await isThere(shown))) return { shown, text: null, list: null };
  const read = await readText(shown, maxListBytes);
  if ("message" in read) return { complaint: `${formatFault({ file: shown, ...read })}. Mend that first.` };
  const { list, faults } = readList(shown, source, read.text);
  if (list === null) return { complaint: `${faults[0] === undefined ? shown : formatFault(faults[0])}. Mend that first.` };
  return { shown, text: read.text, list };
};

/** The names of all lists of a campaign. */
export const listNames = async (folder: string): Promise<string[]> => {
  const names = await readdir(join(folder, "lists")).catch((): string[] => []);
  return names
    .filter((name) => name.endsWith(".jsonl") && !name.startsWith("."))
    .map((name) => name.slice(0, -".jsonl".length))
    .sort();
};

const lockWaitMs = 10_000;
const lockAgainMs = 20;
const sqliteBusy = 5;

const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === sqliteBusy;

/**
 * Holds the folder's lists for this call, and waits while another one does. As with the data folder, the lock is the kernel's: it goes with its process
 * however that ends. Its file stays, since whoever removed it would let two in. SQLite's own waiting would stop this whole process.
 */
const lockLists = async (folder: string): Promise<Disposable> => {
  const lock = new DatabaseSync(join(folder, ".lock"));
  const begun = performance.now();
  for (;;) {
    try {
      lock.exec("BEGIN EXCLUSIVE");
      return { [Symbol.dispose]: () => lock.close() };
    } catch (error) {
      if (!isBusy(error) || performance.now() - begun > lockWaitMs) {
        lock.close();
        throw error;
      }
      await setTimeout(lockAgainMs);
    }
  }
};

/** Content reading passes over names that begin with a dot. */
const unfinishedName = (source: string): string => `.${source}.${crypto.randomUUID()}.unfinished`;

const clearUnfinished = async (folder: string, source: string): Promise<void> => {
  const begun = (await readdir(folder)).filter((name) => name.startsWith(`.${source}.`) && name.endsWith(".unfinished"));
  await Promise.all(begun.map((name) => rm(join(folder, name), { force: true })));
};

/** Has the folder's own entries on the disk: a rename is lost with them otherwise when the power goes. */
const syncFolder = async (folder: string): Promise<void> => {
  await using handle = await open(folder, "r");
  await handle.sync();
};

/** Where the file is really, should it be a link. */
const targetOf = async (path: string): Promise<string> => realpath(path).catch(() => path);

const replace = async (path: string, text: string, unfinished: string): Promise<void> => {
  try {
    {
      await using handle = await open(unfinished, "wx");
      await handle.writeFile(text);
      await handle.sync();
    }
    const before = await stat(path).catch(() => null);
    if (before !== null) await chmod(unfinished, before.mode & 0o777);
    await rename(unfinished, path);
  } catch (error) {
    // A half of it would keep a full disk full, and names where nobody looks for them.
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
};

/**
 * Puts a list in the place of what was read, whole or not at all, whenever the process or the machine ends; null removes the file. Answers why not, or null:
 * where somebody else changed the list meanwhile, nothing is written and nothing of theirs is lost.
 */
export const saveList = async (folder: string, source: string, read: ListOnDisk, next: PersonList | null): Promise<string | null> => {
  const { shown } = read;
  const text = next === null ? null : writeList(next);
  const [fault] = text === null ? [] : readList(shown, source, text).faults;
  if (fault !== undefined) return `Nothing was written, since the list would have a fault: ${formatFault(fault)}.`;
  const lists = join(folder, "lists");
  try {
    await mkdir(lists, { recursive: true });
    using _lock = await lockLists(lists);
    await clearUnfinished(lists, source);
    const there = (await isThere(shown)) ? await readText(shown, maxListBytes) : null;
    if ((there === null ? null : "text" in there ? there.text : undefined) !== read.text)
      return `Nothing was written: somebody else changed ${shown} just now. Look at the difference again.`;
    const target = await targetOf(shown);
    if (text === null) await rm(target, { force: true });
    else await replace(target, text, join(dirname(target), unfinishedName(source)));
    await syncFolder(dirname(target));
    return null;
  } catch (error) {
    if (isBusy(error)) return `Nothing was written: another command is writing into ${lists}. Say it again in a moment.`;
    const code = error instanceof Error && "code" in error ? String(error.code) : systemComplaint(error);
    return `${shown} cannot be written (${code}): make room, or give the user that runs Rollcall the right to write in ${lists}.`;
  }
};
