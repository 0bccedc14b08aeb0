import { cardFonts } from "./card-fonts.ts";

/** Satori and resvg are loaded with the first picture: commands that draw none do not pay for them. */
export const loadRenderer = async () => {
  const [{ default: satori }, { Resvg }, fonts] = await Promise.all([import("satori"), import("@resvg/resvg-js"), cardFonts()]);
  return { satori, Resvg, fonts };
};
export type Renderer = Awaited<ReturnType<typeof loadRenderer>>;
