import { createTexts, type Texts } from "./campaign/words/texts.ts";
import type { Content } from "./campaign/content.ts";
import type { Clock } from "./clock.ts";
import { contentFingerprint } from "./content/content-fingerprint.ts";
import { formatFault, type Fault } from "./content/fault.ts";
import { readContent } from "./content/read-content.ts";
import { UserError } from "./user-error.ts";

type Reload = { readonly kind: "same" } | { readonly kind: "changed" } | { readonly kind: "refused"; readonly faults: readonly Fault[] };

/** The content that this process goes by: read once at the start, and again when it is told to. */
export interface ContentSource {
  current(): Content;
  texts(): Texts;
  /** Reads the folder again where it changed. With faults the last good content stays, whole, until the folder changes again. */
  reload(): Promise<Reload>;
}

const describeFaults = (folder: string, faults: readonly Fault[]): string => {
  const [first] = faults;
  const count = faults.length === 1 ? "has a fault" : `has ${faults.length} faults, the first`;
  return `${folder} ${count}: ${first === undefined ? "" : formatFault(first)}. \`npm run -s rollcall -- check\` lists them all.`;
};

/** Throws a `UserError` where the content cannot be used. */
export const openContentSource = async (folder: string, clock: Clock): Promise<ContentSource> => {
  const read = async () => {
    // A fact may be from today wherever the person who wrote it down lives.
    const today = clock().toZonedDateTimeISO("Pacific/Kiritimati").toPlainDate();
    return readContent(folder, { today });
  };
  let fingerprint = await contentFingerprint(folder);
  const first = await read();
  if (first.content === null) throw new UserError(describeFaults(folder, first.faults));
  let content = first.content;
  let texts = createTexts(content.texts);
  return {
    current: () => content,
    texts: () => texts,
    reload: async () => {
      const seen = await contentFingerprint(folder);
      if (seen === fingerprint) return { kind: "same" };
      fingerprint = seen;
      const next = await read();
      if (next.content === null) return { kind: "refused", faults: next.faults };
      content = next.content;
      texts = createTexts(content.texts);
      return { kind: "changed" };
    },
  };
};
