import { expect, test } from "vitest";
import { createOneAtATime } from "../../src/one-at-a-time.ts";

/** A task whose runs end when they are told to. */
const createTask = () => {
  const runs: PromiseWithResolvers<void>[] = [];
  const task = (): Promise<void> => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  };
  return { runs, task };
};

test("a run asked for during a run comes after it, and once, however many asked", async () => {
  const { runs, task } = createTask();
  const single = createOneAtATime(task);
  const first = single.run();
  const second = single.run();
  const third = single.run();
  expect(runs).toHaveLength(1);
  runs[0]!.resolve();
  await first;
  await Promise.resolve();
  expect(runs).toHaveLength(2);
  runs[1]!.resolve();
  await Promise.all([second, third]);
  expect(runs).toHaveLength(2);
});

test("its end waits for the run under way and begins no other", async () => {
  const { runs, task } = createTask();
  const single = createOneAtATime(task);
  const running = single.run();
  const waiting = single.run();
  const ended = single[Symbol.asyncDispose]();
  runs[0]!.resolve();
  await Promise.all([running, waiting, ended]);
  await single.run();
  expect(runs).toHaveLength(1);
});
