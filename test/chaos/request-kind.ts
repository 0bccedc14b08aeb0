import type { Network } from "../../src/compose/limits.ts";

/**
 * - `post`: makes the first part of a post public, `reply` a later part.
 * - `upload`: a picture's bytes; on Telegram they come with the post itself.
 * - `recovery`: looks whether a part is out.
 */
export type RequestKind = "post" | "reply" | "upload" | "recovery" | "other";

interface Rule {
  readonly method: string;
  readonly path: RegExp;
  readonly kind: RequestKind;
}

const rules: Readonly<Record<Network, readonly Rule[]>> = {
  bluesky: [
    { method: "POST", path: /com\.atproto\.repo\.(put|create)Record$/, kind: "post" },
    { method: "POST", path: /com\.atproto\.repo\.uploadBlob$/, kind: "upload" },
    { method: "GET", path: /com\.atproto\.repo\.getRecord\?/, kind: "recovery" },
  ],
  mastodon: [
    { method: "POST", path: /^\/api\/v1\/statuses$/, kind: "post" },
    { method: "POST", path: /^\/api\/v2\/media$/, kind: "upload" },
    { method: "GET", path: /^\/api\/v1\/accounts\/\d+\/statuses/, kind: "recovery" },
  ],
  telegram: [
    { method: "POST", path: /\/send(Message|Photo|MediaGroup)$/i, kind: "post" },
    { method: "GET", path: /^\/s\//, kind: "recovery" },
  ],
};

/** What only a reply has in its body, whatever form the client gives it. */
const replyMark: Readonly<Record<Network, RegExp>> = {
  bluesky: /"reply":\s*\{/,
  mastodon: /in_reply_to_id/,
  telegram: /reply_parameters|reply_to_message_id/,
};

/** By method and path alone: a reply is still a `post`. */
export const kindByPath = (network: Network, method: string, path: string): RequestKind =>
  rules[network].find((rule) => rule.method === method && rule.path.test(path))?.kind ?? "other";

export const kindOfRequest = (network: Network, method: string, path: string, body: Buffer): RequestKind => {
  const kind = kindByPath(network, method, path);
  return kind === "post" && replyMark[network].test(body.toString("latin1")) ? "reply" : kind;
};
