import { UserError } from "../user-error.ts";

/** Lines end with \n alone: JSON may hold U+2028 as it is, and a line that is not UTF-8 must not be published as something else. */
export async function* inputLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of input) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield rest;
}

/** What a command reads from each line of its input. */
export interface LineKind {
  /** As in "a draft", "drafts". */
  readonly one: string;
  readonly many: string;
  readonly example: string;
  readonly mostBytes: number;
}

/** Throws a `UserError` that says what is wrong with the line. */
export const parseInputLine = (line: Uint8Array, { one, many, example, mostBytes }: LineKind): unknown => {
  if (line.length > mostBytes) throw new UserError(`the line has ${line.length} bytes; ${one} has at most ${mostBytes}`);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(line);
  } catch {
    throw new UserError(`the line is not UTF-8: save the ${many} as UTF-8`);
  }
  if (text.trim() === "") throw new UserError(`the line is empty: ${one} is one line such as ${example}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`not JSON: ${one} is one line such as ${example}`);
  }
};
