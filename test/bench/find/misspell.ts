import type { SeededRandom } from "../../chaos/seeded-random.ts";

const latin = "abcdefghijklmnoprstuvyz";
const cyrillic = "абвгдежзиклмнопрстуфхцчшыюя";

/** One letter of one word put in, left out, replaced or swapped with its neighbour; the first letter stays, as it mostly does. */
export const misspell = (random: SeededRandom, name: string): string => {
  const words = name.split(" ");
  const long = [...words.keys()].filter((index) => words[index]!.length > 4);
  if (long.length === 0) return name;
  const chosen = random.pick(long);
  const word = words[chosen]!;
  const at = random.whole(1, word.length - 2);
  const letters = /[а-яёіў]/iu.test(word) ? cyrillic : latin;
  const other = letters[random.whole(0, letters.length - 1)]!;
  const wrong = [
    () => word.slice(0, at) + other + word.slice(at),
    () => word.slice(0, at) + word.slice(at + 1),
    () => word.slice(0, at) + other + word.slice(at + 1),
    () => word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2),
  ];
  words[chosen] = random.pick(wrong)();
  return words.join(" ");
};
