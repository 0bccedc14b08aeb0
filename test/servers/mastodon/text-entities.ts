import tlds from "tlds" with { type: "json" };

/** A piece of a status's text that Mastodon treats as one thing. UTF-16 offsets. */
export interface TextEntity {
  readonly kind: "link" | "mention" | "hashtag";
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The rules of twitter-text as Mastodon changes them:
 * https://github.com/twitter/twitter-text/blob/master/rb/lib/twitter-text/regex.rb,
 * https://github.com/mastodon/mastodon/blob/main/config/initializers/twitter_regex.rb
 */
const directional = String.raw`\u{61C}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}`;
const never = String.raw`\u{FFFE}\u{FEFF}\u{FFFF}`;
const inDomain = String.raw`[^${directional}${never}!-\/:-@\[-\x60{-~\p{Cc}\p{White_Space}\u{180E}]`;
const labelOf = (joints: string) => String.raw`(?:${inDomain}(?:[${joints}]|${inDomain})*)?${inDomain}\.`;
// The longest first, so that `.com` is never taken for `.co`.
const topLevel = [...tlds].sort((a, b) => b.length - a.length).join("|");
const domain = String.raw`(?:${labelOf("_\\-")})*${labelOf("\\-")}(?:(?:${topLevel})(?=[^0-9a-z@+\-]|$)|xn--[0-9a-z]+)`;
const inPath = String.raw`[^\p{White_Space}<>()?]`;
const parentheses = String.raw`\((?:${inPath}+|${inPath}*\(${inPath}+\)${inPath}*)\)`;
const pathEnd = String.raw`(?:[^\p{White_Space}()?!*"'「」<>;:=,.$%\[\]~&|@]|${parentheses})`;
const path = String.raw`(?:${inPath}*(?:${parentheses}${inPath}*)*${pathEnd}|${inPath}+\/)`;
const beyondAscii = String.raw`\u{A0}-\u{D7FF}\u{E000}-\u{FDCF}\u{FDF0}-\u{FFEF}\u{10000}-\u{10FFFD}`;
const query = String.raw`\?[a-z0-9!?*'();:&=+$\/%#\[\]\-_.,~|@\^${beyondAscii}]*[a-z0-9_&=#\/\-${beyondAscii}]`;
const schemes = String.raw`(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini):\/\/`;
const linkPattern = new RegExp(
  String.raw`([^a-z0-9@＠$#＃${never}]|[${directional}]|^)((${schemes})?${domain}(?::[0-9]+)?(?:\/(?:${path})*)?(?:${query})?)`,
  "giu",
);
const wordCharacter = String.raw`\p{L}\p{N}\p{M}\p{Pc}`;
const mentionPattern = new RegExp(
  String.raw`(?<![=\/${wordCharacter}])@([a-z0-9_]+(?:[.\-]+[a-z0-9_]+)*)(?:@[${wordCharacter}]+(?:[.\-]+[${wordCharacter}]+)*)?(?!:\/\/|[@＠\u{C0}-\u{24F}])`,
  "giu",
);
const separators = String.raw`_\u00B7\u30FB\u200c`;
const hashtagPattern = new RegExp(
  String.raw`(?<=^|[^\/)${wordCharacter}])#([${wordCharacter}][${wordCharacter}${separators}]*[\p{L}\p{M}${separators}][${wordCharacter}${separators}]*[${wordCharacter}]|[${wordCharacter}]*[\p{L}\p{M}][${wordCharacter}]*)`,
  "giu",
);

/** With a scheme only; but what has none can still swallow a link in its path. A top-level domain that IANA does not know makes no link. */
const links = (text: string): TextEntity[] =>
  [...text.matchAll(linkPattern)]
    .filter((match) => match[3] !== undefined)
    .map((match) => {
      const start = match.index + match[1]!.length;
      return { kind: "link", start, end: start + match[2]!.length, text: match[2]! };
    });

const mentions = (text: string): TextEntity[] =>
  [...text.matchAll(mentionPattern)].map((match) => ({
    kind: "mention",
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));

const hashtags = (text: string): TextEntity[] =>
  [...text.matchAll(hashtagPattern)].map((match) => {
    const joined = text.startsWith("://", match.index + match[0].length) ? match[0].replace(/(?<=.)https?$/i, "") : match[0];
    return { kind: "hashtag", start: match.index, end: match.index + joined.length, text: joined };
  });

const withoutOverlaps = (entities: TextEntity[]): TextEntity[] => {
  let end = 0;
  return entities
    .sort((a, b) => a.start - b.start)
    .filter((entity) => {
      if (entity.start < end) return false;
      end = entity.end;
      return true;
    });
};

/** Links, mentions and hashtags in order; of two that overlap, the one that begins first. */
export const textEntities = (text: string): TextEntity[] => withoutOverlaps([...links(text), ...hashtags(text), ...mentions(text)]);

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Counts as Mastodon's StatusLengthValidator does: graphemes, links at a fixed length, mentions without their host. */
export const countCharacters = (text: string, charactersPerLink: number): number => {
  let countable = "";
  let last = 0;
  for (const entity of withoutOverlaps([...links(text), ...mentions(text)])) {
    countable += text.slice(last, entity.start);
    countable += entity.kind === "link" ? "x".repeat(charactersPerLink) : entity.text.replace(/(?<=.)@.*$/u, "");
    last = entity.end;
  }
  countable += text.slice(last);
  return [...graphemes.segment(countable)].length;
};
