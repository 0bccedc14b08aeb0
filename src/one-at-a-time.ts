export interface OneAtATime extends AsyncDisposable {
  /**
   * Runs the task, or has it run once more after the run under way, which may have missed what changed meanwhile.
   * Resolves when that run has ended. Does nothing once disposed.
   */
  run(): Promise<void>;
}

/** A task that never runs twice at the same time. It must not throw. */
export const createOneAtATime = (task: () => Promise<void>): OneAtATime => {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let closed = false;

  const begin = async (): Promise<void> => {
    if (closed) return;
    await task();
  };
  const run = (): Promise<void> => {
    if (current === null) {
      current = begin().finally(() => {
        current = null;
      });
      return current;
    }
    next ??= current.then(() => {
      next = null;
      return run();
    });
    return next;
  };

  return {
    run,
    [Symbol.asyncDispose]: async () => {
      closed = true;
      await current;
    },
  };
};
