import type { Clock } from "../../../src/clock.ts";

export interface StoredAccount {
  readonly id: string;
  readonly username: string;
}

export interface StoredToken {
  readonly token: string;
  readonly account: StoredAccount;
  readonly scopes: readonly string[];
}

export interface StoredMedia {
  readonly id: string;
  readonly accountId: string;
  description: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  statusId: string | null;
  /** Looks at it until it is processed. */
  pollsLeft: number;
}

export interface StoredStatus {
  readonly id: string;
  readonly accountId: string;
  text: string;
  spoilerText: string;
  sensitive: boolean;
  readonly visibility: string;
  language: string;
  readonly createdAt: Temporal.Instant;
  editedAt: Temporal.Instant | null;
  readonly inReplyToId: string | null;
  /** The id of what it boosts. */
  readonly reblogOf: string | null;
  mediaIds: readonly string[];
  readonly idempotencyKey: string | null;
}

/**
 * How the server treats a repeated Idempotency-Key, after behaviour seen on real servers:
 * `races` lets two requests that come together both through, `answers-500-to-repeat` fails on one that it recognised.
 */
export type MastodonCharacter = "honours" | "ignores" | "races" | "answers-500-to-repeat";

export interface InstanceSettings {
  readonly maxCharacters: number;
  readonly charactersPerLink: number;
  readonly maxMedia: number;
  readonly mediaTypes: readonly string[];
  readonly imageBytes: number;
  readonly imagePixels: number;
  readonly descriptionLimit: number;
  /** 1: knows only `/api/v1/instance`, 2: both. */
  readonly apiVersion: 1 | 2;
  /** Takes the place of what `/api/v2/instance` says. */
  readonly answer?: unknown;
}

/** All that the server knows, kept in memory. */
export interface ServerState {
  readonly clock: Clock;
  readonly origin: () => string;
  readonly instance: InstanceSettings;
  readonly tokens: readonly StoredToken[];
  character: MastodonCharacter;
  pollsUntilReady: number;
  processingFails: boolean;
  /** In the order in which they were made. */
  readonly statuses: Map<string, StoredStatus>;
  readonly media: Map<string, StoredMedia>;
  readonly idempotency: Map<string, { statusId: string; until: Temporal.Instant }>;
  /** Keyed requests that `races` holds until a second one has come. */
  readonly racing: Map<string, () => void>;
  readonly raceWindowMs: number;
  readonly nextId: (at?: Temporal.Instant) => string;
}

/** Ids as Mastodon makes them: milliseconds since 1970, then 16 bits that count. Strings, since they do not fit a double. */
export const createSnowflakes = (clock: Clock) => {
  let count = 0n;
  return (at: Temporal.Instant = clock()): string => ((BigInt(at.epochMilliseconds) << 16n) | (count++ & 0xffffn)).toString();
};
