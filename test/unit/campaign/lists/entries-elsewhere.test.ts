import { expect, test } from "vitest";
import { entriesElsewhere } from "../../../../src/campaign/lists/entries-elsewhere.ts";
import { aList, anEntry } from "./a-listed-person.ts";

test("with somebody who is taken down go the entries of other lists with the same page, and those that were left out for the name", () => {
  const person = anEntry("1", "siarhei-kavalenka");
  const other = aList(
    [
      anEntry("b1", "kovalenko", { url: undefined, names: { en: "Sergey Kovalenko" } }),
      anEntry("b2", "married-name", { url: "https://prisoners.spring96.org/ru/person/siarhei-kavalenka" }),
      anEntry("b3", "kovalenko-b3", { url: undefined, names: { en: "Sergey Kovalenko" } }),
      anEntry("b4", "somebody-else"),
      { id: "b5", withheld: true },
    ],
    { source: "baj" },
  );
  expect(entriesElsewhere([person], other, (id) => id === "b3")).toEqual(["b1", "b2"]);
});
