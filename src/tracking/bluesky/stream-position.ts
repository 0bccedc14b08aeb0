/** One event with a nonsensical time among these moves nothing. */
const remembered = 9;

/**
 * How far a stream is, in microseconds. Jetstream's events are in the order of their times only roughly, and a single one may have any time;
 * so it is the middle one of the last few.
 */
export const createStreamPosition = () => {
  const latest: number[] = [];
  let count = 0;
  let firstUs = Number.POSITIVE_INFINITY;
  return {
    pass: (atUs: number): void => {
      latest[count % remembered] = atUs;
      if (count < remembered) firstUs = Math.min(firstUs, atUs);
      count += 1;
    },
    /** Whether there was one event only. */
    isFirst: (): boolean => count === 1,
    /** Null before the first event. */
    latestUs: (): number | null => latest.toSorted((a, b) => a - b)[Math.floor((latest.length - 1) / 2)] ?? null,
    /** The earliest time of its first few events. */
    firstUs: (): number => firstUs,
  };
};
