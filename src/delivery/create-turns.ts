/** Runs work of one kind one after the other, in the order in which it was asked; work of different kinds side by side. */
export const createTurns = (): (<T>(kind: string, work: () => Promise<T>) => Promise<T>) => {
  const tails = new Map<string, Promise<unknown>>();
  return async <T>(kind: string, work: () => Promise<T>): Promise<T> => {
    const turn = (tails.get(kind) ?? Promise.resolve()).then(work);
    const tail = turn.catch(() => {});
    tails.set(kind, tail);
    try {
      return await turn;
    } finally {
      if (tails.get(kind) === tail) tails.delete(kind);
    }
  };
};
