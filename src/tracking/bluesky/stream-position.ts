/** One event with a nonsensical time among these moves nothing. */
const remembered = 9;
/** So far apart the first few events of a stream may be. */
const spreadUs = 10_000_000;
/**
 * All of Bluesky is never silent for seconds, let alone for so long: where a stream's times jump further, its instance has lost what was said in between.
 * A quiet network of one's own may have minutes between two events, which is why it is not less. How late events arrive tells nothing: only their times do.
 */
export const leapUs = 600_000_000;

/** A stretch of time that a stream passed over. */
export interface Leap {
  readonly fromUs: number;
  readonly toUs: number;
}

const middleOf = (sorted: readonly number[]): number | undefined => sorted[Math.floor((sorted.length - 1) / 2)];

/**
 * How far a stream is, in microseconds. Jetstream's events are in the order of their times only roughly, and a single one may have any time;
 * so it is the middle one of the last few.
 */
export const createStreamPosition = () => {
  const latest: number[] = [];
  const first: number[] = [];
  let leaps: Leap[] = [];
  let count = 0;
  /** The latest time so far, without any that is further ahead than a stream can be. */
  let furthestUs = Number.NEGATIVE_INFINITY;
  const placeUs = (): number => middleOf(latest.toSorted((a, b) => a - b)) ?? Number.NEGATIVE_INFINITY;

  const begin = (atUs: number): void => {
    first.push(atUs);
    if (count === 0) furthestUs = atUs;
    // The first one may have a nonsensical time.
    else if (first.length === remembered) furthestUs = Math.min(furthestUs, placeUs() + leapUs);
  };

  /** Goes on over the last few events as far as none is too far from the one before. */
  const goOn = (): void => {
    for (const atUs of latest.toSorted((a, b) => a - b)) if (atUs > furthestUs && atUs <= furthestUs + leapUs) furthestUs = atUs;
  };

  const leap = (): void => {
    goOn();
    const toUs = placeUs();
    if (toUs <= furthestUs + leapUs) return;
    leaps = [...leaps, { fromUs: furthestUs, toUs }];
    furthestUs = toUs;
    goOn();
  };

  return {
    pass: (atUs: number): void => {
      latest[count % remembered] = atUs;
      if (count < remembered) begin(atUs);
      count += 1;
      if (atUs <= furthestUs) return;
      if (atUs <= furthestUs + leapUs) furthestUs = atUs;
      else leap();
    },
    /** What was passed over since this was asked last, in the order of the stream. */
    takeLeaps: (): readonly Leap[] => {
      const taken = leaps;
      leaps = [];
      return taken;
    },
    /** Whether there was one event only. */
    isFirst: (): boolean => count === 1,
    /** Whether there were so many events that a single one with a nonsensical time says nothing of where the stream began. */
    isSure: (): boolean => count >= remembered,
    /** Null before the first event. */
    latestUs: (): number | null => (count === 0 ? null : placeUs()),
    /** When it began: the earliest of its first few events that is near the middle one. */
    firstUs: (): number => {
      const sorted = first.toSorted((a, b) => a - b);
      const middleUs = middleOf(sorted) ?? Number.POSITIVE_INFINITY;
      return sorted.find((atUs) => atUs >= middleUs - spreadUs) ?? middleUs;
    },
  };
};
