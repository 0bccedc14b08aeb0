import { badRequest, BotApiError, forbidden } from "./bot-api-error.ts";
import type { MessageEntity } from "./message-entity.ts";
import type { Parameters } from "./parameters.ts";
import type { StoredFile } from "./photo.ts";

export type ChatType = "channel" | "supergroup" | "group" | "private";

/** What the bot may do in a chat. */
export interface BotMembership {
  readonly status: "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";
  readonly canPostMessages: boolean;
  readonly canEditMessages: boolean;
  readonly canDeleteMessages: boolean;
}

export interface StoredMessage {
  readonly id: number;
  /** Seconds since the epoch. */
  readonly date: number;
  readonly editDate?: number;
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly replyTo: number | null;
  readonly photo: StoredFile | null;
  readonly document: StoredFile | null;
  /** Albums share one. */
  readonly mediaGroup: string | null;
  readonly linkPreview: Readonly<Record<string, unknown>> | null;
  readonly replyMarkup: unknown;
  /** Whether the bot wrote it; a channel's posts may be by people. */
  readonly own: boolean;
}

export interface Chat {
  readonly id: number;
  readonly type: ChatType;
  readonly title: string;
  /** Without `@`; null where it is private. */
  readonly username: string | null;
  bot: BotMembership;
  /** A group that became a supergroup. */
  migratedTo: number | null;
  nextMessageId: number;
  readonly messages: Map<number, StoredMessage>;
}

export const administrator: BotMembership = {
  status: "administrator",
  canPostMessages: true,
  canEditMessages: true,
  canDeleteMessages: true,
};

const names: Readonly<Record<ChatType, string>> = {
  channel: "channel",
  supergroup: "supergroup",
  group: "group",
  private: "private",
};

export const findChat = (chats: Iterable<Chat>, parameters: Parameters): Chat => {
  const wanted = parameters.values.get("chat_id")?.trim() ?? "";
  if (wanted === "") throw badRequest("chat_id is empty");
  for (const chat of chats) {
    if (String(chat.id) === wanted) return chat;
    if (chat.username !== null && `@${chat.username}`.toLowerCase() === wanted.toLowerCase()) return chat;
  }
  throw badRequest("chat not found");
};

/** For whatever needs to be inside of the chat. */
export const demandMembership = (chat: Chat): void => {
  const { status } = chat.bot;
  if (chat.migratedTo !== null) {
    throw new BotApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: chat.migratedTo });
  }
  if (chat.type === "private" && status === "kicked") throw forbidden("bot was blocked by the user");
  if (status === "kicked") throw forbidden(`bot was kicked from the ${names[chat.type]} chat`);
  if (status === "left") throw forbidden(`bot is not a member of the ${names[chat.type]} chat`);
};

/** `what`: `text messages`, `photos`, `documents`. */
export const demandPostRight = (chat: Chat, what: string): void => {
  demandMembership(chat);
  const { status, canPostMessages } = chat.bot;
  const may = chat.type === "channel" ? status === "creator" || (status === "administrator" && canPostMessages) : status !== "restricted";
  if (!may) throw badRequest(`not enough rights to send ${what} to the chat`);
};

export const chatJson = (chat: Chat) =>
  chat.type === "private"
    ? { id: chat.id, type: chat.type, first_name: chat.title }
    : { id: chat.id, type: chat.type, title: chat.title, ...(chat.username === null ? {} : { username: chat.username }) };

const photoJson = (file: StoredFile) => [
  { file_id: file.fileId, file_unique_id: file.sha256.slice(0, 16), file_size: file.data.length, width: file.width, height: file.height },
];

const replyJson = (chat: Chat, replyTo: number | null): object => {
  const message = replyTo === null ? undefined : chat.messages.get(replyTo);
  return message === undefined ? {} : { reply_to_message: messageJson(chat, { ...message, replyTo: null }) };
};

const contentJson = (message: StoredMessage): object => {
  const { text, entities } = message;
  if (message.photo === null && message.document === null) return { text, ...(entities.length > 0 ? { entities } : {}) };
  const media =
    message.photo === null
      ? { document: { file_id: message.document?.fileId, file_name: message.document?.name, file_size: message.document?.data.length } }
      : { photo: photoJson(message.photo) };
  return { ...media, ...(text === "" ? {} : { caption: text }), ...(entities.length > 0 ? { caption_entities: entities } : {}) };
};

/** https://core.telegram.org/bots/api#message */
export const messageJson = (chat: Chat, message: StoredMessage): object => ({
  message_id: message.id,
  ...(chat.type === "channel" ? { sender_chat: chatJson(chat) } : {}),
  chat: chatJson(chat),
  date: message.date,
  ...(message.editDate === undefined ? {} : { edit_date: message.editDate }),
  ...(message.mediaGroup === null ? {} : { media_group_id: message.mediaGroup }),
  ...replyJson(chat, message.replyTo),
  ...contentJson(message),
  ...(message.linkPreview === null ? {} : { link_preview_options: message.linkPreview }),
  ...(message.replyMarkup === undefined ? {} : { reply_markup: message.replyMarkup }),
});
