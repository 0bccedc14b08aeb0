import type { $Typed, AppBskyEmbedExternal, AppBskyEmbedImages, AppBskyFeedPost, BlobRef } from "@atproto/api";
import type { ComposedMedia, ComposedPart } from "../../compose/composed-post.ts";
import { PublishError } from "../../delivery/publish-error.ts";
import type { Outgoing, Published } from "../../delivery/publisher.ts";
import { blueskyCreatedAt } from "./key.ts";

type Embed = $Typed<AppBskyEmbedImages.Main> | $Typed<AppBskyEmbedExternal.Main>;

/** Puts a file on the server; the answer names it in a record. */
export type UploadMedia = (media: ComposedMedia) => Promise<BlobRef>;

const strongRef = ({ ref, cid }: Published): { uri: string; cid: string } => {
  if (cid === undefined) throw new PublishError("rejected", "The thread cannot go on: the record's hash of an earlier part is not known.");
  return { uri: ref, cid };
};

/** A post has images or a card, not both; images win. */
const embed = async ({ media, card }: ComposedPart, upload: UploadMedia): Promise<Embed | undefined> => {
  if (media.length > 0) {
    const images: AppBskyEmbedImages.Image[] = [];
    for (const picture of media) {
      const { alt, width, height } = picture;
      images.push({ image: await upload(picture), alt, aspectRatio: { width, height } });
    }
    return { $type: "app.bsky.embed.images", images };
  }
  if (card === null) return undefined;
  const { url: uri, title, description, thumbnail } = card;
  const thumb = thumbnail === null ? {} : { thumb: await upload(thumbnail) };
  return { $type: "app.bsky.embed.external", external: { uri, title, description, ...thumb } };
};

/**
 * The record of one part, https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json.
 * The same part gives the same record to the byte.
 */
export const blueskyPostRecord = async (outgoing: Outgoing, upload: UploadMedia): Promise<AppBskyFeedPost.Record> => {
  const { part, language, thread } = outgoing;
  const embedded = await embed(part, upload);
  return {
    $type: "app.bsky.feed.post",
    text: part.text,
    createdAt: blueskyCreatedAt(outgoing),
    langs: [language],
    ...(part.facets === undefined || part.facets.length === 0
      ? {}
      : { facets: part.facets.map(({ index, features }) => ({ index: { ...index }, features: [...features] })) }),
    ...(thread === null ? {} : { reply: { root: strongRef(thread.root), parent: strongRef(thread.parent) } }),
    ...(embedded === undefined ? {} : { embed: embedded }),
  };
};
