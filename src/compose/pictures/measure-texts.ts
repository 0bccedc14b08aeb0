import type { CardElement, CardWeight, MeasureInWeight } from "./card-design.ts";
import { cardFontFamily } from "./card-fonts.ts";
import { wordsOf } from "./fit-text.ts";
import type { Renderer } from "./load-renderer.ts";

/** Large, so that rounding to whole pixels does not matter. */
const measuringSize = 200;
/** Words set in one line are a little wider or narrower than their sum. */
const slack = 1.015;

/** How wide each word of these texts is, as satori sets it. */
export const measureTexts = async (texts: readonly string[], { satori, fonts }: Renderer): Promise<MeasureInWeight> => {
  const words = [...new Set(texts.flatMap(wordsOf))];
  const samples = ([400, 700] as const).flatMap((weight) => [...words, "n\u{a0}n", "nn"].map((text) => ({ weight, text })));
  const widths = new Map<string, number>();
  const element = (style: CardElement["props"]["style"], children: string | CardElement[], key?: string): CardElement => ({
    type: "div",
    ...(key !== undefined && { key }),
    props: { style, children },
  });
  await satori(
    element(
      { display: "flex", flexDirection: "column", alignItems: "flex-start", fontFamily: cardFontFamily, fontSize: measuringSize },
      samples.map(({ weight, text }) => element({ whiteSpace: "nowrap", fontWeight: weight }, text, `${weight} ${text}`)),
    ),
    {
      width: 100_000,
      height: 100_000,
      fonts,
      onNodeDetected: ({ key, width }) => {
        if (typeof key === "string") widths.set(key, (width / measuringSize) * slack);
      },
    },
  );
  const widthOf = (weight: CardWeight, text: string): number => widths.get(`${weight} ${text}`) ?? text.length;
  return (weight) => (word) => (word === " " ? widthOf(weight, "n\u{a0}n") - widthOf(weight, "nn") : widthOf(weight, word));
};
