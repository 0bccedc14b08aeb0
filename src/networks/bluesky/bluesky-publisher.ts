import type { Clock } from "../../clock.ts";
import { blueskyLimits } from "../../compose/limits.ts";
import { PublishError } from "../../delivery/publish-error.ts";
import type { AccountCheck, Publisher, SessionStore } from "../../delivery/publisher.ts";
import type { BlueskyPosting } from "./post.ts";
import { parseBlueskyHandle, parseBlueskyService } from "./settings.ts";

export interface BlueskyPublisherOptions {
  /** The account's id in `campaign.yaml`. */
  readonly account: string;
  /** The account's server, `https://bsky.social` for most. Looked at when it is first used, as the handle is: a malformed one throws `auth`. */
  readonly service: string;
  /** With or without `@`, or a DID. */
  readonly handle: string;
  readonly appPassword: string;
  readonly sessions: SessionStore;
  readonly clock: Clock;
  /** For each call, upload included; 30 s unless set. */
  readonly timeoutMs?: number | undefined;
  /** The first part of the account's environment variables, named in messages; `BLUESKY` unless set. */
  readonly prefix?: string | undefined;
}

const open = async (options: BlueskyPublisherOptions): Promise<BlueskyPosting> => {
  const { account, appPassword, sessions, clock, timeoutMs = 30_000, prefix = "BLUESKY" } = options;
  const service = parseBlueskyService(options.service, prefix);
  const handle = parseBlueskyHandle(options.handle, prefix);
  const attempt = { host: new URL(service).host, handle, prefix, clock };
  // The SDK takes 0.4 s to load: only what talks to the network waits for it.
  const { createBlueskySession } = await import("./session.ts");
  const session = createBlueskySession({ account, service, handle, appPassword, sessions, timeoutMs, attempt });
  return { session, attempt };
};

/** Posts to one Bluesky account. A part has a record key of its own, so that no repeat makes a second post. */
export const createBlueskyPublisher = (options: BlueskyPublisherOptions): Publisher => {
  let opening: Promise<BlueskyPosting> | undefined;
  let closed = false;

  const posting = async (): Promise<BlueskyPosting> => {
    if (closed) throw new PublishError("unavailable", "The publisher has been closed; nothing was published.");
    opening ??= open(options);
    return opening;
  };

  const check = async (): Promise<AccountCheck> => {
    try {
      const { session, attempt } = await posting();
      const [{ checkBluesky }, { blueskyFailure }] = await Promise.all([import("./check.ts"), import("./failure.ts")]);
      return await checkBluesky(session, attempt.host).catch((error: unknown) => {
        throw blueskyFailure(error, { ...attempt, doing: "read" });
      });
    } catch (error) {
      return { ok: false, message: error instanceof PublishError ? error.message : "The account could not be checked." };
    }
  };

  return {
    network: "bluesky",
    account: options.account,
    live: true,
    limits: async () => blueskyLimits,
    publish: async (outgoing, lastLook) => {
      const to = await posting();
      const { publishToBluesky } = await import("./post.ts");
      return publishToBluesky(to, outgoing, lastLook);
    },
    recover: async (outgoing) => {
      const from = await posting();
      const { recoverFromBluesky } = await import("./post.ts");
      return recoverFromBluesky(from, outgoing);
    },
    // A part's key makes a repeat the same record, whenever the first one comes through.
    repeatsAreHarmless: true,
    // Twice the time that we wait for an answer.
    settlesWithinMs: 60_000,
    withdraw: async (published) => {
      const from = await posting();
      const { withdrawFromBluesky } = await import("./withdraw.ts");
      return withdrawFromBluesky(from, published);
    },
    // A link holds neither the record's hash, without which no thread can go on, nor always the account's DID.
    locate: () => null,
    check,
    findTagged: async (query) => {
      const { session, attempt } = await posting();
      const [{ findTagged }, { blueskyFailure }] = await Promise.all([import("./find-tagged.ts"), import("./failure.ts")]);
      return await findTagged(session, query).catch((error: unknown) => {
        throw blueskyFailure(error, { ...attempt, doing: "read" });
      });
    },
    [Symbol.asyncDispose]: async () => {
      closed = true;
      const opened = await opening?.catch(() => null);
      await opened?.session[Symbol.asyncDispose]();
    },
  };
};
