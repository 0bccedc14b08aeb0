import { Parser } from "htmlparser2";

/** What a page says of itself; null for what it does not say. Texts as written, with entities decoded. */
export interface PageHead {
  readonly title: string | null;
  readonly description: string | null;
  /** As written, maybe relative. */
  readonly image: string | null;
}

const charsPerStep = 16_384;

const decoderFor = (label: string): TextDecoder | null => {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
};

/** https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding, with Belarus' old encoding as the last guess. */
const decode = (data: Uint8Array, charset: string | null): string => {
  const beginning = Buffer.from(data.subarray(0, 4096)).toString("latin1");
  const byteOrderMark = /^(?:(ï»¿)|(ÿþ)|(þÿ))/.exec(beginning);
  const marked = byteOrderMark?.[1] ? "utf-8" : byteOrderMark?.[2] ? "utf-16le" : byteOrderMark?.[3] ? "utf-16be" : null;
  // A page that can be read far enough to find this is not in UTF-16, whatever it says.
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(beginning)?.[1]?.replace(/^utf-16.*/i, "utf-8") ?? null;
  for (const label of [marked, charset, declared]) {
    const decoder = label === null ? null : decoderFor(label);
    if (decoder) return decoder.decode(data);
  }
  try {
    // `stream`: a page cut inside its last letter is still UTF-8.
    return new TextDecoder("utf-8", { fatal: true }).decode(data, { stream: true });
  } catch {
    return new TextDecoder("windows-1251").decode(data);
  }
};

/** Reads the page's head, however broken the page is, and stops at its end. */
export const readPageHead = (data: Uint8Array, charset: string | null): PageHead => {
  const text = decode(data, charset);
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
