import { UserError } from "../user-error.ts";

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
