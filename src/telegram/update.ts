import { z } from "zod";
import { channelPostSchema } from "./channels/channel-post.ts";

/** What is looked at of an update, and nothing else: no names, no user names, no languages. https://core.telegram.org/bots/api#update */
const chatSchema = z.object({ id: z.int() });
const userSchema = z.object({ id: z.int() });

const wordsSchema = z.string().optional().catch(undefined);
const kindsSchema = z
  .array(z.object({ type: z.string() }))
  .optional()
  .catch(undefined);
const fileSchema = z.object({ file_id: z.string(), file_size: z.number().optional() });

const messageSchema = z.object({
  message_id: z.int(),
  chat: chatSchema,
  from: userSchema.optional(),
  /** When it was sent, in seconds since the epoch. */
  date: z.number().optional().catch(undefined),
  text: z.string().optional(),
  reply_to_message: z.object({ message_id: z.int(), from: userSchema.optional().catch(undefined), text: wordsSchema }).optional(),
  /** What campaigners send for a post: a picture with its words. */
  caption: wordsSchema,
  entities: kindsSchema,
  caption_entities: kindsSchema,
  photo: z.array(fileSchema).optional().catch(undefined),
  document: fileSchema.extend({ mime_type: z.string().optional() }).optional().catch(undefined),
  /** Of an album. */
  media_group_id: wordsSchema,
  /** The group became a supergroup. */
  migrate_to_chat_id: z.int().optional(),
});

const pressSchema = z.object({
  id: z.string(),
  from: userSchema,
  data: z.string().optional(),
  message: z.object({ message_id: z.int(), chat: chatSchema }).optional(),
});

const updateSchema = z.object({
  update_id: z.int(),
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
  callback_query: pressSchema.optional(),
  channel_post: channelPostSchema.optional(),
  edited_channel_post: channelPostSchema.optional(),
});

export type Message = z.infer<typeof messageSchema>;
export type Press = z.infer<typeof pressSchema>;
export type Update = z.infer<typeof updateSchema>;

/** The kinds that the bot asks for; Telegram keeps the others to itself. */
export const updateKinds = ["message", "edited_message", "callback_query", "channel_post", "edited_channel_post"] as const;

/** Null for what has another form than the Bot API gives it. */
export const readUpdate = (update: unknown): Update | null => updateSchema.safeParse(update).data ?? null;
