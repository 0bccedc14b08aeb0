import type { AnswerEntity } from "./answer.ts";

/** Words of an answer: as they are, bold, or a link. */
type Piece = string | { readonly bold: string } | Link;

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** One line; nothing that is null is said. */
export type Line = readonly Piece[];

/** A line in which some words of a message are links. What the message does not show stays out. */
export const withLinks = (message: string, links: readonly Link[]): Line => {
  const pieces: Piece[] = [];
  let rest = message;
  for (const link of links) {
    const at = rest.indexOf(link.label);
    if (at < 0) continue;
    pieces.push(rest.slice(0, at), link);
    rest = rest.slice(at + link.label.length);
  }
  return [...pieces, rest].filter((piece) => piece !== "");
};

const textOf = (piece: Piece): string => (typeof piece === "string" ? piece : "bold" in piece ? piece.bold : piece.label);

/** Blocks of lines with an empty line between them; blocks and lines that are empty are left out. */
export const layOutAnswer = (
  blocks: readonly (readonly (Line | string | null)[])[],
): { readonly text: string; readonly entities: readonly AnswerEntity[] } => {
  let text = "";
  const entities: AnswerEntity[] = [];
  for (const block of blocks) {
    const lines = block.filter((line) => line !== null).map((line): Line => (typeof line === "string" ? [line] : line));
    const said = lines.filter((line) => line.some((piece) => textOf(piece) !== ""));
    if (said.length === 0) continue;
    if (text !== "") text += "\n";
    for (const line of said) {
      if (text !== "") text += "\n";
      for (const piece of line) {
        const words = textOf(piece);
        const range = { offset: text.length, length: words.length };
        text += words;
        if (typeof piece === "string" || words === "") continue;
        entities.push("bold" in piece ? { type: "bold", ...range } : { type: "text_link", ...range, url: piece.url });
      }
    }
  }
  return { text, entities };
};
