/**
 * Full case folding (https://www.unicode.org/Public/UNIDATA/CaseFolding.txt, C and F) out of what JavaScript has: down, up and down
 * again takes ß, ẞ and ligatures along. The dotless ı folds to itself, and a sigma is one wherever it stands.
 */
const foldCase = (text: string): string =>
  text
    .split("ı")
    .map((piece) => piece.toLowerCase().toUpperCase().toLowerCase())
    .join("ı")
    .replaceAll("ς", "σ");

/** For telling whether two hashtags are the same: whatever the case and the form of their letters (NFKC). Without `#`. */
export const foldTag = (tag: string): string => {
  let folded = tag;
  // Folding can bring forth what NFKC composes anew, and the other way round.
  for (let last = ""; folded !== last;) {
    last = folded;
    folded = foldCase(folded.normalize("NFKC")).normalize("NFKC");
  }
  return folded;
};

/** Of a hashtag as the campaign writes it, with its `#`. */
export const tagKey = (hashtag: string): string => foldTag(hashtag.replace(/^#/, ""));
