import type { mastodon } from "masto";
import type { Outgoing, Recovery } from "../../delivery/publisher.ts";
import type { MastodonClient } from "./client.ts";
import { publishedFrom } from "./published.ts";
import { textOfStatusHtml, wordsKey } from "./text.ts";

const pageSize = 40;
const mostPages = 25;
/** How far a server's clock may differ from ours. */
const slack = Temporal.Duration.from({ minutes: 10 });
/** How far to look back for a post that a person sent before it was due. */
const early = Temporal.Duration.from({ hours: 48 });

const instant = (text: unknown): Temporal.Instant | null => {
  try {
    return typeof text === "string" ? Temporal.Instant.from(text) : null;
  } catch {
    return null;
  }
};

const sayTheSame = (status: mastodon.v1.Status, outgoing: Outgoing): boolean => {
  if ((status.inReplyToId ?? null) !== (outgoing.thread?.parent.ref ?? null) || status.reblog) return false;
  const words = wordsKey(outgoing.part.text);
  if (words !== wordsKey(textOfStatusHtml(status.content ?? ""))) return false;
  // A picture without words is known by what is said of it.
  return (
    words !== "" ||
    status.mediaAttachments?.map((media) => wordsKey(media.description ?? "")).join() ===
      outgoing.part.media.map((media) => wordsKey(media.alt)).join()
  );
};

/**
 * Looks for a part among the account's own statuses, newest first, back to when it can have been sent at the earliest.
 * A status with the same words from before the post was due belongs to another day's post, unless somebody sent this one early: then nobody can tell.
 */
export const findAmongOwnStatuses = async (options: {
  client: MastodonClient;
  accountId: string;
  outgoing: Outgoing;
  /** Statuses that are other parts. */
  others: ReadonlySet<string>;
  now: Temporal.Instant;
  timeoutMs: number;
}): Promise<Recovery> => {
  const { client, accountId, outgoing, others, now, timeoutMs } = options;
  const due = outgoing.at.subtract(slack);
  const sentEarly = Temporal.Instant.compare(outgoing.at, now) > 0;
  const oldest = sentEarly ? now.subtract(early) : due;
  let maxId: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { answer } = await client.call({
      purpose: "read",
      timeoutMs,
      run: (api) =>
        api.v1.accounts.$select(accountId).statuses.list({ limit: pageSize, excludeReblogs: true, ...(maxId ? { maxId } : {}) }),
    });
    const statuses: unknown = answer;
    if (!Array.isArray(statuses)) return "unknown";
    if (statuses.length === 0) return "send-again";
    for (const status of answer) {
      const created = instant(status?.createdAt);
      const published = publishedFrom(status);
      if (created === null || published === null) return "unknown";
      if (Temporal.Instant.compare(created, oldest) < 0) return "send-again";
      if (!others.has(published.ref) && sayTheSame(status, outgoing))
        return sentEarly && Temporal.Instant.compare(created, due) < 0 ? "unknown" : published;
    }
    const last = answer.at(-1)?.id;
    // A server that does not page would show the same statuses for ever.
    if (last === undefined || last === maxId) return "unknown";
    maxId = last;
  }
  return "unknown";
};
