import tlds from "tlds";

/** A piece of a status's text that Mastodon treats as one thing. UTF-16 offsets. */
export interface TextEntity {
  readonly kind: "link" | "mention" | "hashtag";
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// The longest first, so that `.com.example` never stops at a shorter name.
const topLevel = [...tlds].sort((a, b) => b.length - a.length).join("|");
const label = String.raw`[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?`;
const domain = String.raw`(?:${label}\.)+(?:xn--[a-z0-9-]+|${topLevel})(?=[^0-9a-z@+-]|$)`;
const pathCharacter = String.raw`[^\p{White_Space}<>()?]`;
const inParentheses = String.raw`\((?:${pathCharacter}+|${pathCharacter}*\(${pathCharacter}+\)${pathCharacter}*)\)`;
const pathEnd = String.raw`(?:[^\p{White_Space}()?!*"'「」<>;:=,.$%\[\]~&|@]|${inParentheses})`;
const path = String.raw`(?:${pathCharacter}*(?:${inParentheses}${pathCharacter}*)*${pathEnd}|${pathCharacter}+\/)`;
const beyondAscii = String.raw`\u{A0}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFEF}\u{10000}-\u{EFFFD}`;
const query = String.raw`\?[a-z0-9!?*'();:&=+$\/%#\[\]\-_.,~|@^${beyondAscii}]*[a-z0-9_&=#\/\-${beyondAscii}]`;

/** Only links with a scheme: Mastodon leaves `example.org` alone. The top-level domain must be one of IANA's, so that `http://localhost` is plain text. */
const linkPattern = new RegExp(
  String.raw`(?<=^|[^a-z0-9@＠$#＃\u202A-\u202E\uFFFE\uFEFF\uFFFF])https?:\/\/${domain}(?::[0-9]+)?(?:\/(?:${path})*)?(?:${query})?`,
  "giu",
);
const mentionPattern = /(?<=^|[^/\p{L}\p{N}\p{M}_])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)(@[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}_])?/giu;
const word = String.raw`\p{L}\p{N}\p{M}\p{Pc}`;
const separators = String.raw`_\u00B7\u30FB\u200c`;
const hashtagPattern = new RegExp(
  String.raw`(?<=^|[^\/)\p{L}\p{N}\p{M}\p{Pc}])#([${word}][${word}${separators}]*[\p{L}\p{M}${separators}][${word}${separators}]*[${word}]|[${word}]*[\p{L}\p{M}][${word}]*)`,
  "giu",
);

const find = (kind: TextEntity["kind"], pattern: RegExp, text: string): TextEntity[] =>
  [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length, text: match[0] }));

/** Links, mentions and hashtags in order; of two that overlap, the one that begins first. */
export const textEntities = (text: string): TextEntity[] => {
  const all = [...find("link", linkPattern, text), ...find("mention", mentionPattern, text), ...find("hashtag", hashtagPattern, text)];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return all.filter((entity) => {
    if (entity.start < end) return false;
    end = entity.end;
    return true;
  });
};

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Counts as Mastodon's StatusLengthValidator does: graphemes, links at a fixed length, mentions without their host. */
export const countCharacters = (text: string, charactersPerLink: number): number => {
  let countable = "";
  let last = 0;
  for (const entity of textEntities(text)) {
    if (entity.kind === "hashtag") continue;
    countable += text.slice(last, entity.start);
    countable += entity.kind === "link" ? "x".repeat(charactersPerLink) : entity.text.replace(/(?<=.)@.*$/u, "");
    last = entity.end;
  }
  countable += text.slice(last);
  return [...graphemes.segment(countable)].length;
};
