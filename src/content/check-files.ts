import { checkFile, type CheckedFile } from "./check-file.ts";
import type { ContentFile } from "./content-tree.ts";
import type { Surroundings } from "./surroundings.ts";

const filesAtOnce = 16;

/** Reads and checks files by themselves, a bounded number at once. In the order of their names. */
export const checkFiles = async (files: readonly ContentFile[], surroundings: Surroundings): Promise<CheckedFile[]> => {
  const results: CheckedFile[] = [];
  const waiting = files.values();
  const lane = async (): Promise<void> => {
    for (const file of waiting) results.push(await checkFile(file, surroundings));
  };
  await Promise.all(Array.from({ length: filesAtOnce }, lane));
  return results.sort((a, b) => (a.file < b.file ? -1 : 1));
};
