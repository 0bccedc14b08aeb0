export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** Milliseconds that something takes. */
export const timeMs = async (run: () => unknown): Promise<number> => {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
};

export const round = (value: number): number => Number(value.toPrecision(3));
