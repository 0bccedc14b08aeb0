import { expect, test } from "vitest";
import { readArticles } from "../../../src/lists/read-articles.ts";

const told: readonly (readonly [string, readonly string[]])[] = [
  ["Art. 361 of the Criminal Code — Calls for actions aimed at causing harm to the national security of the Republic of Belarus", ["361"]],
  ["Art. 361-1 p. 1 of the Criminal Code — Creation of an extremist formation, or participation in it", ["361-1 p.1"]],
  ["Art. 361 of the Criminal Code — Calls for harm; Art. 357 of the Criminal Code — Conspiracy", ["361", "357"]],
  ["Art. 361 of the Criminal Code — Calls\nArt. 361-1 of the Criminal Code — Creation", ["361", "361-1"]],
  ["Part 1 of Article 342 of the Criminal Code of the Republic of Belarus", ["342 p.1"]],
  ["Article 342, part 1", ["342 p.1"]],
  ["Art. 342 p.1, 2", ["342 p.1", "342 p.2"]],
  ["Art. 342 p. 1, Art. 364", ["342 p.1", "364"]],
  ["ч. 1 ст. 342 УК", ["342 p.1"]],
  ["ст. 342 УК", ["342"]],
  ["ст. 342 ч. 1 УК РБ", ["342 p.1"]],
  ["ст. 342 Уголовного кодекса", ["342"]],
  ["ч. 1 ст. 342, ч. 3 ст. 361-1 УК Республики Беларусь", ["342 p.1", "361-1 p.3"]],
  ["ст. 342 ч. 1, ст. 364 ч. 2", ["342 p.1", "364 p.2"]],
  ["ч. 1 и 3 ст. 361-1 УК (создание формирования)", ["361-1 p.1", "361-1 p.3"]],
  ["ч.1 ст.342 УК — Организация действий, 2 и более лица", ["342 p.1"]],
  ["арт. 342 КК", ["342"]],
  ["ч. 1 арт. 361-4 КК — Садзейнічанне", ["361-4 p.1"]],
  ["артыкул 130 Крымінальнага кодэкса", ["130"]],
  ["ст. 361¹ УК", ["361-1"]],
  ["ст. 361–1 УК", ["361-1"]],
  ["Art. 130 (incitement) of the Criminal Code", ["130"]],
  ["361-1 p.1", ["361-1 p.1"]],
  ["342; 368 p.2", ["342", "368 p.2"]],
  ["ст. 342, 364 УК", ["342", "364"]],
  ["Art. 342 of the Criminal Code; Art. 342 of the Criminal Code", ["342"]],
  ["Art. 369 of the Criminal Code — Insult of an official; made in public", ["369"]],
  ["Art. 24.23 of the Administrative Code; Art. 342", ["342"]],
];

test.each(told)("%j", (words, articles) => {
  expect(readArticles(words)).toEqual(articles);
});

test.each(["", "unknown", "politically motivated", "ст. 24.23 КоАП", "не известно"])("no articles are in %j", (words) => {
  expect(readArticles(words)).toBeUndefined();
});

test.each([
  "ст. 342 ч. 1 ст. 364",
  "ч. 1",
  "ст. 3421",
  "Art. 342-",
  "Art. 342 or 364",
  "Art. 342; Art. 36l-1",
  "ч. 1 ст. 342, 364 УК",
  "ст. 14 через 342",
  "Art. 342 p. 1 p. 2",
  "Art. 361 of the Criminal Code — Calls, Art. 357 of the Criminal Code — Conspiracy",
  "ст. 342 (ч. 1) УК",
  "361 - 1",
  "ст. 361 — 1",
])("what cannot be told for certain is left out as a whole: %j", (words) => {
  expect(readArticles(words)).toBeNull();
});
