import { readAtMost } from "../../read-at-most.ts";

export interface ChannelPageWish {
  /** With a slash at its end. */
  readonly root: string;
  /** Without `@`. */
  readonly channel: string;
  /** Only posts before this message. */
  readonly before: number | null;
  readonly signal: AbortSignal;
}

/** A page of 20 long posts has about 200 kB. */
const mostBytes = 3_000_000;

/**
 * The HTML of a channel's public page, or null where it cannot be had: also for what is no public channel, which is sent elsewhere.
 * No redirect is followed and nothing that this machine could be sent to is asked: the address is Telegram's over TLS, or the one that the operator has set.
 */
export const fetchChannelPage = async ({ root, channel, before, signal }: ChannelPageWish): Promise<string | null> => {
  const { Agent, fetch } = await import("undici");
  const agent = new Agent({ allowH2: false, pipelining: 0, connect: { timeout: 10_000 } });
  const url = new URL(`s/${channel}`, root);
  if (before !== null) url.searchParams.set("before", String(before));
  try {
    const answer = await fetch(url, {
      dispatcher: agent,
      signal,
      redirect: "manual",
      referrerPolicy: "no-referrer",
      headers: { accept: "text/html", "accept-language": "en", "user-agent": "Mozilla/5.0 (compatible; Rollcall)" },
    });
    const isHtml = /^text\/html\b/i.test(answer.headers.get("content-type") ?? "");
    if (answer.status !== 200 || !isHtml || answer.body === null) return null;
    const body = await readAtMost(answer.body, mostBytes);
    return body === null ? null : new TextDecoder().decode(body);
  } catch {
    return null;
  } finally {
    // Not awaited: a connection that hangs must not hold us up.
    void agent.destroy().catch(() => undefined);
  }
};
