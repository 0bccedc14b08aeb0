import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * Where the campaign's own files name somebody by one of these words, as `content/calendar.yaml:12`: a word alone, not within another one.
 * @param but a file that is left out
 */
export const linesNaming = async (folder: string, words: readonly string[], but: string | null): Promise<string[]> => {
  if (words.length === 0) return [];
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}-])(${words.map(escaped).join("|")})(?![\p{L}\p{N}-])`, "iu");
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(yaml|ftl)$/.test(name)).sort();
  const found: string[] = [];
  for (const path of names.map((name) => join(folder, name))) {
    if (path === but) continue;
    const lines = (await readFile(path, "utf8").catch(() => "")).split("\n");
    for (const [index, line] of lines.entries()) if (pattern.test(line)) found.push(`${path}:${index + 1}`);
  }
  return found;
};
