import { setImmediate } from "node:timers/promises";
import type { CardFacts } from "../../campaign/words/card-facts.ts";
import { cardHeight, cardWidth, designCard, textsOfCard } from "./card-design.ts";
import { loadRenderer } from "./load-renderer.ts";
import { measureTexts } from "./measure-texts.ts";

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
