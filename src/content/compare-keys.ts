import type { TextFile, TextReport } from "./text-file.ts";
import { nearest, suggest } from "./wording.ts";

const isKey = (id: string): boolean => !id.startsWith("-");

export const keysOf = ({ source }: TextFile): string[] => [...source.messages.keys()].filter(isKey);

/** Many at once are one cause, such as a file that was cut off. */
const manyKeys = 5;

const reportMissing = (
  missing: ReadonlyMap<string, number>,
  { language }: TextFile,
  whose: (key: string) => string,
  report: TextReport,
): void => {
  const keys = [...missing.keys()];
  if (keys.length > manyKeys) {
    const shown = keys.slice(0, manyKeys).join(", ");
    report(0, `${keys.length} messages are missing ${whose(keys[0] ?? "")}: ${shown} and more; add them here (${language})`);
  } else for (const [key, offset] of missing) report(offset, `the message ${key} is missing, ${whose(key)}: add it here (${language})`);
};

/** Keys of `wanted` that a file lacks, with the place of the message before, where they may have been. */
const missingKeys = (wanted: Iterable<string>, { source }: TextFile): Map<string, number> => {
  const missing = new Map<string, number>();
  let before = 0;
  for (const id of wanted) {
    if (source.messages.has(id)) before = source.messages.get(id)?.offset ?? before;
    // A key that was mistyped so that it is none is broken, not missing.
    else if (
      !source.broken.has(id) &&
      nearest(
        id,
        [...source.broken].filter((broken) => /\P{ASCII}/u.test(broken)),
      ) === null
    )
      missing.set(id, before);
  }
  return missing;
};

/**
 * Says which messages are missing: those that the program says, and those that the first language has. What every other language
 * has is missing in the first; what some have is too much there.
 * @param files of the campaign's languages; `first` is one of them, or undefined where it cannot be read
 * @param program the messages that the program says
 */
export const compareKeys = (
  first: TextFile | undefined,
  files: readonly TextFile[],
  program: readonly string[],
  reporter: (file: TextFile) => TextReport,
): void => {
  const others = files.filter((file) => file !== first);
  const firstKeys = first === undefined ? [] : keysOf(first);
  const [second, ...rest] = others;
  const lost =
    second === undefined || rest.length === 0 ? [] : keysOf(second).filter((id) => rest.every(({ source }) => source.messages.has(id)));
  const missingInFirst = first === undefined ? new Map<string, number>() : missingKeys(new Set([...program, ...lost]), first);
  if (first !== undefined) {
    const whose = (key: string): string => (program.includes(key) ? "which posts need" : `which ${second?.language} has`);
    reportMissing(missingInFirst, first, whose, reporter(first));
  }
  for (const other of others) {
    // In the order of the first language's file, where that has all.
    const wanted = missingInFirst.size === 0 ? [...firstKeys, ...program] : [...program, ...firstKeys];
    const missing = missingKeys(new Set(wanted), other);
    const whose = (key: string): string => (firstKeys.includes(key) ? `which ${first?.language} has` : "which posts need");
    reportMissing(missing, other, whose, reporter(other));
    if (first === undefined) continue;
    for (const [id, { offset }] of other.source.messages) {
      if (!isKey(id) || first.source.messages.has(id) || first.source.broken.has(id) || missingInFirst.has(id)) continue;
      reporter(other)(
        offset,
        `the message ${id} is not in ${first.language}: add it there, or remove it here${suggest(id, missing.keys())}`,
      );
    }
  }
};
