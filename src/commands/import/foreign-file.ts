import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { systemComplaint } from "../../content/read-text.ts";
import { UserError } from "../../user-error.ts";
import type { CommandEnvironment } from "../command-environment.ts";

/** Somebody else's file. */
export interface ForeignFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The day that it is of, as far as the file shows; null where it shows none. */
  readonly modified: Temporal.Instant | null;
}

/** @param named a path, or `-` for standard input */
export const openForeignFile = async (named: string, { io, resolvePath }: CommandEnvironment): Promise<ForeignFile> => {
  if (/^https?:\/\//i.test(named)) throw new UserError(`${named} is an address: save the list from there as a file, and import that.`);
  if (named === "-") return { bytes: io.input, modified: null };
  const path = resolvePath(named);
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UserError(`${named} is no file: give the CSV or JSON that the source exports.`);
    return { bytes: createReadStream(path), modified: Temporal.Instant.fromEpochMilliseconds(Math.floor(found.mtimeMs)) };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${named} ${systemComplaint(error)}.`, { cause: error });
  }
};
