import * as fc from "fast-check";
import { expect, test } from "vitest";
import { foldExactly, foldName, isSpelling, loosen } from "../../../../src/campaign/find/fold-name.ts";

test.each([
  "калеснікава колесникова kalesnikava kolesnikova kaleśnikava kaljesnikava kalesnikawa",
  "ціханоўскі тихановский tsikhanouski tikhanovsky cichanoŭski",
  "бяляцкі беляцкий bialiatski bialacki belyatsky",
  "андрэева андреева andreyeva andrejeva andrėeva",
  "салаўёў соловьёв соловьев salauyou solovyov soloviev",
  "навуменка науменко navumenka naumenko",
  "уласаў власов ulasau vlasov",
  "цвяткоў цветков tsviatkou tsvetkov ćviatkoŭ",
  "шчарбакоў щербаков shcharbakou szczerbakow schtscherbakow",
  "якубовіч якубович yakubovich iakubovich jakubowicz jakubovič",
])("spellings of one surname fold to one key: %s", (spellings) => {
  const [first, ...others] = spellings.split(" ").map(foldName);
  for (const keys of others) expect(keys.filter((key) => first!.includes(key))).not.toEqual([]);
});

test.each([
  ["ціханоўскі", "ціханоўская"],
  ["лысенка", "лісенка"],
  ["макаравіч", "макарэвіч"],
  ["чыжавіч", "чыжэвіч"],
  ["волкаў", "валькоў"],
  ["іваноў", "іванова"],
])("%s and %s stay two surnames", (one, other) => {
  const others = foldExactly(other);
  expect(foldExactly(one).some((key) => others.some((recorded) => isSpelling(key, recorded)))).toBe(false);
});

test("no letter of either alphabet is lost", () => {
  expect(
    Array.from("абвгґдеёєжзиіїйклмнопрстуўфхцчшщыэюяabcdefghijklmnopqrstuvwxyzłŭčšžż").filter((letter) => foldName(letter).length === 0),
  ).toEqual([]);
});

test("folding a key gives the key", () => {
  const letters = fc.string({
    unit: fc.constantFrom(...Array.from("абвгдеёжзійклмнопрстуўфхцчшыьэюяabcdefghijklmnoprstuvwyzłŭčšž")),
    maxLength: 14,
  });
  fc.assert(
    fc.property(letters, (word) => {
      for (const key of foldName(word)) expect(loosen(key)).toBe(key);
    }),
    { numRuns: 2000 },
  );
});
