import type { SessionStore } from "../../src/delivery/publisher.ts";

export interface MemorySessions extends SessionStore {
  /** What is saved now, as it is kept: by account. */
  readonly saved: ReadonlyMap<string, string>;
  readonly writes: () => number;
}

/** Outlives the publishers that it is handed to, as a database outlives a process. */
export const createMemorySessions = (): MemorySessions => {
  const saved = new Map<string, string>();
  let writes = 0;
  return {
    saved,
    writes: () => writes,
    read: async (account) => saved.get(account) ?? null,
    write: async (account, session) => {
      writes += 1;
      saved.set(account, session);
    },
  };
};
