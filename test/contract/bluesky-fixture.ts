import { inspect } from "node:util";
import { expect } from "vitest";
import type { ComposedPart } from "../../src/compose/composed-post.ts";
import { PublishError, type PublishErrorKind } from "../../src/delivery/publish-error.ts";
import type { Outgoing, Publisher } from "../../src/delivery/publisher.ts";
import { createBlueskyPublisher, type BlueskyPublisherOptions } from "../../src/networks/bluesky/bluesky-publisher.ts";
import { createFaultProxy, type FaultProxy } from "../servers/fault-proxy.ts";
import { createMemorySessions, type MemorySessions } from "../servers/memory-sessions.ts";
import type { Pds, PdsAccount } from "../servers/pds.ts";

export const dueAt = Temporal.Instant.from("2026-12-01T06:00:00Z");

export interface MovableClock {
  (): Temporal.Instant;
  forward(duration: Temporal.DurationLike): void;
}

export const movableClock = (start: Temporal.Instant = dueAt): MovableClock => {
  let now = start;
  const forward = (duration: Temporal.DurationLike): void => {
    now = now.add(duration);
  };
  return Object.assign(() => now, { forward });
};

export const textPart = (text: string, more: Partial<ComposedPart> = {}): ComposedPart => ({
  text,
  length: text.length,
  limit: 300,
  media: [],
  card: null,
  ...more,
});

export const outgoing = (part: ComposedPart | string, more: Partial<Outgoing> = {}): Outgoing => ({
  deliveryId: "2026-12-01/profile/andrei-aliaksandrau@bluesky",
  at: dueAt,
  index: 0,
  part: typeof part === "string" ? textPart(part) : part,
  language: "be",
  thread: null,
  ...more,
});

export interface BlueskyBench extends AsyncDisposable {
  readonly account: PdsAccount;
  readonly proxy: FaultProxy;
  readonly sessions: MemorySessions;
  readonly clock: MovableClock;
  /** A publisher as a new process would make it. */
  publisher(changes?: Partial<BlueskyPublisherOptions>): Publisher;
}

let accounts = 0;

/** An account of its own on the PDS, with a fault proxy between it and the publishers. */
export const blueskyBench = async (pds: Pds): Promise<BlueskyBench> => {
  await using closing = new AsyncDisposableStack();
  accounts += 1;
  const account = await pds.createAccount(`everyday${accounts}`);
  const proxy = closing.use(await createFaultProxy(pds.url));
  const open = closing.move();
  const sessions = createMemorySessions();
  const clock = movableClock();
  const publisher = (changes: Partial<BlueskyPublisherOptions> = {}): Publisher =>
    open.use(
      createBlueskyPublisher({
        account: "bluesky",
        service: proxy.url,
        handle: account.handle,
        appPassword: account.appPassword,
        sessions,
        clock,
        timeoutMs: 10_000,
        ...changes,
      }),
    );
  return { account, proxy, sessions, clock, publisher, [Symbol.asyncDispose]: () => open.disposeAsync() };
};

/** What was thrown, which must be a `PublishError` of this kind that holds none of the secrets, however deep one looks. */
export const thrown = async (kind: PublishErrorKind, promise: Promise<unknown>, secrets: readonly string[] = []): Promise<PublishError> => {
  const error = await promise.then(
    (value) => new Error(`nothing was thrown, but answered ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PublishError);
  const failure = error as PublishError;
  expect([failure.kind, failure.message]).toEqual([kind, expect.any(String)]);
  const everything = `${inspect(failure, { depth: 20, showHidden: true })} ${failure.stack ?? ""}`;
  for (const secret of secrets) expect(everything).not.toContain(secret);
  return failure;
};
