import { createHash } from "node:crypto";
import { setTimeout as pauseFor } from "node:timers/promises";
import type { Clock } from "../../clock.ts";
import { mastodonDefaultLimits, type MastodonLimits } from "../../compose/limits.ts";
import { PublishError } from "../../delivery/publish-error.ts";
import type { Outgoing, Publisher } from "../../delivery/publisher.ts";
import { mastodonTokenFault, readMastodonAddress } from "./address.ts";
import { checkMastodonAccount } from "./check.ts";
import { createMastodonClient, type MastodonClient } from "./client.ts";
import { readMastodonLimits } from "./limits.ts";
import { locateMastodonStatus } from "./locate.ts";
import { publishedFrom } from "./published.ts";
import { uploadToMastodon } from "./upload.ts";

export interface MastodonAccountOptions {
  /** The account's id in `campaign.yaml`. */
  readonly account: string;
  /** The server, as a person writes it: `https://mastodon.example` or `mastodon.example`. */
  readonly url: string;
  readonly token: string;
  readonly clock: Clock;
  /** Milliseconds of real time that one call may take; 30 s unless set. An upload may take four times as long. */
  readonly timeoutMs?: number;
  /** Milliseconds to wait for the server to process one picture; a minute unless set. */
  readonly processingMs?: number;
  /** Milliseconds before the first look whether a picture is ready; the pauses after it double. */
  readonly firstPauseMs?: number;
  readonly pause?: (ms: number) => Promise<void>;
}

const freshLimits = Temporal.Duration.from({ hours: 1 });
const failedLimits = Temporal.Duration.from({ minutes: 5 });

/** What is wrong with the address or the token, before any call; null where nothing is. */
const settingsFault = (addressFault: string | null, token: string): string | null => {
  if (addressFault !== null) return `The Mastodon server cannot be used: ${addressFault}`;
  if (token === "") return "There is no access token for the Mastodon account.";
  return mastodonTokenFault(token);
};

const idempotencyKey = ({ deliveryId, index }: Outgoing): string => createHash("sha256").update(`${deliveryId}\n${index}`).digest("hex");

const fetchLimits = async (client: MastodonClient, timeoutMs: number): Promise<MastodonLimits | null> => {
  try {
    const { answer } = await client.call({ purpose: "read", timeoutMs, run: (api) => api.v2.instance.fetch() });
    return readMastodonLimits(answer);
  } catch {
    // Mastodon before 4.0 and some of its relatives know only the first version.
    return client.call({ purpose: "read", timeoutMs, run: (api) => api.v1.instance.fetch() }).then(
      ({ answer }) => readMastodonLimits(answer),
      () => null,
    );
  }
};

/**
 * One account on a Mastodon server, or on another server with its API. Creating it makes no call and loads no SDK;
 * faulty settings come out of every method as a `PublishError` of kind `auth`, and of `check` as a sentence.
 */
export const createMastodonPublisher = (options: MastodonAccountOptions): Publisher => {
  const { account, clock, timeoutMs = 30_000, processingMs = 60_000, firstPauseMs = 500, pause = (ms) => pauseFor(ms) } = options;
  const address = readMastodonAddress(options.url);
  const token = options.token.trim();
  const fault = settingsFault(address.fault, token);
  const host = address.origin === null ? "" : new URL(address.origin).host;
  const client = address.origin !== null && fault === null ? createMastodonClient({ origin: address.origin, token, clock }) : null;
  let limits: { readonly value: Promise<MastodonLimits>; until: Temporal.Instant } | undefined;
  let accountId: string | undefined;

  const connected = (): MastodonClient => {
    if (client === null) throw new PublishError("auth", fault ?? "");
    return client;
  };

  const ownId = async (): Promise<string> => {
    if (accountId !== undefined) return accountId;
    const { answer } = await connected().call({ purpose: "read", timeoutMs, run: (api) => api.v1.accounts.verifyCredentials() });
    const id: unknown = answer?.id;
    if (typeof id !== "string" || id === "") throw new PublishError("unavailable", `${host} did not say whose token this is.`);
    accountId = id;
    return id;
  };

  return {
    network: "mastodon",
    account,
    live: true,
    async limits() {
      if (client === null) return mastodonDefaultLimits;
      if (limits === undefined || Temporal.Instant.compare(clock(), limits.until) >= 0) {
        const asked = fetchLimits(client, Math.min(timeoutMs, 10_000));
        const entry = { value: asked.then((stated) => stated ?? mastodonDefaultLimits), until: clock().add(freshLimits) };
        limits = entry;
        if ((await asked) === null) entry.until = clock().add(failedLimits);
      }
      return limits.value;
    },
    async publish(outgoing, lastLook) {
      const { part, language, thread } = outgoing;
      const line = connected();
      const mediaIds: string[] = [];
      for (const media of part.media) {
        const upload = { client: line, uploadTimeoutMs: 4 * timeoutMs, pollTimeoutMs: timeoutMs, processingMs, firstPauseMs, pause };
        mediaIds.push(await uploadToMastodon(media, upload));
      }
      await lastLook?.();
      const about = { language, visibility: "public", inReplyToId: thread?.parent.ref } as const;
      const meta = { requestInit: { headers: { "Idempotency-Key": idempotencyKey(outgoing) } } };
      const { answer } = await line.call({
        purpose: thread === null ? "post" : "reply",
        timeoutMs,
        secrets: [part.text],
        run: (api) =>
          mediaIds.length > 0
            ? api.v1.statuses.create({ ...about, status: part.text, mediaIds }, meta)
            : api.v1.statuses.create({ ...about, status: part.text }, meta),
      });
      const published = publishedFrom(answer);
      if (published !== null) return published;
      throw new PublishError(
        "unknown-outcome",
        `${host} took the post but did not say under which id, so nobody knows yet whether it is out.`,
      );
    },
    async recover(outgoing, others = new Set()) {
      const { findAmongOwnStatuses } = await import("./recover.ts");
      return findAmongOwnStatuses({ client: connected(), accountId: await ownId(), outgoing, others, now: clock(), timeoutMs });
    },
    // Longer than a call: a server may still be working on what we do not wait for any more.
    repeatsAreHarmless: false,
    settlesWithinMs: Math.max(60_000, 2 * timeoutMs),
    async withdraw(published) {
      const { withdrawFromMastodon } = await import("./withdraw.ts");
      return withdrawFromMastodon({ client: connected(), host, published, timeoutMs, ownId });
    },
    locate: (url) => (address.origin === null ? null : locateMastodonStatus(url, address.origin)),
    async check() {
      return client === null ? { ok: false, message: fault ?? "" } : checkMastodonAccount(client, host, timeoutMs);
    },
    async [Symbol.asyncDispose]() {
      await client?.[Symbol.asyncDispose]();
    },
  };
};
