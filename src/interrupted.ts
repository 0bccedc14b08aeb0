import { setImmediate } from "node:timers/promises";
import { UserError } from "./user-error.ts";

/** The person ended the command before it had done anything. */
export class Interrupted extends UserError {}

const aborted = async (stop: AbortSignal): Promise<void> => {
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener("abort", resolve, { once: true }));
};

/**
 * The same input, which throws `Interrupted` once `stop` is aborted: Ctrl-C ends what writes into a pipe, too,
 * and half of what it would have written must not be taken for all of it.
 */
export const untilStopped = (input: AsyncIterable<Uint8Array>, stop: AbortSignal): AsyncIterable<Uint8Array> => ({
  async *[Symbol.asyncIterator]() {
    const iterator = input[Symbol.asyncIterator]();
    const stopped = aborted(stop);
    for (;;) {
      const next = await Promise.race([iterator.next(), stopped]);
      // The signal may have come with the end, and be told after it.
      if (next?.done === true) for (let turn = 0; turn < 2; turn += 1) await setImmediate();
      if (next === undefined || stop.aborted) throw new Interrupted("Interrupted before standard input had ended: nothing was done.");
      if (next.done === true) return;
      yield next.value;
    }
  },
});
