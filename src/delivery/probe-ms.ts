const longestMinutes = 15;

/** How long credentials that were refused so many times in a row are left alone. */
export const probeMs = (probes: number): number => Math.min(longestMinutes, 2 ** probes) * 60_000;
