import type { ListFile, ReadFile } from "../../../src/campaign/lists/list-row.ts";
import { readRows, type ReadRowsOptions } from "../../../src/lists/read-rows.ts";

const today = Temporal.PlainDate.from("2026-11-21");

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

/** Reads a file as if it were of 21 November 2026. */
export const readBytes = (
  file: string | Uint8Array,
  { pieceBytes = 65_536, ...options }: Partial<ReadRowsOptions> & { readonly pieceBytes?: number } = {},
): Promise<ReadFile> => readRows(inPieces(typeof file === "string" ? Buffer.from(file) : file, pieceBytes), { today, ...options });

export const readWhole = async (...args: Parameters<typeof readBytes>): Promise<ListFile> => {
  const read = await readBytes(...args);
  if (read.kind === "refused") throw new Error(`It was refused: ${read.reason}`);
  return read;
};

/** Why it was refused; empty where it was read. */
export const refusalOf = async (...args: Parameters<typeof readBytes>): Promise<string> => {
  const read = await readBytes(...args);
  return read.kind === "refused" ? read.reason : "";
};

/** What the rows say, wherever they stand. */
export const factsOf = ({ rows }: ListFile): object[] => rows.map((row) => ({ ...row, line: undefined }));
