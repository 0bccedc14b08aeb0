import { setImmediate } from "node:timers/promises";
import type { CardFacts } from "../../campaign/words/card-facts.ts";
import { cardHeight, cardWidth, designCard, textsOfCard } from "./card-design.ts";
import type { CardElement, CardWeight, MeasureInWeight } from "./card-design.ts";
import { cardFontFamily, cardFonts } from "./card-fonts.ts";
import { wordsOf } from "./fit-text.ts";

/** Satori and resvg are loaded with the first card: commands that draw none do not pay for them. */
const loadRenderer = async () => {
  const [{ default: satori }, { Resvg }, fonts] = await Promise.all([import("satori"), import("@resvg/resvg-js"), cardFonts()]);
  return { satori, Resvg, fonts };
};
type Renderer = Awaited<ReturnType<typeof loadRenderer>>;

/** Large, so that rounding to whole pixels does not matter. */
const measuringSize = 200;
/** Words set in one line are a little wider or narrower than their sum. */
const slack = 1.015;

const measureTexts = async (texts: readonly string[], { satori, fonts }: Renderer): Promise<MeasureInWeight> => {
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

/**
 * The card as a PNG of 1200x630 pixels, in Noto Sans, which has Latin and Cyrillic.
 * The same facts give the same bytes. Texts of any length are made to fit; none is cut.
 */
export const drawCard = async (facts: CardFacts): Promise<Uint8Array> => {
  const renderer = await loadRenderer();
  const measure = await measureTexts(textsOfCard(facts), renderer);
  const svg = await renderer.satori(designCard(facts, measure), { width: cardWidth, height: cardHeight, fonts: renderer.fonts });
  const png = new renderer.Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  // The 3 MB of pixels outside of V8's heap are given back between two turns of the event loop, and satori never lets one end.
  await setImmediate();
  return png;
};
