import { createHash } from "node:crypto";
import type { Clock } from "../../../src/clock.ts";
import { administrator, type BotMembership, type Chat, type ChatType } from "./chat.ts";
import type { FloodGate } from "./flood-gate.ts";
import type { UpdateBox } from "./update-box.ts";

interface Bot {
  readonly id: number;
  readonly firstName: string;
  readonly username: string;
}

/** Everything that the server knows; one for each server. */
export interface World {
  readonly clock: Clock;
  readonly bot: Bot;
  readonly chats: Map<number, Chat>;
  readonly gate: FloodGate;
  readonly updates: UpdateBox;
  /** `getMyCommands` by scope and language, and the descriptions by language. */
  readonly settings: Map<string, unknown>;
  /** What people sent to the bot, by `file_id`. */
  readonly files: Map<string, Uint8Array>;
  /** HTTP and any port for webhooks, as `telegram-bot-api --local` has it. */
  readonly local: boolean;
}

export interface NewChat {
  readonly id?: number;
  readonly type?: ChatType;
  readonly title?: string;
  /** Without `@`. */
  readonly username?: string | null;
  readonly bot?: Partial<BotMembership>;
}

export const addChat = (world: World, { id, type = "private", title = "A chat", username = null, bot = {} }: NewChat): Chat => {
  const number = world.chats.size + 1;
  const chosen = id ?? (type === "private" ? 700_000_000 + number : -1_001_000_000_000 - number);
  const chat: Chat = {
    id: chosen,
    type,
    title,
    username,
    bot: { ...administrator, ...bot },
    migratedTo: null,
    nextMessageId: 1,
    messages: new Map(),
  };
  world.chats.set(chosen, chat);
  return chat;
};

/** A post by a person. Answers with its id. */
export const addPost = (
  world: World,
  chat: Chat,
  {
    text = "",
    date = nowSeconds(world),
    photo,
    replyTo = null,
  }: { text?: string; date?: number; photo?: Uint8Array; replyTo?: number | null },
): number => {
  const id = chat.nextMessageId;
  chat.nextMessageId += 1;
  const sha256 = photo === undefined ? "" : createHash("sha256").update(photo).digest("hex");
  chat.messages.set(id, {
    id,
    date,
    text,
    entities: [],
    replyTo,
    photo:
      photo === undefined ? null : { fileId: `AgAC${sha256.slice(0, 40)}`, name: "photo.jpg", data: photo, sha256, width: 1, height: 1 },
    document: null,
    mediaGroup: null,
    linkPreview: null,
    replyMarkup: undefined,
    own: false,
  });
  return id;
};

export const nowSeconds = (world: World): number => Math.floor(world.clock().epochMilliseconds / 1000);
