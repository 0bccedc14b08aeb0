import type { CardFacts } from "../../campaign/words/card-facts.ts";
import { cardFontFamily } from "./card-fonts.ts";
import { fitText } from "./fit-text.ts";
import type { FittedText, MeasureWord, TextBox } from "./fit-text.ts";

/** What satori draws: an element without React. */
export interface CardElement {
  readonly type: "div";
  readonly key?: string;
  readonly props: { readonly style: Readonly<Record<string, string | number>>; readonly children?: string | readonly CardElement[] };
}

export const cardWidth = 1200;
export const cardHeight = 630;

const margin = 72;
const width = cardWidth - 2 * margin;
/** Between the campaign's name above and the date below. */
const middleHeight = 410;

export type CardWeight = 400 | 700;
/** Widths of a word in each of the two weights. */
export type MeasureInWeight = (weight: CardWeight) => MeasureWord;

interface Palette {
  readonly ground: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly line: string;
}

/** A call in amber on night blue, a release in green on paper, a remembrance in stone on black, a day in blue on pale blue, what was taken back in grey. No red: no crosses, no bars. */
const palettes: Readonly<Record<CardFacts["tone"], Palette>> = {
  imprisoned: { ground: "#101a2c", text: "#ffffff", quiet: "#b7c3d7", accent: "#ffc14d", line: "#33415a" },
  released: { ground: "#faf6ec", text: "#16201b", quiet: "#4d5a53", accent: "#0a6a50", line: "#d8d2c0" },
  day: { ground: "#edf2f7", text: "#14202e", quiet: "#4a5867", accent: "#1d4f83", line: "#cbd6e1" },
  withdrawn: { ground: "#e9e9e7", text: "#3a3a38", quiet: "#5c5c58", accent: "#8a8a86", line: "#cfcfca" },
  memory: { ground: "#121212", text: "#f2efe9", quiet: "#a8a49c", accent: "#d3ccbd", line: "#35332f" },
};

interface Block {
  readonly text: string;
  readonly weight: CardWeight;
  readonly color: string;
  readonly lineHeight: number;
  readonly above: number;
  readonly box: TextBox;
}

/** A list of names would be set smaller on two lines than what stands below it. */
const nameLines = ({ otherName, detail }: CardFacts): number => (otherName === null && detail === null ? 4 : 2);

const blocksOf = (facts: CardFacts, palette: Palette, scale: number): Block[] => {
  const box = (maxSize: number, maxLines: number, oneLineFrom: number): TextBox => ({
    width,
    maxLines,
    maxSize: maxSize * scale,
    oneLineFrom: oneLineFrom * scale,
  });
  const blocks: (Block | null)[] = [
    { text: facts.name, weight: 700, color: palette.text, lineHeight: 1.12, above: 0, box: box(104, nameLines(facts), 78) },
    facts.otherName === null
      ? null
      : { text: facts.otherName, weight: 400, color: palette.quiet, lineHeight: 1.25, above: 10, box: box(46, 2, 32) },
    {
      text: facts.fact,
      weight: facts.tone === "memory" ? 400 : 700,
      color: palette.accent,
      lineHeight: 1.22,
      above: 34,
      box: box(58, 2, 44),
    },
    facts.detail === null
      ? null
      : { text: facts.detail, weight: 400, color: palette.text, lineHeight: 1.35, above: 10, box: box(32, 2, 26) },
  ];
  return blocks.filter((block) => block !== null).filter((block) => block.text.trim() !== "");
};

const heightOf = (blocks: readonly Block[], fitted: readonly FittedText[]): number =>
  blocks.reduce((sum, block, index) => {
    const text = fitted[index];
    return sum + block.above + (text ? text.lines.length * text.size * block.lineHeight : 0);
  }, 0);

const line = (text: string, size: number, style: Readonly<Record<string, string | number>>): CardElement => ({
  type: "div",
  props: { style: { display: "flex", whiteSpace: "pre", fontSize: size, ...style }, children: text },
});

const drawBlock = (block: Block, fitted: FittedText): CardElement => ({
  type: "div",
  props: {
    style: { display: "flex", flexDirection: "column", marginTop: block.above, color: block.color, fontWeight: block.weight },
    children: fitted.lines.map((text) => line(text, fitted.size, { height: fitted.size * block.lineHeight, lineHeight: block.lineHeight })),
  },
});

const drawMiddle = (facts: CardFacts, palette: Palette, measure: MeasureInWeight): CardElement[] => {
  for (let scale = 1; ; scale -= 0.04) {
    const blocks = blocksOf(facts, palette, scale);
    const fitted = blocks.map((block) => fitText(block.text, block.box, measure(block.weight)));
    if (heightOf(blocks, fitted) > middleHeight && scale > 0.3) continue;
    return blocks.map((block, index) => drawBlock(block, fitted[index] ?? { lines: [], size: 0 }));
  }
};

/** The card as a tree of boxes, every line of it broken and sized already. */
export const designCard = (facts: CardFacts, measure: MeasureInWeight): CardElement => {
  const palette = palettes[facts.tone];
  const campaign = fitText(facts.campaign, { width: width - 40, maxLines: 1, maxSize: 28 }, measure(700));
  const asOf = fitText(facts.asOf, { width, maxLines: 1, maxSize: 26 }, measure(400));
  const row = { display: "flex", alignItems: "center" };
  return {
    type: "div",
    props: {
      style: {
        display: "flex",
        flexDirection: "column",
        boxSizing: "border-box",
        width: cardWidth,
        height: cardHeight,
        padding: `52px ${margin}px 40px`,
        backgroundColor: palette.ground,
        fontFamily: cardFontFamily,
      },
      children: [
        {
          type: "div",
          props: {
            style: { ...row, height: 44 },
            children: [
              {
                type: "div",
                props: { style: { width: 18, height: 18, borderRadius: 9, backgroundColor: palette.accent, marginRight: 18 } },
              },
              line(campaign.lines.join(" "), campaign.size, { color: palette.text, fontWeight: 700 }),
            ],
          },
        },
        {
          type: "div",
          props: {
            style: { display: "flex", flexDirection: "column", justifyContent: "center", flexGrow: 1 },
            children: drawMiddle(facts, palette, measure),
          },
        },
        {
          type: "div",
          props: {
            style: { ...row, boxSizing: "border-box", height: 58, paddingTop: 14, borderTop: `2px solid ${palette.line}` },
            children: [line(asOf.lines.join(" "), asOf.size, { color: palette.quiet, fontWeight: 400 })],
          },
        },
      ],
    },
  };
};

/** Every text of a card, in the weights that it may be drawn in. */
export const textsOfCard = (facts: CardFacts): string[] =>
  [facts.campaign, facts.name, facts.otherName, facts.fact, facts.detail, facts.asOf].filter((text) => text !== null);
