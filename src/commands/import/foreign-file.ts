import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { systemComplaint } from "../../content/read-text.ts";
import { UserError } from "../../user-error.ts";
import { FetchRefused } from "../../web/fetch-refused.ts";
import type { FetchList } from "../../web/list-fetcher.ts";
import type { CommandEnvironment } from "../command-environment.ts";

/** Somebody else's file. */
export interface ForeignFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The day that it is of, as far as the file shows; null where it shows none. */
  readonly modified: Temporal.Instant | null;
}

/** What asks a host for a list. */
export interface ListAsking {
  /** The campaign's page, for whoever runs the host. */
  readonly website: string | undefined;
  /** False under `--now`: what a host says today is of today. */
  readonly inRealTime: boolean;
  listFetcher(): Promise<FetchList>;
}

async function* inOnePiece(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

const fetchForeignFile = async (address: string, { website, inRealTime, listFetcher }: ListAsking): Promise<ForeignFile> => {
  if (!inRealTime) throw new UserError("A list that is fetched speaks for today: leave --now out, or give a file.");
  if (website === undefined)
    throw new UserError(
      "campaign.yaml has no website, and nobody is asked for a list without saying who can be written to: add it, or save the list as a file and import that.",
    );
  const fetchList = await listFetcher();
  try {
    const list = await fetchList(address, website);
    return { bytes: inOnePiece(list.kind === "fetched" ? list.data : new Uint8Array()), modified: null };
  } catch (error) {
    if (error instanceof FetchRefused) throw new UserError(`The list was not fetched: ${error.message}.`, { cause: error });
    throw error;
  }
};

/** @param named a path, `-` for standard input, or the address of a list or of a page with one link to it */
export const openForeignFile = async (
  named: string,
  { io, resolvePath }: Pick<CommandEnvironment, "io" | "resolvePath">,
  asking: ListAsking,
): Promise<ForeignFile> => {
  if (/^https?:\/\//i.test(named)) return fetchForeignFile(named, asking);
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
