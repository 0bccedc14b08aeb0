import { z } from "zod";
import { readCommand } from "../read-command.ts";

/** What is looked at of an update by a reader: no names. https://core.telegram.org/bots/api#update */
const chatSchema = z.object({ id: z.int(), type: z.enum(["private", "group", "supergroup"]) });
const userSchema = z.object({ id: z.int(), is_bot: z.boolean().optional(), language_code: z.string().max(35).optional() });

const messageSchema = z.object({
  message_id: z.int(),
  date: z.int(),
  chat: chatSchema,
  from: userSchema,
  /** In whose name somebody writes who does not write in their own. */
  sender_chat: z.object({ id: z.int() }).optional(),
  is_automatic_forward: z.boolean().optional(),
  text: z.string(),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  reply_to_message: z.object({ from: z.object({ id: z.int() }).optional() }).optional(),
});

const pressSchema = z.object({
  id: z.string(),
  from: userSchema,
  data: z.string(),
  message: z.object({
    message_id: z.int(),
    /** 0 where Telegram does not show the bot its own old message any more. */
    date: z.int(),
    chat: chatSchema,
    text: z.string().optional(),
    message_thread_id: z.int().optional(),
    is_topic_message: z.boolean().optional(),
  }),
});

const updateSchema = z.object({ message: messageSchema.optional(), callback_query: pressSchema.optional() });

export interface Place {
  readonly chat: number;
  readonly isGroup: boolean;
  /** Of a forum, else undefined. */
  readonly topic: number | undefined;
}

/** What a reader asks, and all that is needed to answer it; lives as long as the answer takes. */
export interface Question {
  readonly place: Place;
  readonly person: number;
  readonly languageCode: string | undefined;
  /** The message that is answered, or whose button was pressed. */
  readonly message: number;
  readonly ask:
    | { readonly kind: "command"; readonly name: string; readonly argument: string; readonly askedAt: number }
    | { readonly kind: "text"; readonly text: string; readonly askedAt: number }
    /** `canBeEdited`: the message with the button is a text that the bot can still change. */
    | { readonly kind: "press"; readonly query: string; readonly data: string; readonly canBeEdited: boolean };
}

export interface BotIdentity {
  readonly id: number;
  /** Without `@`, in small letters. */
  readonly name: string;
}

/** Names are shorter, and nothing else is asked in words. */
const longestArgument = 200;

/** In whose name Telegram itself writes: it brings a channel's posts into the group where they are discussed. */
const telegramItself = 777_000;

/** Null for whoever is not answered. An administrator who writes anonymously has the group's number, and not that of all such administrators anywhere. */
const askerOf = ({ chat, from, sender_chat: sender, is_automatic_forward: isForward }: z.infer<typeof messageSchema>): number | null => {
  if (isForward === true || from.id === telegramItself) return null;
  if (from.is_bot !== true) return from.id;
  return chat.type !== "private" && sender?.id === chat.id ? chat.id : null;
};

const oneLine = (words: string): string => words.replace(/\s+/g, " ").trim().slice(0, longestArgument).toWellFormed();

/** Without the bot's own name; null where that is not in the text. */
const withoutMention = (text: string, { name }: BotIdentity): string | null => {
  const mention = new RegExp(`(?<![\\w@])@${name}(?!\\w)[,:]?`, "gi");
  return mention.test(text) ? text.replace(mention, " ") : null;
};

const readMessage = (message: z.infer<typeof messageSchema>, me: BotIdentity): Question | null => {
  const { chat, from, text, date } = message;
  const person = askerOf(message);
  if (person === null) return null;
  const isGroup = chat.type !== "private";
  const command = readCommand(text, me.name);
  const isReply = message.reply_to_message?.from?.id === me.id;
  const rest = withoutMention(text, me);
  // In a group the bot is one of many: it answers whoever speaks to it.
  const namesUs = rest !== null || (command !== null && /^\s*\/\w+@/.test(text));
  if (isGroup && !isReply && !namesUs) return null;
  const place = { chat: chat.id, isGroup, topic: message.is_topic_message === true ? message.message_thread_id : undefined };
  const asker = { place, person, languageCode: from.language_code, message: message.message_id };
  const askedAt = date * 1000;
  if (command !== null) {
    // What stands behind /start is not for people to have typed: a link could carry a person's name there.
    const argument = command.name === "start" ? "" : oneLine(command.args.join(" "));
    return { ...asker, ask: { kind: "command", name: command.name, argument, askedAt } };
  }
  const words = oneLine(rest ?? text);
  // To another bot of the group, or nothing that has a meaning.
  if (/^\/[a-z0-9_]+(@|\s|$)/i.test(words)) {
    const asked = readCommand(words, me.name);
    return asked === null
      ? null
      : { ...asker, ask: { kind: "command", name: asked.name, argument: oneLine(asked.args.join(" ")), askedAt } };
  }
  return {
    ...asker,
    ask: words === "" ? { kind: "command", name: "help", argument: "", askedAt } : { kind: "text", text: words, askedAt },
  };
};

const readPress = (press: z.infer<typeof pressSchema>): Question | null => {
  const { from, message, data, id } = press;
  if (from.is_bot === true) return null;
  const { chat } = message;
  return {
    place: {
      chat: chat.id,
      isGroup: chat.type !== "private",
      topic: message.is_topic_message === true ? message.message_thread_id : undefined,
    },
    person: from.id,
    languageCode: from.language_code,
    message: message.message_id,
    ask: { kind: "press", query: id, data, canBeEdited: message.date > 0 && message.text !== undefined },
  };
};

/**
 * Null for all that is not answered: channels, other bots, groups where the bot is not spoken to, edits, pictures, contacts, whatever
 * Telegram tells of a chat, and what has another form than the Bot API gives it.
 */
export const readQuestion = (update: unknown, me: BotIdentity): Question | null => {
  const { data } = updateSchema.safeParse(update);
  if (data?.message !== undefined) return readMessage(data.message, me);
  return data?.callback_query === undefined ? null : readPress(data.callback_query);
};
