/** The same seed makes the same choices; how they meet the worker's own pace is chance. */
export interface SeededRandom {
  /** From 0 up to, not including, `below`. */
  number(below: number): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
}

/** Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export const createSeededRandom = (seed: number): SeededRandom => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    number: (below) => next() * below,
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new Error("There is nothing to pick from.");
      return list[whole(0, list.length - 1)]!;
    },
    shuffle: (list) => {
      const left = [...list];
      const mixed = [];
      while (left.length > 0) mixed.push(...left.splice(whole(0, left.length - 1), 1));
      return mixed;
    },
  };
};
