import { z } from "zod";
import { readStatus, type Status } from "./read-status.ts";

/** What a stream of a hashtag tells: a post that is new or was edited, or the server's own id of one that was deleted. */
export type StreamNews = { readonly kind: "shown"; readonly status: Status } | { readonly kind: "gone"; readonly id: string };

const messageSchema = z.object({ event: z.string(), payload: z.string() });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** A message of `wss://…/api/v1/streaming` (https://docs.joinmastodon.org/methods/streaming/#events); null for whatever else it says. */
export const readStreamMessage = (text: string): StreamNews | null => {
  const message = messageSchema.safeParse(parse(text));
  if (!message.success) return null;
  const { event, payload } = message.data;
  if (event === "delete") return /^[\w-]{1,100}$/.test(payload) ? { kind: "gone", id: payload } : null;
  if (event !== "update" && event !== "status.update") return null;
  const read = readStatus(parse(payload));
  return read?.kind === "status" ? { kind: "shown", status: read.status } : null;
};
