/** One thing in `content/` that a campaigner has to mend. */
export interface Fault {
  /** The folder as it was typed, and the path in it: `content/prisoners/maria-kalesnikava.yaml`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** What is wrong and what would be right, in one line. */
  readonly message: string;
}

/** Control characters and direction marks, which could make a line say something else on a terminal. */
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

const escaped = (text: string): string =>
  text.replaceAll(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** `file:line:column: message`: always a single line, whatever the files are called and hold. */
export const formatFault = (fault: Fault): string => escaped(`${fault.file}:${fault.line}:${fault.column}: ${fault.message}`);

const perFile = 50;

const compare = (a: Fault, b: Fault): number =>
  (a.file < b.file ? -1 : Number(a.file > b.file)) ||
  a.line - b.line ||
  a.column - b.column ||
  (a.message < b.message ? -1 : Number(a.message > b.message));

/** By file, line and column, each once; of a file with more than 50 faults the first 50 and how many are left. */
export const arrangeFaults = (faults: readonly Fault[]): Fault[] => {
  const sorted = [...faults].sort(compare).filter((fault, index, all) => {
    const before = all[index - 1];
    return before === undefined || compare(before, fault) !== 0;
  });
  const counts = new Map<string, number>();
  const kept: Fault[] = [];
  for (const fault of sorted) {
    const count = (counts.get(fault.file) ?? 0) + 1;
    counts.set(fault.file, count);
    if (count <= perFile) kept.push(fault);
  }
  for (const [file, count] of counts) {
    if (count <= perFile) continue;
    const last = kept.findLastIndex((fault) => fault.file === file);
    const { line, column } = kept[last] ?? { line: 1, column: 1 };
    kept.splice(last + 1, 0, { file, line, column, message: `and ${count - perFile} more faults after this one` });
  }
  return kept;
};
