import type { Published } from "../../delivery/publisher.ts";
import type { TelegramChannel } from "./settings.ts";

const hosts = new Set(["t.me", "telegram.me", "www.t.me"]);
/** How the ids of channels and supergroups look to bots; links have what comes after it. */
const channelIdMark = "-100";

/**
 * The message that a link names: `https://t.me/name/12`, or `https://t.me/c/1234567890/12` in a channel that is named by its id.
 * Which of the two a channel goes by cannot be known without a call, so that the link must speak of it as the settings do.
 * Of an album's pictures a link names one.
 */
export const locateTelegramMessage = (url: string, channel: TelegramChannel): Published | null => {
  const parsed = URL.parse(url.trim());
  // A comment lies in another chat.
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || !hosts.has(parsed.host) || parsed.searchParams.has("comment")) return null;
  const [, name = "", ref = ""] = /^\/(?:s\/)?(c\/\d+|\w+)\/([1-9]\d{0,15})\/?$/.exec(parsed.pathname) ?? [];
  const belongs =
    typeof channel === "number"
      ? name === `c/${String(channel).replace(channelIdMark, "")}`
      : `@${name}`.toLowerCase() === channel.toLowerCase();
  if (!belongs) return null;
  return { ref, url: `https://t.me/${typeof channel === "number" ? name : channel.slice(1)}/${ref}` };
};
