import type { Config } from "../../config.ts";
import { createBotApi } from "../bot-api.ts";
import { CallFailure } from "../call-failure.ts";
import { findAdminChat, publicWarning } from "./find-admin-chat.ts";

interface AdminChatCheck {
  readonly ok: boolean;
  /** It works, and should not be as it is. */
  readonly warning?: true;
  readonly message: string;
}

/** Asks Telegram about the campaigners' chat; null where none is set. */
export const checkAdminChat = async ({ variable }: Pick<Config, "variable">): Promise<AdminChatCheck | null> => {
  const adminChat = variable("TELEGRAM_ADMIN_CHAT");
  const token = variable("TELEGRAM_TOKEN");
  if (adminChat === undefined) return null;
  if (token === undefined)
    return { ok: false, message: "TELEGRAM_ADMIN_CHAT is set without TELEGRAM_TOKEN: campaigners are told nothing." };
  const closed = new AbortController();
  try {
    const call = createBotApi({ token, apiRoot: variable("TELEGRAM_API_ROOT"), closed: closed.signal });
    const { publicName, botName } = await findAdminChat(call, adminChat);
    if (publicName !== null) return { ok: true, warning: true, message: publicWarning(publicName) };
    return { ok: true, message: `@${botName} tells campaigners what they must know, and whoever is in that chat may decide.` };
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    return { ok: false, message: `The campaigners' chat cannot be reached: ${error.message}` };
  } finally {
    closed.abort();
  }
};
