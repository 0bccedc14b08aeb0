/** "Read your content again": asked by a signal, heard by whichever command goes on long enough to care. */
export interface ReloadRequests {
  request(): void;
  /** Calls the listener at each request, and at once where one came before anybody listened. */
  listen(listener: () => void): Disposable;
}

export const createReloadRequests = (): ReloadRequests => {
  let listening: (() => void) | null = null;
  let waiting = false;
  return {
    request: () => {
      if (listening === null) waiting = true;
      else listening();
    },
    listen: (listener) => {
      listening = listener;
      if (waiting) listener();
      waiting = false;
      return { [Symbol.dispose]: () => (listening = null) };
    },
  };
};
