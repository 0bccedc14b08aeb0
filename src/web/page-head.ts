import { Parser } from "htmlparser2";
import { decodePage } from "./decode-page.ts";

/** What a page says of itself; null for what it does not say. Texts as written, with entities decoded. */
export interface PageHead {
  readonly title: string | null;
  readonly description: string | null;
  /** As written, maybe relative. */
  readonly image: string | null;
}

const charsPerStep = 16_384;

/** Reads the page's head, however broken the page is, and stops at its end. */
export const readPageHead = (data: Uint8Array, charset: string | null): PageHead => {
  const text = decodePage(data, charset);
  const meta = new Map<string, string>();
  let title = "";
  const state: { title: "ahead" | "open" | "read"; atEnd: boolean } = { title: "ahead", atEnd: false };
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      if (state.atEnd) return;
      if (tag === "title" && state.title === "ahead") state.title = "open";
      if (tag !== "meta") return;
      const name = (attributes.property ?? attributes.name)?.trim().toLowerCase();
      const content = attributes.content?.trim();
      if (name && content && !meta.has(name)) meta.set(name, content);
    },
    ontext: (words) => {
      if (state.title === "open") title += words;
    },
    onclosetag: (tag) => {
      if (tag === "title" && state.title === "open") state.title = "read";
      if (tag === "head") state.atEnd = true;
    },
  });
  for (let at = 0; at < text.length && !state.atEnd; at += charsPerStep) parser.write(text.slice(at, at + charsPerStep));
  parser.end();
  const first = (...names: string[]): string | null => names.map((name) => meta.get(name)).find((content) => content !== undefined) ?? null;
  return {
    title: first("og:title", "twitter:title") ?? (title.trim() || null),
    description: first("og:description", "twitter:description", "description"),
    image: first("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"),
  };
};
