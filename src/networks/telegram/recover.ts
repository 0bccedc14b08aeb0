import type { Outgoing, Recovery } from "../../delivery/publisher.ts";
import { type ChannelPost, readChannelPage } from "./channel-page.ts";
import { fetchChannelPage } from "./fetch-channel-page.ts";

const mostPages = 10;
/** How far Telegram's clock may differ from ours, and how long before its time a post may have been begun. */
const slack = Temporal.Duration.from({ minutes: 10 });

/** What is left of a text without what a page may show otherwise: white space, invisible characters, the marks that choose between an emoji and a sign. */
const wordsKey = (text: string): string => text.normalize("NFC").replace(/[\p{White_Space}\p{Cf}\p{Cc}\uFE0E\uFE0F]+/gu, "");

const isThisPart = (post: ChannelPost, { part, thread }: Outgoing, words: string): boolean =>
  !post.foreign &&
  wordsKey(post.text) === words &&
  post.photos.length > 0 === part.media.length > 0 &&
  (post.replyTo === null ? null : String(post.replyTo)) === (thread?.parent.ref ?? null);

/**
 * Looks for a part on the channel's public page, Telegram's only record of what was sent that a bot can read: newest first, back to when it was due.
 * A picture without words is like any other. What is not found is unknown all the same: the page may lag, or be cut.
 */
export const findOnChannelPage = async (options: {
  outgoing: Outgoing;
  /** Messages that are other parts. */
  others: ReadonlySet<string>;
  root: string;
  /** Without `@`. */
  channel: string;
  /** For all pages together. */
  timeoutMs: number;
}): Promise<Recovery> => {
  const { outgoing, others, root, channel, timeoutMs } = options;
  const words = wordsKey(outgoing.part.text);
  if (words === "") return "unknown";
  const earliest = outgoing.at.subtract(slack);
  const signal = AbortSignal.timeout(timeoutMs);
  let before: number | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const html = await fetchChannelPage({ root, channel, before, signal });
    if (html === null) return "unknown";
    const posts = readChannelPage(html).filter((post) => post.channel.toLowerCase() === channel.toLowerCase());
    for (const post of posts.toReversed()) {
      if (post.at === null) continue;
      if (Temporal.Instant.compare(post.at, earliest) < 0) return "unknown";
      const ref = String(post.id);
      if (others.has(ref) || !isThisPart(post, outgoing, words)) continue;
      const album = post.photos.map(String).filter((id) => id !== ref);
      return { ref, ...(album.length === 0 ? {} : { album }), url: `https://t.me/${post.channel}/${ref}` };
    }
    const oldest = Math.min(...posts.map(({ id }) => id));
    // A page that does not page would be read for ever.
    if (posts.length === 0 || (before !== null && oldest >= before)) return "unknown";
    before = oldest;
  }
  return "unknown";
};
