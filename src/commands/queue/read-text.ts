import { readFile, stat } from "node:fs/promises";
import { UserError } from "../../user-error.ts";
import type { CommandEnvironment } from "../command-environment.ts";

const longestBytes = 1_000_000;

const decode = (data: Uint8Array, what: string): string => {
  if (data.length > longestBytes) throw new UserError(`${what} has ${data.length} bytes; a text has at most ${longestBytes}.`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch (error) {
    throw new UserError(`${what} is not UTF-8: save the text as UTF-8.`, { cause: error });
  }
};

const readInput = async (input: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    bytes += chunk.length;
    // It may never end.
    if (bytes > longestBytes) throw new UserError(`Standard input has more than ${longestBytes} bytes, which is the most that a text has.`);
  }
  return Buffer.concat(chunks);
};

const readTextFile = async (path: string): Promise<Uint8Array> => {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) throw new UserError(`--file ${path} cannot be read: give the path of a text file on this machine.`);
  if (found.size > longestBytes) throw new UserError(`--file ${path} has ${found.size} bytes; a text has at most ${longestBytes}.`);
  return readFile(path);
};

/** The text from the command line, a file, or standard input with `-`; undefined where none is given. */
export const readText = async (
  text: string | undefined,
  file: string | undefined,
  { io, resolvePath }: Pick<CommandEnvironment, "io" | "resolvePath">,
): Promise<string | undefined> => {
  if (text !== undefined && file !== undefined) throw new UserError("Give the text, or --file, not both.");
  const from = file ?? (text === "-" ? "-" : undefined);
  const read =
    from === undefined
      ? text
      : from === "-"
        ? decode(await readInput(io.input), "Standard input")
        : decode(await readTextFile(resolvePath(from)), `--file ${from}`);
  if (read === undefined) return undefined;
  if (read.trim() === "") throw new UserError("The text is empty: say something.");
  return read.trim();
};
