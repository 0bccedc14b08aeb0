import { randomInt } from "node:crypto";
import { badRequest } from "./bot-api-error.ts";
import { type Chat, demandPostRight, findChat, messageJson, type StoredMessage } from "./chat.ts";
import { readCaption, readText } from "./formatted-text.ts";
import { flag, integer, json, type Parameters } from "./parameters.ts";
import { acceptDocument, acceptPhoto, findUpload, type StoredFile } from "./photo.ts";
import { readReplyMarkup } from "./reply-markup.ts";
import { nowSeconds, type World } from "./world.ts";

const readReply = (chat: Chat, parameters: Parameters): number | null => {
  const given = json(parameters, "reply_parameters") as { message_id?: unknown; allow_sending_without_reply?: unknown } | undefined;
  if (given !== undefined && (given === null || typeof given !== "object")) throw badRequest("object expected as reply parameters");
  const id = given === undefined ? integer(parameters, "reply_to_message_id") : given.message_id;
  if (id === undefined || id === 0) return null;
  if (typeof id !== "number" || !Number.isInteger(id))
    throw badRequest('can\'t parse reply parameters: Field "message_id" must be of type Number');
  if (chat.messages.has(id)) return id;
  if (given === undefined ? flag(parameters, "allow_sending_without_reply") : given.allow_sending_without_reply === true) return null;
  throw badRequest("message to be replied not found");
};

export const readLinkPreview = (parameters: Parameters): Readonly<Record<string, unknown>> | null => {
  const given = json(parameters, "link_preview_options");
  if (given === undefined) return flag(parameters, "disable_web_page_preview") ? { is_disabled: true } : null;
  if (given === null || typeof given !== "object") throw badRequest("object expected as link preview options");
  return given as Record<string, unknown>;
};

type NewMessage = Omit<StoredMessage, "id" | "date">;

const keep = (world: World, chat: Chat, message: NewMessage): StoredMessage => {
  const stored = { ...message, id: chat.nextMessageId, date: nowSeconds(world) };
  chat.nextMessageId += 1;
  chat.messages.set(stored.id, stored);
  return stored;
};

const plain = { photo: null, document: null, mediaGroup: null, linkPreview: null, replyMarkup: undefined, own: true };

const sendMessage = (world: World, parameters: Parameters): object => {
  const formatted = readText(parameters);
  const replyMarkup = readReplyMarkup(parameters);
  const linkPreview = readLinkPreview(parameters);
  const chat = findChat(world.chats.values(), parameters);
  demandPostRight(chat, "text messages");
  const replyTo = readReply(chat, parameters);
  world.gate.pass(chat.id, chat.type, 1);
  return messageJson(chat, keep(world, chat, { ...plain, ...formatted, replyTo, linkPreview, replyMarkup }));
};

/** A picture that the server has, by the name that it gave it. */
const findKnownPhoto = (world: World, reference: string | undefined): StoredFile | undefined => {
  if (reference === undefined || !reference.startsWith("AgAC")) return undefined;
  for (const { messages } of world.chats.values()) for (const { photo } of messages.values()) if (photo?.fileId === reference) return photo;
  return undefined;
};

const sendFile = async (world: World, parameters: Parameters, kind: "photo" | "document"): Promise<object> => {
  const known = kind === "photo" ? findKnownPhoto(world, parameters.values.get(kind)) : undefined;
  const upload = known === undefined ? findUpload(parameters, kind, parameters.values.get(kind)) : undefined;
  if (upload === undefined && known === undefined) throw badRequest(`there is no ${kind} in the request`);
  const formatted = readCaption(parameters);
  const replyMarkup = readReplyMarkup(parameters);
  const chat = findChat(world.chats.values(), parameters);
  demandPostRight(chat, `${kind}s`);
  const replyTo = readReply(chat, parameters);
  const file = known ?? (await (kind === "photo" ? acceptPhoto(upload!) : acceptDocument(upload!)));
  world.gate.pass(chat.id, chat.type, 1);
  return messageJson(chat, keep(world, chat, { ...plain, [kind]: file, ...formatted, replyTo, replyMarkup }));
};

/** One InputMedia, with its upload: https://core.telegram.org/bots/api#inputmediaphoto */
export const readInputPhoto = (parameters: Parameters, item: unknown) => {
  if (item === null || typeof item !== "object") throw badRequest("can't parse InputMedia: expected an Object");
  const { type, media, caption, caption_entities: entities, parse_mode: mode } = item as Record<string, unknown>;
  if (type !== "photo") throw badRequest("type must be non-empty, and only photos can be sent here");
  if (typeof media !== "string") throw badRequest("can't parse InputMedia: media not found");
  const upload = findUpload(parameters, media, media);
  if (upload === undefined) throw badRequest(`can't parse InputMedia: can't find the file ${media}`);
  const values = new Map<string, string>();
  if (typeof caption === "string") values.set("caption", caption);
  if (entities !== undefined) values.set("caption_entities", JSON.stringify(entities));
  if (typeof mode === "string") values.set("parse_mode", mode);
  return { upload, formatted: readCaption({ values, files: new Map() }) };
};

const sendMediaGroup = async (world: World, parameters: Parameters): Promise<object> => {
  const given = json(parameters, "media");
  if (!Array.isArray(given)) throw badRequest("expected an Array of InputMedia");
  const items = given.map((item) => readInputPhoto(parameters, item));
  if (items.length < 2) throw badRequest("media group must include 2-10 items");
  if (items.length > 10) throw badRequest("too many messages to send as an album");
  const chat = findChat(world.chats.values(), parameters);
  demandPostRight(chat, "photos");
  const replyTo = readReply(chat, parameters);
  const photos: StoredFile[] = [];
  for (const { upload } of items) photos.push(await acceptPhoto(upload));
  world.gate.pass(chat.id, chat.type, items.length);
  const mediaGroup = String(randomInt(1e12, 1e14));
  const sent = items.map(({ formatted }, index) =>
    keep(world, chat, { ...plain, ...formatted, photo: photos[index] ?? null, replyTo, mediaGroup }),
  );
  return sent.map((message) => messageJson(chat, message));
};

const chatActions = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "upload_document",
  "choose_sticker",
  "find_location",
]);

const sendChatAction = (world: World, parameters: Parameters): true => {
  if (!chatActions.has(parameters.values.get("action") ?? "")) throw badRequest("wrong parameter action in request");
  const chat = findChat(world.chats.values(), parameters);
  demandPostRight(chat, "text messages");
  return true;
};

export const sendMethods = {
  sendMessage,
  sendPhoto: (world: World, parameters: Parameters) => sendFile(world, parameters, "photo"),
  sendDocument: (world: World, parameters: Parameters) => sendFile(world, parameters, "document"),
  sendMediaGroup,
  sendChatAction,
};
