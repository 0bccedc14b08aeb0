import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { ComposedPart, ComposedPost } from "../compose/composed-post.ts";
import { coloured, dim, strong } from "./styles.ts";

const boxWidth = 76;
const inner = boxWidth - 4;

const networkNames = { bluesky: "Bluesky", mastodon: "Mastodon", telegram: "Telegram" } as const;
const units = { bluesky: "graphemes", mastodon: "characters", telegram: "UTF-16 units" } as const;

const line = (text: string): string => `│ ${text}${" ".repeat(Math.max(0, inner - stringWidth(text)))} │`;

const paragraph = (text: string, style: (text: string) => string = (plain) => plain): string[] =>
  wrapAnsi(text, inner, { hard: true, trim: false })
    .split("\n")
    .map((row) => line(style(row)));

const rule = (left: string, right: string, title = ""): string => {
  const label = title === "" ? "" : `─ ${title} `;
  return `${left}${label}${"─".repeat(Math.max(0, boxWidth - 2 - stringWidth(label)))}${right}`;
};

/** Where links and hashtags are, in UTF-16 units; Mastodon finds them by itself and is not told. */
const featureRanges = ({ text, facets, entities }: ComposedPart): { start: number; end: number }[] => {
  if (entities !== undefined) return entities.map(({ offset, length }) => ({ start: offset, end: offset + length }));
  if (facets === undefined)
    return [...text.matchAll(/https?:\/\/\S+|(?<=^|\s)#[\p{L}\p{N}_]+/gu)].map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
    }));
  const bytes = Buffer.from(text);
  const unitsBefore = (byte: number): number => bytes.toString("utf8", 0, byte).length;
  return facets.map(({ index }) => ({ start: unitsBefore(index.byteStart), end: unitsBefore(index.byteEnd) }));
};

/** Links and hashtags in colour, as the network will show them. */
const withFeatures = (part: ComposedPart): string => {
  let drawn = "";
  let done = 0;
  for (const { start, end } of featureRanges(part)) {
    drawn += part.text.slice(done, start) + coloured(part.text.slice(start, end));
    done = end;
  }
  return drawn + part.text.slice(done);
};

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} kB`;

const drawMedia = (part: ComposedPart): string[] =>
  part.media.flatMap((media) => [
    line(""),
    ...paragraph(`▣ picture ${media.width}×${media.height}, ${kilobytes(media.bytes)}: ${media.path}`, dim),
    ...paragraph(`alt: ${media.alt}`, dim),
  ]);

const drawCard = ({ card }: ComposedPart): string[] =>
  card === null
    ? []
    : [
        line(""),
        ...paragraph(`┃ ${card.title}`, strong),
        ...paragraph(`┃ ${card.description}`.trimEnd()),
        ...paragraph(`┃ ${card.url}`, dim),
      ];

/** A post as a reader of a terminal can judge it: a box for each part, with how much of the limit it takes. */
export const drawPreview = (post: ComposedPost): string => {
  const boxes = post.parts.map((part, index) => {
    const which = post.parts.length > 1 ? ` · part ${index + 1} of ${post.parts.length}` : "";
    const account = post.account === post.network ? "" : ` (${post.account})`;
    return [
      rule("┌", "┐", `${strong(networkNames[post.network])}${account} · ${post.language}${which}`),
      ...paragraph(withFeatures(part)),
      ...drawMedia(part),
      ...drawCard(part),
      rule("└", "┘", dim(`${part.length} of ${part.limit} ${units[post.network]}`)),
    ].join("\n");
  });
  return boxes.join("\n");
};
