/** A place in a queue: longest ago first, and slugs decide between equals. */
export interface Turn {
  readonly slug: string;
  /** The day of the last turn; "" before the first one. */
  readonly last: string;
}

export const byLast = (a: Turn, b: Turn): number => (a.last < b.last ? -1 : a.last > b.last ? 1 : a.slug < b.slug ? -1 : 1);

/** Who is next, of very many: a binary heap. Places that do not count any more are found out only when their turn comes. */
export interface TurnQueue<T extends Turn> {
  add(turn: T): void;
  /** Everybody in turn; whoever is still in their old place afterwards stays there. */
  inTurn(): Generator<T, void>;
}

/** @param counts whether this is still that person's place */
export const createTurnQueue = <T extends Turn>(counts: (turn: T) => boolean): TurnQueue<T> => {
  const heap: T[] = [];

  const add = (turn: T): void => {
    let place = heap.length;
    heap.push(turn);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || byLast(parent, turn) < 0) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = turn;
  };

  const take = (): T | undefined => {
    const [first] = heap;
    const turn = heap.pop();
    if (turn === undefined || heap.length === 0) return first;
    for (let place = 0; ;) {
      const left = heap[2 * place + 1];
      const right = heap[2 * place + 2];
      const next = left !== undefined && right !== undefined && byLast(right, left) < 0 ? right : left;
      if (next === undefined || byLast(turn, next) < 0) {
        heap[place] = turn;
        return first;
      }
      heap[place] = next;
      place = 2 * place + (next === left ? 1 : 2);
    }
  };

  return {
    add,
    *inTurn() {
      const seen: T[] = [];
      try {
        for (let turn = take(); turn !== undefined; turn = take()) {
          if (!counts(turn)) continue;
          seen.push(turn);
          yield turn;
        }
      } finally {
        for (const turn of seen) if (counts(turn)) add(turn);
      }
    },
  };
};
