import { setTimeout } from "node:timers/promises";
import { contentFingerprint } from "./content-fingerprint.ts";
import { readContent, type ReadContent, type ReadOptions } from "./read-content.ts";

export interface SettledContent {
  readonly read: ReadContent;
  /** Of the folder that was read, before and after. */
  readonly fingerprint: string;
}

export interface SettleOptions extends ReadOptions {
  /** Somebody is at work in the folder: what was read without a fault is looked at once more, too. */
  readonly changing?: boolean;
  /** Time for an editor or a checkout to go on writing. */
  readonly pause?: () => Promise<void>;
}

/** With the pauses, some five seconds: a checkout of a large folder is through by then. */
const mostReadings = 20;
const pauseMs = 250;

/**
 * Reads a content folder that people may be writing to: what changed under the reading is read again, so that half a file is never
 * judged, nor half a checkout. Null where it never came to rest.
 */
export const readSettledContent = async (folder: string, options: SettleOptions = {}): Promise<SettledContent | null> => {
  const { changing = false, pause = () => setTimeout(pauseMs), ...readOptions } = options;
  for (let reading = 0; reading < mostReadings; reading += 1) {
    const fingerprint = await contentFingerprint(folder);
    const read = await readContent(folder, readOptions);
    if (changing || read.content === null) await pause();
    if ((await contentFingerprint(folder)) === fingerprint) return { read, fingerprint };
  }
  return null;
};
