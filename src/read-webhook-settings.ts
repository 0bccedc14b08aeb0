import { UserError } from "./user-error.ts";
import { webhookSecretFor, type WebhookSettings } from "./telegram/receive-updates.ts";

const usualPort = 8443;

/**
 * Where Telegram brings updates; null where they are to be asked for. Throws `UserError` for what cannot work.
 * @param variable the environment
 */
export const readWebhookSettings = (variable: (name: string) => string | undefined, token: string): WebhookSettings | null => {
  const url = variable("TELEGRAM_WEBHOOK_URL");
  if (url === undefined) return null;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
    throw new UserError(
      "TELEGRAM_WEBHOOK_URL must be the https:// address at which Telegram reaches the bot, such as https://example.org/telegram.",
    );
  }
  const port = variable("TELEGRAM_WEBHOOK_PORT") ?? String(usualPort);
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new UserError(
      `TELEGRAM_WEBHOOK_PORT is ${port}: set it to a port from 1 to 65535 that the reverse proxy reaches, such as ${usualPort}.`,
    );
  }
  const secret = variable("TELEGRAM_WEBHOOK_SECRET") ?? webhookSecretFor(token);
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw new UserError("TELEGRAM_WEBHOOK_SECRET must be 1 to 256 letters, digits, _ and -; without it one is made from the bot's token.");
  }
  return { url, port: Number(port), host: variable("TELEGRAM_WEBHOOK_HOST") ?? "127.0.0.1", secret };
};
