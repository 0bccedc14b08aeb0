/** One event with a nonsensical time among these moves nothing. */
const remembered = 9;
/** So far apart the first few events of a stream may be. */
const spreadUs = 10_000_000;

const middleOf = (sorted: readonly number[]): number | undefined => sorted[Math.floor((sorted.length - 1) / 2)];

/**
 * How far a stream is, in microseconds. Jetstream's events are in the order of their times only roughly, and a single one may have any time;
 * so it is the middle one of the last few.
 */
export const createStreamPosition = () => {
  const latest: number[] = [];
  const first: number[] = [];
  let count = 0;
  return {
    pass: (atUs: number): void => {
      latest[count % remembered] = atUs;
      if (count < remembered) first.push(atUs);
      count += 1;
    },
    /** Whether there was one event only. */
    isFirst: (): boolean => count === 1,
    /** Whether there were so many events that a single one with a nonsensical time says nothing of where the stream began. */
    isSure: (): boolean => count >= remembered,
    /** Null before the first event. */
    latestUs: (): number | null => middleOf(latest.toSorted((a, b) => a - b)) ?? null,
    /** When it began: the earliest of its first few events that is near the middle one. */
    firstUs: (): number => {
      const sorted = first.toSorted((a, b) => a - b);
      const middleUs = middleOf(sorted) ?? Number.POSITIVE_INFINITY;
      return sorted.find((atUs) => atUs >= middleUs - spreadUs) ?? middleUs;
    },
  };
};
