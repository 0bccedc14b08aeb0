import type { MessageEntity } from "./message-entity.ts";

const patterns: readonly { readonly type: string; readonly pattern: RegExp }[] = [
  {
    type: "url",
    pattern:
      /(?<![\p{L}\p{N}@/._-])(?:https?:\/\/[^\s<>"«»“”]+|(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:com|org|net|info|by|ru|me|io|eu|pl|lt|uk|de|бел|рф)(?![\p{L}\p{N}])(?:[/?#][^\s<>"«»“”]*)?)/giu,
  },
  { type: "email", pattern: /(?<![\p{L}\p{N}.])[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/giu },
  { type: "mention", pattern: /(?<![\p{L}\p{N}_/@])@[a-z][a-z0-9_]{2,31}(?![\p{L}\p{N}_@])/giu },
  { type: "hashtag", pattern: /(?<![\p{L}\p{N}\p{M}_#@])#(?=[\p{L}\p{N}\p{M}_·\u200c]*[\p{L}_])[\p{L}\p{N}\p{M}_·\u200c]{1,256}/gu },
  { type: "bot_command", pattern: /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/giu },
];

/** A link ends before the mark that ends its sentence, and before a bracket that it did not open. */
const trimLink = (link: string): string => {
  let trimmed = link;
  for (;;) {
    const next = trimmed.replace(/[.,:;!?'"…*_~]+$/u, "");
    const closes = (open: string, close: string) => next.endsWith(close) && next.split(open).length <= next.split(close).length - 1;
    const cut = closes("(", ")") || closes("[", "]") ? next.slice(0, -1) : next;
    if (cut === trimmed) return trimmed;
    trimmed = cut;
  }
};

const overlaps = (a: MessageEntity, b: MessageEntity): boolean => a.offset < b.offset + b.length && b.offset < a.offset + a.length;

/** What the server finds in a text by itself, except inside of what the bot marked as a link or as code. */
export const detectEntities = (text: string, given: readonly MessageEntity[]): MessageEntity[] => {
  const taken = given.filter((entity) => ["text_link", "code", "pre"].includes(entity.type));
  const found: MessageEntity[] = [];
  for (const { type, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const length = (type === "url" ? trimLink(match[0]) : match[0]).length;
      const entity = { type, offset: match.index, length };
      if (length > 0 && ![...taken, ...found].some((other) => overlaps(other, entity))) found.push(entity);
    }
  }
  return [...given, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
};
