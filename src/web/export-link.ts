import { Parser } from "htmlparser2";

interface Anchor {
  readonly href: string;
  readonly words: string;
  readonly mediaType: string;
  readonly download: string;
}

/** The address of the one link, or how many there are that could be meant. */
export type ExportLink = { readonly url: string } | { readonly found: number };

const anchorsOf = (html: string): { readonly anchors: Anchor[]; readonly base: string | undefined } => {
  const anchors: Anchor[] = [];
  let base: string | undefined;
  let open: (Omit<Anchor, "words"> & { words: string }) | null = null;
  const parser = new Parser({
    onopentag: (tag, { href, type = "", download = "", title = "" }) => {
      if (tag === "base") base ??= href;
      if ((tag === "a" || tag === "link") && href !== undefined) {
        open = { href, mediaType: type.toLowerCase(), download: download.toLowerCase(), words: ` ${title} ` };
        anchors.push(open);
        if (tag === "link") open = null;
      }
    },
    ontext: (words) => {
      if (open !== null) open.words += words;
    },
    onclosetag: (tag) => {
      if (tag === "a") open = null;
    },
  });
  parser.end(html);
  return { anchors, base };
};

/** How much a link says that a CSV is behind it; 0 where it does not. */
const likelihood = (url: URL, { words, mediaType, download }: Anchor, page: URL): number => {
  const says = [
    [...url.searchParams].some(([name, value]) => /^(?:format|type|export|output|_format)$/i.test(name) && /^csv$/i.test(value)),
    /\.csv$/i.test(url.pathname),
    /^text\/csv\b/.test(mediaType),
    download.endsWith(".csv"),
    /(?<!\p{L})csv(?!\p{L})/iu.test(words),
  ].filter(Boolean).length;
  // The page's own list rather than another of the same host.
  return says === 0 ? 0 : says * 2 + Number(url.pathname === page.pathname);
};

/**
 * Finds the link on a page by which it gives its list as CSV, such as `<a href="?status%5B%5D=0&amp;format=csv">(csv)</a>`: on the page's own host, and one that says so
 * more than all others.
 */
export const findExportLink = (html: string, pageUrl: string): ExportLink => {
  const page = new URL(pageUrl);
  const { anchors, base } = anchorsOf(html);
  const likely = new Map<string, number>();
  for (const anchor of anchors) {
    const url = URL.parse(anchor.href, URL.parse(base ?? "", pageUrl)?.href ?? pageUrl);
    if (url === null || url.host !== page.host || !/^https?:$/.test(url.protocol)) continue;
    if (page.protocol === "https:" && url.protocol !== "https:") continue;
    url.hash = "";
    likely.set(url.href, Math.max(likely.get(url.href) ?? 0, likelihood(url, anchor, page)));
  }
  const most = Math.max(0, ...likely.values());
  const best = [...likely].filter(([, likelyTo]) => most > 0 && likelyTo === most).map(([url]) => url);
  const [first] = best;
  return best.length === 1 && first !== undefined ? { url: first } : { found: best.length };
};
