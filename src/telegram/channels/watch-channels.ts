import { z } from "zod";
import type { Clock } from "../../clock.ts";
import type { CallBotApi } from "../bot-api.ts";
import type { Pause } from "../pause.ts";
import type { ChannelPost } from "./channel-post.ts";

/** The public channels whose hashtags are counted. */
export interface Channels {
  /** `@name`; those that the campaign lists now. */
  names(): readonly string[];
  /** Counts a post of any channel, if it is one of those. */
  hear(post: ChannelPost): Promise<void>;
  /** That the bot was shown the posts of these channels in that time. */
  watched(names: readonly string[], from: Temporal.Instant, to: Temporal.Instant): Promise<void>;
}

interface Watching {
  readonly call: CallBotApi;
  readonly channels: Channels;
  readonly clock: Clock;
  readonly pause: Pause;
}

const everyMs = 10 * 60_000;
const idSchema = z.object({ id: z.int() });
const memberSchema = z.object({ status: z.string() });

/** Telegram shows a channel's posts to bots that are among its administrators; to others not even whether they are. */
const isMember = async (call: CallBotApi, name: string, me: number, stop: AbortSignal): Promise<boolean> => {
  const member = memberSchema.safeParse(await call("getChatMember", { chat_id: name, user_id: me }, { signal: stop }).catch(() => null));
  return member.data?.status === "administrator" || member.data?.status === "creator";
};

/** Notes until `stop` in which of the channels the bot is a member. What lies between two looks counts where it was one both times. Never throws. */
export const watchChannels = async ({ call, channels, clock, pause }: Watching, stop: AbortSignal): Promise<void> => {
  let before: { readonly names: readonly string[]; readonly at: Temporal.Instant } | null = null;
  const look = async (): Promise<void> => {
    const names = channels.names();
    if (names.length === 0) return;
    const at = clock();
    const { id } = idSchema.parse(await call("getMe", {}, { signal: stop }));
    const seen: string[] = [];
    for (const name of names) if (await isMember(call, name, id, stop)) seen.push(name);
    const last = before;
    const stayed = seen.filter((name) => last?.names.includes(name) === true);
    if (last !== null && stayed.length > 0) await channels.watched(stayed, last.at, at);
    before = { names: seen, at };
  };
  while (!stop.aborted) {
    await look().catch(() => {
      before = null;
    });
    await pause(everyMs, stop);
  }
};
