import { isDeepStrictEqual } from "node:util";
import { badRequest } from "./bot-api-error.ts";
import { type Chat, demandMembership, findChat, messageJson, type StoredMessage } from "./chat.ts";
import { readCaption, readText } from "./formatted-text.ts";
import type { FormattedText } from "./message-entity.ts";
import { integer, json, type Parameters } from "./parameters.ts";
import { acceptPhoto } from "./photo.ts";
import { readReplyMarkup } from "./reply-markup.ts";
import { readInputPhoto, readLinkPreview } from "./send-methods.ts";
import { nowSeconds, type World } from "./world.ts";

const deletableSeconds = 48 * 3600;

const findMessage = (chat: Chat, parameters: Parameters, purpose: string): StoredMessage => {
  const id = integer(parameters, "message_id");
  if (id === undefined) throw badRequest("message identifier is not specified");
  const message = chat.messages.get(id);
  if (message === undefined) throw badRequest(`message to ${purpose} not found`);
  return message;
};

/** Stricter than Telegram, which lets a bot with the right to edit change what people posted in a channel. */
const demandEditable = (chat: Chat, message: StoredMessage): void => {
  const mayEdit = chat.type !== "channel" || chat.bot.canPostMessages || chat.bot.canEditMessages;
  if (!message.own || !mayEdit) throw badRequest("message can't be edited");
};

const replace = (world: World, chat: Chat, message: StoredMessage): object => {
  world.gate.pass(chat.id, chat.type, 1);
  const edited = { ...message, editDate: nowSeconds(world) };
  chat.messages.set(message.id, edited);
  return messageJson(chat, edited);
};

const edit = (world: World, parameters: Parameters, formatted: FormattedText | null, isText: boolean): object => {
  const replyMarkup = readReplyMarkup(parameters);
  const chat = findChat(world.chats.values(), parameters);
  demandMembership(chat);
  const message = findMessage(chat, parameters, "edit");
  demandEditable(chat, message);
  const hasMedia = message.photo !== null || message.document !== null;
  if (formatted !== null && isText && hasMedia) throw badRequest("there is no text in the message to edit");
  if (formatted !== null && !isText && !hasMedia) throw badRequest("there is no caption in the message to edit");
  const { text, entities } = formatted ?? message;
  const same =
    text === message.text && isDeepStrictEqual(entities, message.entities) && isDeepStrictEqual(replyMarkup, message.replyMarkup);
  if (same) {
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  const linkPreview = isText ? readLinkPreview(parameters) : message.linkPreview;
  return replace(world, chat, { ...message, text, entities, replyMarkup, linkPreview });
};

const editMessageMedia = async (world: World, parameters: Parameters): Promise<object> => {
  const { upload, formatted } = readInputPhoto(parameters, json(parameters, "media"));
  const replyMarkup = readReplyMarkup(parameters);
  const photo = await acceptPhoto(upload);
  const chat = findChat(world.chats.values(), parameters);
  demandMembership(chat);
  const message = findMessage(chat, parameters, "edit");
  demandEditable(chat, message);
  if (message.photo === null && message.document === null) throw badRequest("there is no media in the message to edit");
  return replace(world, chat, { ...message, ...formatted, photo, document: null, replyMarkup });
};

const deleteMessage = (world: World, parameters: Parameters): true => {
  const chat = findChat(world.chats.values(), parameters);
  demandMembership(chat);
  const message = findMessage(chat, parameters, "delete");
  // https://core.telegram.org/bots/api#deletemessage
  if (nowSeconds(world) - message.date >= deletableSeconds) throw badRequest("message can't be deleted for everyone");
  const mayDelete = chat.bot.canDeleteMessages || (message.own && (chat.type !== "channel" || chat.bot.canPostMessages));
  if (!mayDelete) throw badRequest("message can't be deleted");
  world.gate.pass(chat.id, chat.type, 0);
  chat.messages.delete(message.id);
  return true;
};

/** A bot's own messages can be edited for ever; https://core.telegram.org/bots/api#updating-messages */
export const editMethods = {
  editMessageText: (world: World, parameters: Parameters) => edit(world, parameters, readText(parameters), true),
  editMessageCaption: (world: World, parameters: Parameters) => edit(world, parameters, readCaption(parameters), false),
  editMessageReplyMarkup: (world: World, parameters: Parameters) => edit(world, parameters, null, false),
  editMessageMedia,
  deleteMessage,
};
