import { z } from "zod";
import type { Log } from "../../log.ts";
import type { CallBotApi } from "../bot-api.ts";
import { CallFailure } from "../call-failure.ts";

interface AdminChat {
  readonly id: number;
  /** The name under which anybody finds it, and may come in; null for a closed one. */
  readonly publicName: string | null;
  readonly botId: number;
  /** Without `@`, in small letters. */
  readonly botName: string;
}

const botSchema = z.object({ id: z.int(), username: z.string() });
const chatSchema = z.object({ id: z.int(), type: z.string(), username: z.string().optional() });

const advice = "set TELEGRAM_ADMIN_CHAT to the number, or to the @name, of a group of campaigners, and add the bot to it";

/** `-1001234567890`, `@name`, or a link to it, as Telegram takes it. */
const asChatId = (adminChat: string): string => {
  const trimmed = adminChat.trim();
  if (/^-?\d+$/.test(trimmed)) return trimmed;
  return `@${trimmed.replace(/^(https?:\/\/)?(www\.)?(t|telegram)\.me\//i, "").replace(/^@|\/$/g, "")}`;
};

/** Asks Telegram who the bot is and which chat is the campaigners'. Throws `CallFailure`; `refused` for a chat that cannot be theirs. */
export const findAdminChat = async (call: CallBotApi, adminChat: string, stop?: AbortSignal): Promise<AdminChat> => {
  const options = stop === undefined ? {} : { signal: stop };
  const bot = botSchema.safeParse(await call("getMe", {}, options));
  const chat = chatSchema.safeParse(
    await call("getChat", { chat_id: asChatId(adminChat) }, options).catch((error: unknown) => {
      if (error instanceof CallFailure && error.movedTo !== undefined) return { id: error.movedTo, type: "supergroup" };
      if (error instanceof CallFailure && error.kind === "refused") throw new CallFailure("refused", `${error.message}: ${advice}.`);
      throw error;
    }),
  );
  if (!bot.success || !chat.success) throw new CallFailure("unavailable", "no readable answer");
  if (chat.data.type === "channel") {
    throw new CallFailure("refused", `a channel shows its readers what only campaigners may see: ${advice}.`);
  }
  return { id: chat.data.id, publicName: chat.data.username ?? null, botId: bot.data.id, botName: bot.data.username.toLowerCase() };
};

/** Knows which chat is the campaigners', once Telegram has said so. */
export interface AdminChatFinder {
  /** Asks once, and again where the asking failed or was stopped. Throws like the question. */
  find(stop?: AbortSignal): Promise<AdminChat>;
  /** What was found, if it was. */
  known(): AdminChat | undefined;
  /** Their group became a supergroup. */
  moved(id: number): void;
}

/** Everybody who comes in could decide. */
export const publicWarning = (name: string): string =>
  `The campaigners' chat is a public group (@${name}): whoever joins it may decide about posts. Take its public name away in the group's settings.`;

export const createAdminChatFinder = (call: CallBotApi, adminChat: string, log: Log): AdminChatFinder => {
  let found: AdminChat | undefined;
  return {
    find: async (stop) => {
      if (found !== undefined) return found;
      const asked = await findAdminChat(call, adminChat, stop);
      if (asked.publicName !== null && found === undefined) log.warn(publicWarning(asked.publicName));
      return (found ??= asked);
    },
    known: () => found,
    moved: (id) => {
      if (found === undefined || found.id === id) return;
      found = { ...found, id };
      log.warn(`The campaigners' group has a new number: set TELEGRAM_ADMIN_CHAT to ${id}.`);
    },
  };
};
