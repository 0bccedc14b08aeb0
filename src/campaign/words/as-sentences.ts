/** One sentence after the other; a line that ends in an abbreviation (`2020 г.`) has its full stop already. */
export const asSentences = (lines: readonly (string | null)[]): string =>
  lines
    .filter((line) => line !== null && line !== "")
    .map((line) => (/[.!?…]$/u.test(line ?? "") ? line : `${line}.`))
    .join(" ");
