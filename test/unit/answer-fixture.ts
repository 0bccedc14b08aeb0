import { readContent } from "../../src/content/read-content.ts";
import type { Content } from "../../src/campaign/content.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import type { Answer, Asked } from "../../src/telegram/commands/answer.ts";

const read = await readContent("content");

/** What Rollcall ships with. */
export const shipped: Content = read.content!;
export const texts = createTexts(shipped.texts);
export const now = Temporal.Instant.from("2026-11-20T09:00:00Z");

export const withPeople = (...people: readonly Prisoner[]): Content => ({
  ...shipped,
  prisoners: new Map(people.map((prisoner) => [prisoner.slug, prisoner])),
});

/** Finds by the slug alone: names are another test's. */
const findIn =
  (content: Content): NonNullable<Asked["find"]> =>
  (query) => {
    const people = [...content.prisoners.values()].filter(({ slug }) => slug.includes(query));
    return { verdict: people.length === 0 ? "none" : people.length === 1 ? "direct" : "choice", people };
  };

export const asking = (command: string, changes: Partial<Asked> = {}): Asked => ({
  command,
  argument: "",
  language: "en",
  now,
  content: shipped,
  texts,
  find: findIn(changes.content ?? shipped),
  ...changes,
});

/** All that a reader sees or opens. */
export const everythingIn = ({ text, entities = [], buttons }: Answer): string =>
  [
    text,
    ...entities.map(({ url }) => url ?? ""),
    ...buttons.flat().map((button) => `${button.text} ${"url" in button ? button.url : button.data}`),
  ].join("\n");
