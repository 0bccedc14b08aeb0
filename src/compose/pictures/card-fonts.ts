import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

export interface CardFont {
  readonly name: string;
  readonly data: Buffer;
  readonly weight: 400 | 700;
  readonly style: "normal";
}

/** Each subset is a family of its own: satori keeps one file for a family and weight, and falls through a list of families. */
const subsets = ["latin", "latin-ext", "cyrillic", "cyrillic-ext"] as const;
const familyOf = (subset: string): string => `Noto Sans ${subset}`;

/** The CSS `font-family` that covers Latin and Cyrillic. */
export const cardFontFamily = subsets.map(familyOf).join(", ");

const readFonts = async (): Promise<CardFont[]> => {
  const { resolve } = createRequire(import.meta.url);
  return Promise.all(
    ([400, 700] as const).flatMap((weight) =>
      subsets.map(async (subset) => ({
        name: familyOf(subset),
        data: await readFile(resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff`)),
        weight,
        style: "normal" as const,
      })),
    ),
  );
};

let fonts: Promise<CardFont[]> | null = null;

/** Noto Sans in two weights, read from the package on the first call. */
export const cardFonts = (): Promise<CardFont[]> => {
  fonts ??= readFonts().catch((error: unknown) => {
    fonts = null;
    throw error;
  });
  return fonts;
};
