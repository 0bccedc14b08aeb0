import type { Notice, NoticeStore } from "../../src/delivery/notice-store.ts";

/** Outlives the bots that it is handed to, as a database outlives a process. */
export const createMemoryNotices = (): NoticeStore => {
  const notices = new Map<string, Notice>();

  const change = (id: number, how: (notice: Notice) => Notice): void => {
    for (const [key, notice] of notices) if (notice.id === id) notices.set(key, how(notice));
  };
  const first = (fits: (notice: Notice) => boolean): Notice | null => [...notices.values()].find(fits) ?? null;

  return {
    add: async ({ key, text, choices = [], at }) => {
      if (notices.has(key)) return false;
      notices.set(key, { id: notices.size + 1, key, at, text, choices, message: null, answeredBy: null, outcome: null });
      return true;
    },
    untold: async () => [...notices.values()].filter(({ message }) => message === null),
    told: async (id, message) => change(id, (notice) => ({ ...notice, message })),
    find: async (id) => first((notice) => notice.id === id),
    ofMessage: async (message) => first((notice) => notice.message === message),
    answered: async (id, who, outcome) =>
      change(id, (notice) => (notice.answeredBy === null ? { ...notice, answeredBy: who, outcome } : notice)),
  };
};
