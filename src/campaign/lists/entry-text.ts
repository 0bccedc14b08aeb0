import { listEntrySchema, type ListedEntry } from "./list-entry.ts";

const keys = Object.keys(listEntrySchema.shape);
const namesOrder = ["en", "be", "ru"];
const sentenceOrder = ["years", "months", "fine", "added"];

const ordered = (value: object, order: readonly string[]): object => {
  const made: Record<string, unknown> = {};
  for (const key of order) {
    const found: unknown = Reflect.get(value, key);
    if (found === undefined) continue;
    made[key] =
      key === "names" ? ordered(found as object, namesOrder) : key === "sentence" ? ordered(found as object, sentenceOrder) : found;
  }
  return made;
};

/** An entry with its keys in the order of the file. */
export const orderEntry = (entry: ListedEntry): object => {
  if ("withheld" in entry) return { id: entry.id, withheld: true };
  return "hidden" in entry ? { id: entry.id, hidden: true } : ordered(entry, keys);
};

/** An entry's line in the file: the same for entries that say the same. */
export const entryText = (entry: ListedEntry): string => JSON.stringify(orderEntry(entry));
