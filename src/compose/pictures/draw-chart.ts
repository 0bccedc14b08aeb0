import { setImmediate } from "node:timers/promises";
import type { ChartFacts } from "../../campaign/words/chart-facts.ts";
import { cardHeight, cardWidth } from "./card-design.ts";
import { designChart, textsOfChart } from "./chart-design.ts";
import { loadRenderer } from "./load-renderer.ts";
import { measureTexts } from "./measure-texts.ts";

/** The chart as a PNG of 1200x630 pixels, in Noto Sans. The same facts give the same bytes. */
export const drawChart = async (facts: ChartFacts): Promise<Uint8Array> => {
  const renderer = await loadRenderer();
  const measure = await measureTexts(textsOfChart(facts), renderer);
  const svg = await renderer.satori(designChart(facts, measure), { width: cardWidth, height: cardHeight, fonts: renderer.fonts });
  const png = new renderer.Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  // As in drawCard: what V8 does not count is given back between two turns of the event loop.
  await setImmediate();
  return png;
};
