import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ComposedMedia, ComposedPart, Entity } from "../../compose/composed-post.ts";
import { PublishError } from "../../delivery/publish-error.ts";
import type { Outgoing } from "../../delivery/publisher.ts";
import type { TelegramChannel } from "./settings.ts";

/** One call of the Bot API. */
export interface TelegramCall {
  readonly method: "sendMessage" | "sendPhoto" | "sendMediaGroup";
  readonly payload: Readonly<Record<string, unknown>>;
}

const albumLimit = 10;

/** Telegram takes the preview of the first link; of several it is the same one that we name, so that the choice is ours. */
const previewOf = (part: ComposedPart): Record<string, unknown> => {
  const link = part.entities?.find((entity) => entity.type !== "hashtag");
  if (link === undefined) return { is_disabled: true };
  const url = link.url ?? part.text.slice(link.offset, link.offset + link.length);
  return /^https?:\/\//i.test(url) ? { url } : {};
};

const replyTo = (outgoing: Outgoing): Record<string, unknown> | undefined => {
  if (outgoing.thread === null) return undefined;
  const { ref } = outgoing.thread.parent;
  if (!/^[1-9]\d*$/.test(ref)) {
    throw new PublishError("rejected", "The part before this one is not on Telegram, so that there is nothing to answer to.");
  }
  return { message_id: Number(ref), allow_sending_without_reply: false };
};

/** The pictures are read here: a stream that telegraf opened by itself would end the process if the file went away meanwhile. */
export const readPicture = async (media: Pick<ComposedMedia, "path">): Promise<{ source: Buffer; filename: string }> => {
  try {
    return { source: await readFile(media.path), filename: basename(media.path) };
  } catch (error) {
    throw new PublishError("unavailable", `The picture ${media.path} cannot be read.`, { cause: error });
  }
};

const captionOf = (part: ComposedPart): { caption?: string; caption_entities?: readonly Entity[] } =>
  part.text === "" ? {} : { caption: part.text, caption_entities: part.entities ?? [] };

/**
 * What Telegram is asked to publish. Entities instead of a parse mode, so that no character of a text is markup.
 * Telegram has no field for alt text: what a picture says is said by the text that composing put beside it.
 */
export const telegramMessage = async (outgoing: Outgoing, channel: TelegramChannel): Promise<TelegramCall> => {
  const { part } = outgoing;
  const reply = replyTo(outgoing);
  const [first, ...others] = part.media;
  if (first === undefined) {
    return {
      method: "sendMessage",
      payload: {
        chat_id: channel,
        text: part.text,
        entities: part.entities ?? [],
        link_preview_options: previewOf(part),
        reply_parameters: reply,
      },
    };
  }
  // telegraf drops an object from a multipart body without a word, unless it is a file.
  const target = { chat_id: channel, reply_parameters: reply && JSON.stringify(reply) };
  if (others.length === 0) {
    return { method: "sendPhoto", payload: { ...target, photo: await readPicture(first), ...captionOf(part) } };
  }
  if (part.media.length > albumLimit) {
    throw new PublishError("rejected", `Telegram takes at most ${albumLimit} pictures in one post; this one has ${part.media.length}.`);
  }
  const files = await Promise.all(part.media.map(readPicture));
  const media = files.map((file, index) => Object.assign({ type: "photo", media: file }, index === 0 ? captionOf(part) : {}));
  return { method: "sendMediaGroup", payload: { ...target, media } };
};
