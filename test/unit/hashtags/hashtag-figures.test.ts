import { expect, test } from "vitest";
import { createHashtagFigures } from "../../../src/hashtag-figures.ts";

const start = Temporal.Instant.from("2026-11-20T09:00:00Z");

const figuresOver = (failing: readonly number[] = []) => {
  const state = { now: start, reads: 0 };
  const counts = async () => {
    state.reads += 1;
    if (failing.includes(state.reads)) throw new Error("the database is away");
    return [{ tag: "freemarfa", network: "bluesky" as const, hour: 1, count: state.reads }];
  };
  const tags = ["#FreeMarfa"];
  return {
    state,
    figures: createHashtagFigures(
      { counts, coverage: async () => [] },
      () => tags,
      () => state.now,
    ),
  };
};

test("however many ask, the database is read once a minute", async () => {
  const { state, figures } = figuresOver();
  await Promise.all([figures(), figures()]);
  state.now = start.add({ seconds: 59 });
  expect((await figures()).tags[0]?.total).toBe(1);
  state.now = start.add({ seconds: 60 });
  expect((await figures()).tags[0]?.total).toBe(2);
  expect(state.reads).toBe(2);
});

test("what could not be read is read again by whoever asks next", async () => {
  const { figures } = figuresOver([1]);
  await expect(figures()).rejects.toThrow("away");
  expect((await figures()).tags[0]?.total).toBe(2);
});
