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

export const nowSeconds = (world: World): number => Math.floor(world.clock().epochMilliseconds / 1000);
