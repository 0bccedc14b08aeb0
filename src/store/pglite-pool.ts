import { EventEmitter } from "node:events";
import type { PGlite, Results } from "@electric-sql/pglite";
import type { Session, SessionPool, SessionResult } from "./session-pool.ts";

/**
 * PGlite is one session. This lends it out as `pg.Pool` would lend many: queries take turns in the order they were asked, and a
 * client inside a transaction keeps its turn until COMMIT or ROLLBACK. So whoever is inside a transaction must not wait for a
 * query made outside of it.
 */
export const createPglitePool = (pglite: PGlite, onEnd: () => void = () => {}): SessionPool => {
  const takeTurn = createTurns();
  const asked = new Set<Promise<unknown>>();
  let ending: Promise<void> | undefined;

  const execute = async (text: string, parameters: readonly unknown[] | undefined): Promise<SessionResult> => {
    // Without parameters there may be several statements, as in `pg`; the last one's result counts.
    const results: Results[] = parameters?.length ? [await pglite.query(text, [...parameters])] : await pglite.exec(text);
    const last = results.at(-1);
    return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? null, command: last?.command ?? "" };
  };

  const openSession = (): Session => {
    const session = new EventEmitter();
    const heard = new Map<string, () => Promise<void>>();
    let leave: (() => void) | undefined;
    let released = false;
    // A client runs its own queries one after the other, in the order in which they were asked.
    let tail: Promise<unknown> = Promise.resolve();

    const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
      leave ??= await takeTurn();
      try {
        if (pglite.closed) throw new Error("The database is closed.");
        return await work();
      } finally {
        if (pglite.closed || !pglite.isInTransaction()) {
          leave?.();
          leave = undefined;
        }
      }
    };

    const run = async (text: string, parameters: readonly unknown[] | undefined): Promise<SessionResult> => {
      const [, un, channel] = /^(un)?listen\s+("?\w+"?|\*)\s*;?\s*$/i.exec(text.replaceAll(/^\s*(--.*)?\n?/gm, "")) ?? [];
      if (!channel) return execute(text, parameters);
      if (un) await forget(channel);
      else if (!heard.has(channel)) {
        const notify = (payload: string) => session.emit("notification", { channel, payload, processId: process.pid });
        heard.set(channel, await pglite.listen(channel, notify));
      }
      return { rows: [], rowCount: null, command: un ? "UNLISTEN" : "LISTEN" };
    };

    const forget = async (channel: string): Promise<void> => {
      for (const [name, unlisten] of heard) {
        if (channel !== "*" && channel !== name) continue;
        heard.delete(name);
        await unlisten();
      }
    };

    const query = (text: string, parameters?: readonly unknown[]): Promise<SessionResult> => {
      if (released) return Promise.reject(new Error("This client was released already."));
      const result = tail.then(() => inTurn(() => run(text, parameters)));
      tail = result.catch(() => undefined);
      const settled = tail;
      asked.add(settled);
      void settled.then(() => asked.delete(settled));
      return result;
    };

    const giveBack = async (): Promise<void> => {
      if (leave) await inTurn(() => execute("ROLLBACK", undefined));
      if (heard.size > 0) await inTurn(() => forget("*"));
    };

    const release = (): void => {
      if (released) return;
      released = true;
      tail = tail.then(giveBack).catch((error: unknown) => pool.emit("error", error));
    };

    return Object.assign(session, { query, release });
  };

  const open = (): Session => {
    if (ending) throw new Error("Cannot use a pool after calling end on the pool");
    return openSession();
  };

  const connect = async (): Promise<Session> => open();

  const query = async (text: string, parameters?: readonly unknown[]): Promise<SessionResult> => {
    const session = open();
    try {
      return await session.query(text, parameters);
    } finally {
      session.release();
    }
  };

  const close = async (): Promise<void> => {
    onEnd();
    await Promise.all(asked);
    const leave = await takeTurn();
    await pglite.close().finally(leave);
  };

  const end = (): Promise<void> => (ending ??= close());

  // `keepAlive`: nothing can drop this connection, so BullMQ may wait for a notification as long as it likes.
  const pool = Object.assign(new EventEmitter(), { query, connect, end, options: { keepAlive: true } });
  // Every queue and worker listens for errors.
  pool.setMaxListeners(0);
  // An `error` that nobody listens for would end the process.
  pool.on("error", () => undefined);
  return pool;
};

/** A fair queue: resolves when everybody before has left, with the function that leaves. */
const createTurns = (): (() => Promise<() => void>) => {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
};
