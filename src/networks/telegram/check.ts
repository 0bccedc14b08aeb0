import { z } from "zod";
import type { AccountCheck } from "../../delivery/publisher.ts";
import type { CallTelegram } from "./client.ts";
import type { TelegramChannel } from "./settings.ts";

const botSchema = z.object({ id: z.int(), username: z.string() });
const chatSchema = z.object({ id: z.int(), type: z.string(), title: z.string().optional(), username: z.string().optional() });
const memberSchema = z.object({ status: z.string(), can_post_messages: z.boolean().optional(), can_send_messages: z.boolean().optional() });

/** The name under which anybody can read the channel; null where it has none. Throws what `call` throws. */
export const publicNameOf = async (call: CallTelegram, channel: TelegramChannel): Promise<string | null> => {
  if (typeof channel === "string") return channel.slice(1);
  const chat = chatSchema.safeParse(await call("getChat", { chat_id: channel }));
  return chat.data?.username ?? null;
};

const mayPost = (chatType: string, member: z.infer<typeof memberSchema>): boolean => {
  if (chatType === "channel")
    return member.status === "creator" || (member.status === "administrator" && member.can_post_messages === true);
  return ["creator", "administrator", "member"].includes(member.status) || member.can_send_messages === true;
};

/** Asks Telegram who the bot is, whether the channel is there, and whether the one may post to the other. Throws what `call` throws. */
export const checkTelegram = async (call: CallTelegram, channel: TelegramChannel, prefix: string): Promise<AccountCheck> => {
  const bot = botSchema.safeParse(await call("getMe", {}));
  const chat = chatSchema.safeParse(await call("getChat", { chat_id: channel }));
  if (!bot.success || !chat.success) return { ok: false, message: "What answers in Telegram's place is not a Bot API server." };
  const { type, title, username } = chat.data;
  if (type === "private") {
    return { ok: false, message: `${channel} is a person, not a channel: set ${prefix}_CHANNEL to the @name or the id of a channel.` };
  }
  const member = memberSchema.safeParse(await call("getChatMember", { chat_id: channel, user_id: bot.data.id }));
  const name = username === undefined ? `“${title ?? channel}”` : `@${username}`;
  if (!member.success || !mayPost(type, member.data)) {
    return {
      ok: false,
      message: `@${bot.data.username} may not post to ${name} yet: in the ${type}'s settings, Administrators, add it with the right to post messages.`,
    };
  }
  return { ok: true, message: `@${bot.data.username} posts to ${name}.` };
};
