import { entryText } from "../campaign/lists/entry-text.ts";
import { listHeaderSchema, listImportSchema, type PersonList } from "../campaign/lists/person-list.ts";

const lineOf = (value: object, keys: readonly string[]): string => {
  const ordered: Record<string, unknown> = {};
  for (const key of keys) {
    const found: unknown = Reflect.get(value, key);
    if (found !== undefined) ordered[key] = found;
  }
  return JSON.stringify(ordered);
};

const headerKeys = Object.keys(listHeaderSchema.shape);
const importKeys = Object.keys(listImportSchema.shape);

/** A list as its file has it: the header, the imports and the people, one a line, always in the same order, so that `git diff` shows one line a person. */
export const writeList = ({ header, imports, entries }: PersonList): string =>
  `${[lineOf(header, headerKeys), ...imports.map((one) => lineOf(one, importKeys)), ...entries.map(entryText)].join("\n")}\n`;
