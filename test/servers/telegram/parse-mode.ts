import { badRequest } from "./bot-api-error.ts";
import type { FormattedText, MessageEntity } from "./message-entity.ts";

const cannotParse = (words: string) => badRequest(`can't parse entities: ${words}`);

const tags: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
  "tg-spoiler": "spoiler",
};

const named: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };

const decode = (reference: string): string => {
  const code = /^&#(x[0-9a-f]+|\d+);$/i.exec(reference)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number(code.startsWith("x") ? `0${code}` : code));
  return named[reference] ?? reference;
};

interface Open {
  readonly name: string;
  readonly offset: number;
  readonly url?: string;
}

/** https://core.telegram.org/bots/api#html-style, as far as bots commonly use it. */
export const parseHtml = (source: string): FormattedText => {
  let text = "";
  const entities: MessageEntity[] = [];
  const open: Open[] = [];
  for (const match of source.matchAll(/<(\/?)([a-z-]*)((?:\s[^>]*)?)>|<|&#?\w+;|[^<&]+|&/giu)) {
    const [piece, closing, rawName, attributes] = match;
    const at = Buffer.byteLength(source.slice(0, match.index));
    if (piece === "<") throw cannotParse(`Unclosed start tag at byte offset ${at}`);
    if (rawName === undefined) {
      text += piece.startsWith("&") ? decode(piece) : piece;
      continue;
    }
    const name = rawName.toLowerCase();
    const type = tags[name];
    if (type === undefined) throw cannotParse(`Unsupported start tag "${name}" at byte offset ${at}`);
    if (closing === "") {
      const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(attributes ?? "");
      const url = decode(href?.[1] ?? href?.[2] ?? href?.[3] ?? "");
      open.push({ name, offset: text.length, ...(name === "a" ? { url } : {}) });
      continue;
    }
    const start = open.pop();
    if (start === undefined) throw cannotParse(`Unexpected end tag at byte offset ${at}`);
    if (start.name !== name) throw cannotParse(`Unmatched end tag at byte offset ${at}, expected "</${start.name}>", found "</${name}>"`);
    const length = text.length - start.offset;
    const { url } = start;
    if (length > 0 && url !== "") entities.push({ type, offset: start.offset, length, ...(url === undefined ? {} : { url }) });
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities };
};

const marks: Readonly<Record<string, string>> = {
  "*": "bold",
  _: "italic",
  __: "underline",
  "~": "strikethrough",
  "||": "spoiler",
  "`": "code",
};
const reserved = "_*[]()~`>#+-=|{}.!";

/** https://core.telegram.org/bots/api#markdownv2-style without nested links and custom emoji. */
export const parseMarkdown = (source: string): FormattedText => {
  let text = "";
  const entities: MessageEntity[] = [];
  const open: { mark: string; offset: number; at: number }[] = [];
  for (let at = 0; at < source.length;) {
    const unit = source.charAt(at);
    const byte = Buffer.byteLength(source.slice(0, at));
    if (unit === "\\" && reserved.includes(source.charAt(at + 1) || " ")) {
      text += source.charAt(at + 1);
      at += 2;
      continue;
    }
    const mark = ["__", "||"].find((two) => source.startsWith(two, at)) ?? unit;
    const type = marks[mark];
    if (unit === "[") {
      const link = /^\[((?:\\.|[^\]\\])+)\]\(((?:\\.|[^)\\])+)\)/su.exec(source.slice(at));
      if (link === null) throw cannotParse(`Can't find end of a TextUrl entity at byte offset ${byte}`);
      const label = (link[1] ?? "").replace(/\\(.)/gsu, "$1");
      entities.push({ type: "text_link", offset: text.length, length: label.length, url: (link[2] ?? "").replace(/\\(.)/gsu, "$1") });
      text += label;
      at += link[0].length;
    } else if (type !== undefined) {
      if (open.at(-1)?.mark === mark) {
        const start = open.pop();
        const offset = start?.offset ?? 0;
        if (text.length > offset) entities.push({ type, offset, length: text.length - offset });
      } else open.push({ mark, offset: text.length, at: byte });
      at += mark.length;
    } else if (reserved.includes(unit)) {
      throw cannotParse(`Character '${unit}' is reserved and must be escaped with the preceding '\\'`);
    } else {
      text += unit;
      at += 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw cannotParse(`Can't find end of ${marks[unclosed.mark]} entity at byte offset ${unclosed.at}`);
  return { text, entities };
};
