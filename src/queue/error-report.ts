const repeatEveryMs = 60_000;

/** Passes an error on, unless the same was passed on within the last minute: a lost connection is found by every queue and worker. */
export const createErrorReport = (onError: (error: Error) => void): ((error: unknown) => void) => {
  const reportedAt = new Map<string, number>();
  return (error) => {
    const known = error instanceof Error ? error : new Error(String(error));
    const now = performance.now();
    const key = "code" in known ? String(known.code) : known.message;
    if (now - (reportedAt.get(key) ?? Number.NEGATIVE_INFINITY) < repeatEveryMs) return;
    reportedAt.set(key, now);
    onError(known);
  };
};
