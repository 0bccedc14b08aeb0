import { stripVTControlCharacters, styleText } from "node:util";
import type { CommandIo } from "./command-io.ts";
import { untilStopped } from "./interrupted.ts";

/** More than a command reads that may have to begin again. */
const mostKeptBytes = 2_000_000;

/** This process's own standard input and output. What is drawn with styles loses them where the output is no terminal that has them. */
export const createProcessIo = (stop: AbortSignal): CommandIo => {
  const hasStyles = styleText("bold", "x", { stream: process.stdout }) !== "x";
  const pieces: Uint8Array[] = [];
  let hasEnded = false;
  /** A command that has to begin once more reads the same again. */
  const readAgain = async function* (): AsyncGenerator<Uint8Array> {
    yield* pieces;
    if (hasEnded) return;
    let bytes = 0;
    for await (const piece of process.stdin) {
      bytes += (piece as Uint8Array).length;
      if (bytes <= mostKeptBytes) pieces.push(piece as Uint8Array);
      yield piece as Uint8Array;
    }
    hasEnded = true;
  };
  const printJson = (json: string): void => void process.stdout.write(`${json}\n`);
  return {
    print: (text) => void process.stdout.write(`${hasStyles ? text : stripVTControlCharacters(text)}\n`),
    json: (value) => printJson(JSON.stringify(value)),
    printJson,
    complain: (text) => void process.stderr.write(`${text}\n`),
    input: untilStopped({ [Symbol.asyncIterator]: readAgain }, stop),
    columns: process.stdout.columns,
  };
};
