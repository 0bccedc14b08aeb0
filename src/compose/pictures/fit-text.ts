/** How much room a text has, and how it may fill it. Sizes in pixels. */
export interface TextBox {
  readonly width: number;
  readonly maxLines: number;
  readonly maxSize: number;
  /** Stays on one line while it can be at least this large there; without it, on as many lines as make it largest. */
  readonly oneLineFrom?: number;
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
}

/** The width of a word, and of the space between two, at a font size of one pixel. */
export type MeasureWord = (word: string) => number;

const smallest = 8;
const step = 2;

/**
 * What is drawn of a text: its words, composed, without marks that nobody sees and that the fonts would show as boxes.
 * A no-break space stays inside its word.
 */
export const wordsOf = (text: string): string[] =>
  text
    .normalize("NFC")
    .replaceAll("\u{202f}", "\u{a0}")
    .replaceAll("\u{2011}", "-")
    .replaceAll(/(?!\s)[\p{Cc}\p{Cf}]/gu, "")
    .split(/[^\S\u{a0}]+/u)
    .filter(Boolean);

const widthOf = (words: readonly string[], measure: MeasureWord): number =>
  words.reduce((sum, word) => sum + measure(word), 0) + Math.max(0, words.length - 1) * measure(" ");

const wrap = (words: readonly string[], roomInEms: number, measure: MeasureWord): string[][] => {
  const lines: string[][] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line && widthOf([...line, word], measure) <= roomInEms) line.push(word);
    else lines.push([word]);
  }
  return lines;
};

/** Moves words down from the fuller upper line of two, so that no single short word is left on the lower one. */
const balance = (lines: string[][], measure: MeasureWord): string[][] => {
  const [upper, lower] = lines;
  if (lines.length !== 2 || !upper || !lower) return lines;
  const words = [...upper, ...lower];
  const wider = (cut: number): number => Math.max(widthOf(words.slice(0, cut), measure), widthOf(words.slice(cut), measure));
  let best = upper.length;
  for (let cut = 1; cut < words.length; cut += 1) if (wider(cut) < wider(best)) best = cut;
  return [words.slice(0, best), words.slice(best)];
};

/**
 * The largest size, and the lines, with which a text fits its box. Nothing is ever cut: a word too long for the box makes
 * the whole text smaller.
 */
export const fitText = (text: string, box: TextBox, measure: MeasureWord): FittedText => {
  const words = wordsOf(text);
  const asLines = (lines: string[][]): string[] => balance(lines, measure).map((line) => line.join(" "));
  const fitsAt = (size: number, maxLines: number): string[][] | null => {
    const lines = wrap(words, box.width / size, measure);
    return lines.length <= maxLines && lines.every((line) => widthOf(line, measure) * size <= box.width) ? lines : null;
  };
  for (let size = box.maxSize; box.oneLineFrom !== undefined && size >= box.oneLineFrom; size -= step) {
    if (fitsAt(size, 1)) return { lines: [words.join(" ")], size };
  }
  for (let size = box.maxSize; size > smallest; size -= step) {
    const lines = fitsAt(size, box.maxLines);
    if (lines) return { lines: asLines(lines), size };
  }
  return { lines: [words.join(" ")], size: Math.min(smallest, box.width / widthOf(words, measure)) };
};
