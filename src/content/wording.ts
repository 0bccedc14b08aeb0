/** A value as a fault names it: JSON, shortened to one glance. */
export const quote = (value: unknown): string => {
  const text = JSON.stringify(typeof value === "string" ? value.slice(0, 80) : value) ?? "nothing";
  return text.length > 62 ? `${text.slice(0, 60)}…` : text;
};

/** Letters added, left out, changed or swapped with the next one. */
const editDistance = (a: string, b: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
};

/** The word that was probably meant, or null where none is near enough to be worth saying. */
export const nearest = (typed: string, words: Iterable<string>): string | null => {
  if (typed.length > 100) return null;
  const wanted = typed.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of words) {
    if (Math.abs(word.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, word.toLowerCase());
    if (distance < bestDistance && (distance === 0 || distance < wanted.length)) [best, bestDistance] = [word, distance];
  }
  return best;
};

/** `; did you mean released?`, or nothing. */
export const suggest = (typed: string, words: Iterable<string>): string => {
  const word = nearest(typed, words);
  return word === null ? "" : `; did you mean ${word}?`;
};
