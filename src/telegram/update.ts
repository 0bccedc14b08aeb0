import { z } from "zod";

/** What is looked at of an update, and nothing else: no names, no user names, no languages. https://core.telegram.org/bots/api#update */
const chatSchema = z.object({ id: z.int() });
const userSchema = z.object({ id: z.int() });

const messageSchema = z.object({
  message_id: z.int(),
  chat: chatSchema,
  from: userSchema.optional(),
  text: z.string().optional(),
  reply_to_message: z.object({ message_id: z.int() }).optional(),
  /** The group became a supergroup. */
  migrate_to_chat_id: z.int().optional(),
});

const pressSchema = z.object({
  id: z.string(),
  from: userSchema,
  data: z.string().optional(),
  message: z.object({ message_id: z.int(), chat: chatSchema }).optional(),
});

const updateSchema = z.object({ update_id: z.int(), message: messageSchema.optional(), callback_query: pressSchema.optional() });

export type Message = z.infer<typeof messageSchema>;
export type Press = z.infer<typeof pressSchema>;
export type Update = z.infer<typeof updateSchema>;

/** The kinds that the bot asks for; Telegram keeps the others to itself. */
export const updateKinds = ["message", "callback_query"] as const;

/** Null for what has another form than the Bot API gives it. */
export const readUpdate = (update: unknown): Update | null => updateSchema.safeParse(update).data ?? null;
