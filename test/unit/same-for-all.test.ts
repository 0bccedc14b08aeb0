import { expect, test } from "vitest";
import type { Answer, Asked } from "../../src/telegram/commands/answer.ts";
import { createSameForAll } from "../../src/telegram/readers/same-for-all.ts";

const now = Temporal.Instant.from("2026-11-21T08:00:00Z");
const texts = {};
const people: Record<string, string> = { "Maria Kalesnikava": "maria", "Марыя Калеснікава": "maria", "Ihar Losik": "ihar" };

const asked = (command: string, argument: string, change: Partial<Asked> = {}): Asked =>
  ({
    command,
    argument,
    language: "be",
    now,
    texts,
    find: (name: string) =>
      Object.hasOwn(people, name)
        ? { verdict: "direct" as const, people: [{ slug: people[name] }] }
        : { verdict: "choice" as const, people: [{ slug: "maria" }] },
    ...change,
  }) as unknown as Asked;

const counting = () => {
  const made: string[] = [];
  const answer = createSameForAll(async ({ command, argument, language }): Promise<Answer> => {
    made.push(`${language} ${command} ${argument}`);
    return { text: String(made.length), buttons: [] };
  });
  return { made, answer };
};

test("whoever asks for a person of whom the name is sure gets the answer that was made for the others, in whatever spelling", async () => {
  const { made, answer } = counting();
  const first = await answer(asked("prisoner", "Maria Kalesnikava"));
  expect(await answer(asked("prisoner", "Марыя Калеснікава"))).toBe(first);
  expect(await answer(asked("prisoner", "Ihar Losik"))).not.toBe(first);
  expect(await answer(asked("prisoner", "Maria Kalesnikava", { language: "en" }))).not.toBe(first);
  expect(made).toEqual(["be prisoner =maria", "be prisoner =ihar", "en prisoner =maria"]);
});

test("what depends on a reader's words is made for them alone, and nothing of them is kept", async () => {
  const { made, answer } = counting();
  for (const argument of ["Kalesnikava", "=maria", ""]) {
    await answer(asked("prisoner", argument));
    await answer(asked("prisoner", argument));
  }
  await answer(asked("actions", "Berlin"));
  await answer(asked("actions", "Berlin"));
  expect(made).toHaveLength(8);
});

test("an answer is made again after ten seconds, and when the content was read again", async () => {
  const { made, answer } = counting();
  await answer(asked("count", ""));
  await answer(asked("count", "", { now: now.add({ seconds: 9 }) }));
  expect(made).toHaveLength(1);
  await answer(asked("count", "", { now: now.add({ seconds: 11 }) }));
  await answer(asked("count", "", { now: now.add({ seconds: 12 }), texts: {} as never }));
  expect(made).toHaveLength(3);
});
