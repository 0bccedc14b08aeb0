import { createTexts, type Texts } from "./campaign/words/texts.ts";
import type { Content } from "./campaign/content.ts";
import { goneBy } from "./campaign/petitions/gone-by.ts";
import type { PetitionsCounted } from "./campaign/petitions/petition-news.ts";
import type { Clock } from "./clock.ts";
import { contentFingerprint } from "./content/content-fingerprint.ts";
import { formatFault, type Fault } from "./content/fault.ts";
import { readContent } from "./content/read-content.ts";
import { readSettledContent, type SettledContent } from "./content/read-settled-content.ts";
import { UserError } from "./user-error.ts";

type Reload = { readonly kind: "same" } | { readonly kind: "changed" } | { readonly kind: "refused"; readonly faults: readonly Fault[] };

/** The content that this process goes by: read once at the start, and again when it is told to. */
export interface ContentSource {
  /** False where only what is faultless of the content is there. */
  readonly whole: boolean;
  current(): Content;
  texts(): Texts;
  /** Has `current` go by what the database knows of petitions. */
  takeCounted(counted: PetitionsCounted): void;
  /**
   * Reads the folder again where it changed. With faults, or as long as it does not come to rest, the last good content stays, whole.
   * Faults are told once, until the folder changes again. Not to be called again before it has answered.
   */
  reload(): Promise<Reload>;
  /** The faults of what the folder holds, where that is not what is gone by; null where it is. */
  refused(): readonly Fault[] | null;
  /** Has the next `reload` read the folder, whether it looks changed or not. */
  demandReading(): void;
}

/** Content with what was counted; the same object as long as neither changes, since others keep what they make of it. */
const createCountedContent = () => {
  let counted: PetitionsCounted | null = null;
  let saved = "";
  let joined: { readonly content: Content; readonly with: Content } | null = null;
  return {
    join: (content: Content): Content => {
      if (counted === null) return content;
      if (joined?.content !== content) joined = { content, with: goneBy(content, counted) };
      return joined.with;
    },
    takeCounted: (next: PetitionsCounted): void => {
      const text = JSON.stringify([[...next.standings], next.news]);
      if (text === saved) return;
      saved = text;
      counted = next;
      joined = null;
    },
  };
};

const describeFaults = (folder: string, faults: readonly Fault[]): string => {
  const [first] = faults;
  const count = faults.length === 1 ? "has a fault" : `has ${faults.length} faults, the first`;
  return `${folder} ${count}: ${first === undefined ? "" : formatFault(first)}. \`npm run -s rollcall -- check\` lists them all.`;
};

/** Of a folder that was never the same twice. */
export const restlessFault = (folder: string): Fault => ({
  file: folder,
  line: 1,
  column: 1,
  message: "keeps changing while it is read: see what writes there all the time, and let it end",
});

/**
 * What is faultless of the content, for commands that must work whatever somebody has mistyped elsewhere: who is in a faulty file is in none of it.
 * Throws a `UserError` where not even campaign.yaml can be read.
 */
export const readUsableContent = async (folder: string): Promise<ContentSource> => {
  const read = await readContent(folder);
  const content = read.content ?? read.readable;
  if (content === null) throw new UserError(describeFaults(folder, read.faults));
  let texts: Texts | undefined;
  const { join, takeCounted } = createCountedContent();
  return {
    whole: read.content !== null,
    current: () => join(content),
    takeCounted,
    texts: () => (texts ??= createTexts(content.texts)),
    refused: () => null,
    demandReading: () => {},
    reload: async () => ({ kind: "same" }),
  };
};

/** What a command goes by beside a worker that keeps to the last good content: the same as without it, the faultless part or the fault. */
export const readRefused = async (source: ContentSource, folder: string, tolerant: boolean): Promise<ContentSource> => {
  if (tolerant) return readUsableContent(folder);
  throw new UserError(describeFaults(folder, source.refused() ?? []));
};

/**
 * Throws a `UserError` where the content cannot be used.
 * @param pause how long somebody at work in the folder is waited for; a fraction of a second unless set
 */
export const openContentSource = async (folder: string, clock: Clock, pause?: () => Promise<void>): Promise<ContentSource> => {
  const read = (changing: boolean): Promise<SettledContent | null> => {
    // A fact may be from today wherever the person who wrote it down lives.
    const today = clock().toZonedDateTimeISO("Pacific/Kiritimati").toPlainDate();
    return readSettledContent(folder, { today, changing, ...(pause === undefined ? {} : { pause }) });
  };
  const first = await read(false);
  if (first === null) throw new UserError(describeFaults(folder, [restlessFault(folder)]));
  if (first.read.content === null) throw new UserError(describeFaults(folder, first.read.faults));
  let content = first.read.content;
  let texts = createTexts(content.texts);
  let fingerprint: string | null = first.fingerprint;
  let refused: readonly Fault[] | null = null;
  const { join, takeCounted } = createCountedContent();
  return {
    whole: true,
    current: () => join(content),
    takeCounted,
    texts: () => texts,
    refused: () => refused,
    demandReading: () => {
      fingerprint = null;
    },
    reload: async () => {
      if ((await contentFingerprint(folder)) === fingerprint) return { kind: "same" };
      const next = await read(true);
      if (next !== null) fingerprint = next.fingerprint;
      refused = next === null ? [restlessFault(folder)] : next.read.content === null ? next.read.faults : null;
      if (next?.read.content == null) return { kind: "refused", faults: refused ?? [] };
      content = next.read.content;
      texts = createTexts(content.texts);
      return { kind: "changed" };
    },
  };
};
