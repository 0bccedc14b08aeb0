import { styleText } from "node:util";

// Always styled: what is drawn in the worker may be shown by another process, whose terminal alone decides what it can show.
const style =
  (format: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    styleText(format, text, { validateStream: false });

export const dim = style("dim");
export const strong = style("bold");
export const coloured = style("cyan");
