import { expect, test } from "vitest";
import { foldName } from "../../../../src/campaign/find/fold-name.ts";
import { plainText, splitWords } from "../../../../src/campaign/find/query-words.ts";
import { nameSkeleton } from "../../../../src/campaign/lists/name-skeleton.ts";
import { fullNamesOf, makePeople } from "../../../bench/find/make-people.ts";
import { belarusianSystems, russianSystems, transcribe } from "../../../bench/find/transcribe.ts";
import { createSeededRandom } from "../../../chaos/seeded-random.ts";
import { shippedPrisoners } from "../../shipped-content.ts";

test("words that fold to one key have one skeleton, in every script and spelling, and so has the key", () => {
  const made = makePeople(createSeededRandom(11), 1500).flatMap((person) => {
    const [russian, belarusian] = fullNamesOf(person);
    return [
      russian,
      belarusian,
      ...Object.values(russianSystems).map((system) => transcribe(russian, system)),
      ...Object.values(belarusianSystems).map((system) => transcribe(belarusian, system)),
    ];
  });
  const recorded = shippedPrisoners.flatMap(({ name, spellings }) => [...Object.values(name).flat(), ...spellings]);
  const words = new Set([...made, ...recorded].flatMap((name) => splitWords(plainText(name))));
  const skeletons = new Map<string, Map<string, string>>();
  for (const word of words) {
    for (const key of foldName(word)) {
      const ofKey = skeletons.get(key) ?? new Map<string, string>();
      skeletons.set(key, ofKey.set(nameSkeleton(key), key).set(nameSkeleton(word), word));
    }
  }
  expect(skeletons.size).toBeGreaterThan(1000);
  expect([...skeletons].filter(([, ofKey]) => ofKey.size > 1).map(([key, ofKey]) => [key, ...ofKey])).toEqual([]);
});
