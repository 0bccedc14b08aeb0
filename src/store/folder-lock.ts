import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { FolderInUse } from "../folder-in-use.ts";
import { makeFolder } from "../make-folder.ts";
import { UserError } from "../user-error.ts";

const holderSchema = (value: unknown): value is { pid: number; host: string; since: string } =>
  typeof value === "object" && value !== null && "pid" in value && "host" in value && "since" in value;

/**
 * Holds a folder for this process until disposed, and throws `UserError` where another process has it.
 *
 * The lock is the kernel's: an open SQLite transaction holds a byte-range lock on `rollcall.lock`, the only kind that Node
 * can reach. It goes with its process however that ends, so nothing is ever stale and nobody takes over anything: process
 * ids that are used again, two starters at once, and containers that are all process 1 on one volume come out right.
 * A file beside it only tells the second process whom it met.
 */
export const lockFolder = (folder: string): Disposable => {
  const lockFile = join(folder, "rollcall.lock");
  const holderFile = join(folder, "rollcall.lock.json");
  makeDataFolder(folder, lockFile);
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFile);
    lock.exec("BEGIN EXCLUSIVE");
    // Within, since a lock file that may only be read holds nobody off: then this may not be written either.
    writeFileSync(holderFile, JSON.stringify({ pid: process.pid, host: hostname(), since: Temporal.Now.instant().toString() }));
  } catch (error) {
    lock?.close();
    throw refusal(error, folder, lockFile, holderFile);
  }
  const held = lock;
  return {
    [Symbol.dispose]: () => {
      if (!held.isOpen) return;
      rmSync(holderFile, { force: true });
      held.close();
    },
  };
};

/** SQLite opens no file with a longer path, and needs some of it for itself. */
const longestPathBytes = 480;

const makeDataFolder = (folder: string, lockFile: string): void => {
  const bytes = Buffer.byteLength(lockFile);
  if (bytes > longestPathBytes) {
    throw new UserError(
      `The data folder ${folder.slice(0, 60)}… has too long a path, ${bytes - longestPathBytes} bytes over the limit: set DATA_DIR to a shorter one.`,
    );
  }
  try {
    makeFolder(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const what = code === "EEXIST" || code === "ENOTDIR" ? "is a file, not a folder" : `cannot be made (${code})`;
    throw new UserError(`The data folder ${folder} ${what}: set DATA_DIR to a folder that Rollcall may write to.`, { cause: error });
  }
};

const sqliteBusy = 5;
const sqliteFull = 13;
const sqliteNotADatabase = 26;

const refusal = (error: unknown, folder: string, lockFile: string, holderFile: string): UserError => {
  const errcode = (error as { errcode?: number }).errcode;
  if (errcode === sqliteBusy) {
    const who = readHolder(holderFile);
    return new FolderInUse(`Rollcall is already running in ${folder}${who}: stop it, or use another DATA_DIR.`, { cause: error });
  }
  if (errcode === sqliteNotADatabase)
    return new UserError(`${lockFile} is not Rollcall's lock file: move it away, or use another DATA_DIR.`, { cause: error });
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT" || errcode === sqliteFull)
    return new UserError(`The disk under ${folder} is full: make room, or set DATA_DIR to another folder.`, { cause: error });
  return new UserError(`The data folder ${folder} cannot be written to: mend its permissions, or set DATA_DIR to another folder.`, {
    cause: error,
  });
};

const readHolder = (holderFile: string): string => {
  try {
    const holder: unknown = JSON.parse(readFileSync(holderFile, "utf8"));
    if (!holderSchema(holder)) return "";
    const where = holder.host === hostname() ? "" : ` on ${holder.host}`;
    return ` (process ${holder.pid}${where}, since ${holder.since.replace(/\.\d+Z$/, "Z")})`;
  } catch {
    // Not written yet, or half written: the lock alone is the truth.
    return "";
  }
};
