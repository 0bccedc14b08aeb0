import { join } from "node:path";
import { openStore } from "../../src/store/open-store.ts";
import type { Environment } from "../e2e/rollcall-process.ts";
import type { PostgresServer } from "../servers/postgres.ts";
import type { RedisServer } from "../servers/redis.ts";
import type { BookedDelivery } from "./count-posts.ts";

/** Where one installation keeps what it knows. */
export interface LaneHome {
  readonly environment: Environment;
  /** Throws away what the queue carries, as a new Redis would have it; only while no worker runs. */
  emptyQueue(): Promise<void>;
  /** Whether that is done in no time. */
  readonly emptiesQuickly: boolean;
  /** The program's own books; only while no worker runs. */
  readBooks(): Promise<Books>;
}

interface BookedPost {
  readonly id: string;
  readonly status: string;
  readonly accounts: readonly string[];
}

export interface Books {
  readonly deliveries: readonly BookedDelivery[];
  /** By id. */
  readonly posts: ReadonlyMap<string, BookedPost>;
}

/** Makes a new, empty installation for a lane, each time that it is called. */
export type OpenHome = () => Promise<LaneHome>;

interface DeliveryRow {
  readonly id: string;
  readonly network: BookedDelivery["network"];
  readonly state: BookedDelivery["state"];
  readonly reason: string | null;
  readonly composed: { readonly parts: readonly { readonly text: string }[] } | null;
  readonly published: readonly { readonly ref: string }[];
  readonly in_flight: number | null;
  readonly rehearsed: boolean;
}

const readBooks = async (dataFolder: string, databaseUrl: string | undefined): Promise<Books> => {
  await using store = await openStore({ databaseUrl, dataFolder });
  const { rows } = await store.pool.query<DeliveryRow>("select * from rollcall.deliveries order by at, id");
  const posts = await store.pool.query<BookedPost>("select id, status, accounts from rollcall.posts");
  return {
    deliveries: rows
      .filter(({ rehearsed }) => !rehearsed)
      .map(({ id, network, state, reason, composed, published, in_flight }) => ({
        id,
        network,
        state,
        reason,
        texts: composed?.parts.map(({ text }) => text) ?? null,
        refs: published.map(({ ref }) => ref),
        inFlight: in_flight,
      })),
    posts: new Map(posts.rows.map((post) => [post.id, post])),
  };
};

export const embeddedHomes = (folder: string): OpenHome => {
  let made = 0;
  return async () => {
    made += 1;
    const dataFolder = join(folder, `data-${made}`);
    return {
      environment: { DATA_DIR: dataFolder },
      emptyQueue: async () => {
        await using store = await openStore({ databaseUrl: undefined, dataFolder });
        await store.pool.query("delete from bullmq.job where queue like 'deliver-%'");
      },
      emptiesQuickly: false,
      readBooks: () => readBooks(dataFolder, undefined),
    };
  };
};

/** `lane` chooses the names, and Redis's database by its number. */
export const serverHomes = (folder: string, lane: number, postgres: PostgresServer, redis: RedisServer): OpenHome => {
  let made = 0;
  const redisUrl = `${redis.url}/${lane}`;
  const emptyQueue = async (): Promise<void> => {
    const { Redis } = await import("ioredis");
    const client = new Redis(redisUrl);
    await client.flushdb();
    client.disconnect();
  };
  return async () => {
    made += 1;
    const databaseUrl = await postgres.createDatabase(`lane_${lane}_${made}`);
    await emptyQueue();
    const dataFolder = join(folder, "data");
    return {
      environment: { DATA_DIR: dataFolder, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
      emptyQueue,
      emptiesQuickly: true,
      readBooks: () => readBooks(dataFolder, databaseUrl),
    };
  };
};
