import { findMisread } from "./tell-encoding.ts";

type Oddity = "lost" | "misread";

const oddIn = (text: string): Oddity | null => (text.includes("\uFFFD") ? "lost" : findMisread(text) === -1 ? null : "misread");

const complaints: Readonly<Record<Oddity, (line: number) => string>> = {
  lost: (line) =>
    `letters were lost in line ${line} (U+FFFD stands in their place): export the list again, save it as "CSV UTF-8" and import that`,
  misread: (line) =>
    `line ${line} has UTF-8 that something read in another encoding and saved again (such as Ð˜ for И): export the list again, and open it as UTF-8`,
};

/** Why a text that is gone by cannot be, or null where its letters are sound. */
export const oddLetters = (text: string, line: number): string | null => {
  const oddity = oddIn(text);
  return oddity === null ? null : complaints[oddity](line);
};

/** More lines than this share have been through another encoding; fewer have a word in them that somebody once copied from a broken page. */
const mostShare = 0.01;
/** A line is looked at in pieces where it is long, each with the end of the one before, since a sign may be cut in two. */
const maxHeldChars = 4096;
const seam = 16;

/** Watches a text that comes in pieces for letters that another encoding has made of UTF-8. */
export const createLetterWatch = () => {
  let line = 1;
  let held = "";
  let oddLines = 0;
  let first: { readonly line: number; readonly oddity: Oddity } | null = null;
  let lastOddLine = 0;

  const look = (piece: string): void => {
    const oddity = oddIn(piece);
    if (oddity === null || lastOddLine === line) return;
    lastOddLine = line;
    oddLines += 1;
    first ??= { line, oddity };
  };

  return {
    see: (text: string): void => {
      const whole = held + text;
      const lines = oddIn(whole) === null ? [] : whole.split("\n");
      if (lines.length === 0) line += text.split("\n").length - 1;
      for (const [index, one] of lines.entries()) {
        look(one);
        if (index < lines.length - 1) line += 1;
      }
      const end = whole.slice(whole.lastIndexOf("\n") + 1);
      held = end.length > maxHeldChars ? end.slice(-seam) : end;
    },
    hasSeen: (): boolean => first !== null,
    /** Of the whole text; null where a few lines at most are odd. */
    complaint: (): string | null => (first === null || oddLines <= line * mostShare ? null : complaints[first.oddity](first.line)),
  };
};

export type LetterWatch = ReturnType<typeof createLetterWatch>;
