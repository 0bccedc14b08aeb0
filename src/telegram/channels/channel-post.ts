import { z } from "zod";

const entitiesSchema = z
  .array(z.object({ type: z.string(), offset: z.int(), length: z.int() }))
  .optional()
  .catch(undefined);

/** What is looked at of a channel's post, and nothing else. https://core.telegram.org/bots/api#message */
export const channelPostSchema = z.object({
  message_id: z.int(),
  chat: z.object({ id: z.int(), username: z.string().optional().catch(undefined) }),
  date: z.int(),
  edit_date: z.int().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  caption: z.string().optional().catch(undefined),
  entities: entitiesSchema,
  caption_entities: entitiesSchema,
  /** Somebody else's post that was passed on. */
  forward_origin: z.unknown().optional(),
});

/** A post of a channel, as far as hashtags are concerned. */
export interface ChannelPost {
  /** `@name`. */
  readonly channel: string;
  /** The same for all versions of a post, and of no other. */
  readonly id: string;
  readonly madeAt: Temporal.Instant;
  /** Null where it was never edited. */
  readonly editedAt: Temporal.Instant | null;
  /** Without `#`, as they are written. */
  readonly hashtags: readonly string[];
}

const atSecond = (seconds: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);

/** Null for posts of channels without a public name, and for what was passed on: that is no post of its own. */
export const readChannelPost = (post: z.infer<typeof channelPostSchema>): ChannelPost | null => {
  const { message_id, chat, date, edit_date, text, caption, entities, caption_entities, forward_origin } = post;
  if (chat.username === undefined || forward_origin !== undefined) return null;
  const tagsOf = (words = "", marks: typeof entities = []): string[] =>
    // `#tag@channel` is the hashtag within one channel.
    marks.flatMap(({ type, offset, length }) => {
      const [tag = ""] = words
        .slice(offset, offset + length)
        .replace(/^[#＃]/u, "")
        .split("@");
      return type === "hashtag" && tag !== "" ? [tag] : [];
    });
  return {
    channel: `@${chat.username}`,
    id: `telegram/${chat.id}/${message_id}`,
    madeAt: atSecond(date),
    editedAt: edit_date === undefined ? null : atSecond(edit_date),
    hashtags: [...tagsOf(text, entities), ...tagsOf(caption, caption_entities)],
  };
};
