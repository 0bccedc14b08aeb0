import packageJson from "../../package.json" with { type: "json" };
import type { Clock } from "../clock.ts";
import type { LinkCardReader, PageCard } from "../compose/media.ts";
import { pictureFormatOf } from "../compose/pictures/picture-format.ts";
import { createCardMemory } from "./card-memory.ts";
import { FetchRefused } from "./fetch-refused.ts";
import { plainLine } from "./plain-line.ts";
import { createSafeFetch } from "./safe-fetch.ts";
import type { SafeFetchSettings } from "./safe-fetch.ts";

export interface LinkCardReaderOptions extends Partial<SafeFetchSettings> {
  readonly clock: Clock;
  /** The campaign's page, for whoever runs a server and wonders who asks. */
  readonly website?: string | undefined;
  /** For the page and its picture together. */
  readonly timeLimitMs?: number;
}

const pageTypes = ["text/html", "application/xhtml+xml"];
const pictureTypes = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];
const maxPageBytes = 512_000;
const maxPictureBytes = 5_000_000;
const maxTitleGraphemes = 300;
const maxDescriptionGraphemes = 500;

/** Reads what pages say of themselves. A page that cannot be had costs at most the time limit, and then nothing for a while. */
export const createLinkCardReader = (options: LinkCardReaderOptions): LinkCardReader => {
  const contact = options.website === undefined ? "" : ` (+${options.website})`;
  const safeFetch = createSafeFetch({ userAgent: `Rollcall/${packageJson.version}${contact}`, ...options });
  const timeLimitMs = options.timeLimitMs ?? 4_000;
  const memory = createCardMemory(options.clock);

  const fetchPicture = async (address: string, base: string, msLeft: number): Promise<Uint8Array | null> => {
    const url = URL.parse(address, base);
    if (!url || msLeft < 1) return null;
    try {
      const { data } = await safeFetch(url.href, { accept: pictureTypes, maxBytes: maxPictureBytes, timeLimitMs: msLeft });
      return pictureFormatOf(data) === null ? null : data;
    } catch (error) {
      if (error instanceof FetchRefused) return null;
      throw error;
    }
  };

  const fetchCard = async (url: string): Promise<PageCard | null> => {
    const startedMs = performance.now();
    const page = await safeFetch(url, { accept: pageTypes, maxBytes: maxPageBytes, beginningIsEnough: true, until: "</head", timeLimitMs });
    const { readPageHead } = await import("./page-head.ts");
    const head = readPageHead(page.data, page.charset);
    const title = plainLine(head.title ?? "", maxTitleGraphemes);
    if (title === "") return null;
    return {
      title,
      description: plainLine(head.description ?? "", maxDescriptionGraphemes),
      thumbnail:
        head.image === null ? null : await fetchPicture(head.image, page.url, Math.floor(timeLimitMs - (performance.now() - startedMs))),
    };
  };

  return {
    read: async (address) => {
      const url = URL.parse(address);
      if (!url) return null;
      url.hash = "";
      try {
        return await memory.recall(url, () => fetchCard(url.href));
      } catch {
        // A card is an ornament: whatever is wrong with a page, the post goes out without one.
        return null;
      }
    },
  };
};
