import { Parser } from "htmlparser2";

/** The words of a status: what `content` (https://docs.joinmastodon.org/entities/Status/#content) shows, links in full although a browser hides parts of them. */
export const textOfStatusHtml = (html: string): string => {
  let text = "";
  let paragraphs = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "br") text += "\n";
        if (name === "p") text += paragraphs++ > 0 ? "\n\n" : "";
        // Custom emoji of servers that put the picture into the text.
        if (name === "img") text += attributes["alt"] ?? "";
      },
      ontext(words) {
        text += words;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return text;
};

const decodePercents = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded.toUpperCase();
    }
  });

/**
 * What is left of a text when everything is taken off that a server may change while it shows it: white space, invisible characters,
 * the host of a mention, the encoding of a link. Two posts are the same words exactly when their keys are equal.
 */
export const wordsKey = (text: string): string =>
  decodePercents(text)
    .normalize("NFC")
    .replace(/(@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/gu, "$1")
    .replace(/[\p{White_Space}\p{Cf}\p{Cc}]+/gu, "");
