import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Content } from "../campaign/content.ts";
import type { Prisoner } from "../campaign/prisoner.ts";
import type { Verified } from "../campaign/verification.ts";
import { checkFile } from "./check-file.ts";
import { contentSchemas } from "./content-schemas.ts";
import { formatFault } from "./fault.ts";
import { readSheet } from "./read-sheet.ts";
import { systemComplaint } from "./read-text.ts";
import { writeVerified } from "./write-verified.ts";

export interface PersonFile {
  readonly slug: string;
  /** As it is named to people. */
  readonly shown: string;
  readonly path: string;
  /** What a list says of somebody is enough to begin a file with; it is not there yet then. */
  readonly isNew: boolean;
  readonly text: string;
  /** What the file itself says, which is not all that is known of somebody who is in a list, too. */
  readonly status: Prisoner["status"];
  readonly sources: Prisoner["sources"];
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/** A file that leaves all to a list. */
const beginFile = ({ source, id }: NonNullable<Prisoner["list"]>): string =>
  `# yaml-language-server: $schema=${contentSchemas.prisoner.path}\nlisted:\n  ${source}: ${JSON.stringify(id)}\n`;

/** A person's file as it is now, or why it cannot be written to. Of somebody whom only a list has it is begun. */
export const openPersonFile = async (
  folder: string,
  { slug, list }: Pick<Prisoner, "slug" | "list">,
): Promise<PersonFile | { readonly complaint: string }> => {
  const path = join(folder, "prisoners", `${slug}.yaml`);
  const shown = `prisoners/${slug}.yaml`;
  let text: string;
  let isNew = false;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    isNew = list !== undefined && isMissing(error);
    if (list === undefined || !isNew) return { complaint: `${shown} ${systemComplaint(error)}.` };
    text = beginFile(list);
  }
  const { value, faults } = readSheet(shown, text, contentSchemas.prisoner.schema, contentSchemas.prisoner.path);
  if (value === null) return { complaint: `${faults[0] === undefined ? shown : formatFault(faults[0])}. Mend that first.` };
  // What a list says of somebody is not the file's to keep.
  const { status = { kind: "unknown", sources: [] }, sources = {} } = value;
  return { slug, shown, path, isNew, text, status, sources };
};

const readNow = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/**
 * Writes into a person's file what somebody has looked up, whole or not at all, and only where `check` would find no fault in it. Answers why not, or null.
 * @param today facts of later days are faults
 */
export const saveVerified = async (
  file: PersonFile,
  verified: Verified,
  content: Content,
  today: Temporal.PlainDate,
): Promise<string | null> => {
  const unfinished = join(content.folder, "prisoners", `.${file.slug}.${crypto.randomUUID()}.yaml`);
  try {
    await using handle = await open(unfinished, "wx");
    await handle.writeFile(writeVerified(file.text, verified));
    await handle.sync();
    const { faults } = await checkFile(
      { kind: "prisoner", name: file.slug, file: file.shown, path: unfinished },
      {
        folder: content.folder,
        languages: content.campaign.languages,
        texts: new Set(content.texts.keys()),
        slugs: new Set(content.prisoners.keys()),
        hasWithheld: false,
        today: today.toString(),
      },
    );
    const [fault] = faults;
    if (fault !== undefined) return `Nothing was written, since the file would have a fault: ${formatFault(fault)}.`;
    if ((await readNow(file.path)) !== (file.isNew ? null : file.text))
      return `Nothing was written: somebody else changed ${file.shown} just now. Say it again.`;
    await rename(unfinished, file.path);
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    return `${file.shown} cannot be written (${code}): give the user that runs Rollcall the right to write in ${join(content.folder, "prisoners")}.`;
  } finally {
    await rm(unfinished, { force: true });
  }
};
