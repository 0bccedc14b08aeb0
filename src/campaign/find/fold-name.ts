/*
 * Folding brings every spelling of a name to one key, whatever language and system of transcription it was written in. Keys are made of the letters
 * `a e i u û b v g d ž z k l m n p r s t f c č š` and `ȟ` (х), with `û` for ю behind a vowel, and say what all systems agree on:
 * - Belarusian writes а where Russian writes о, and я where Russian writes е: `a` is а and о, `e` is any vowel of that kind behind a soft consonant.
 *   Behind ш ж ч ц, which Belarusian hardens, the two are one.
 * - и, ы, і and й are `i`; г and ґ are `g`; ў and в are `v`; дз is `d`; т before `e` and `i` is `c`, as in Ціханоўскі and Тихановский.
 * - What only shows softness is dropped, and so are doubled letters.
 *
 * The exact key keeps apart what only some systems show: ы (`y`) and і between consonants, as in Лысенка and Лісенка; `a` and `e` behind л and р and in
 * -овіч and -эвіч, as in Макаровіч and Макарэвіч; and `o` and `a`.
 */

type Replacements = readonly (readonly [RegExp, string])[];

const letterPairs = (pairs: string): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)]));

const cyrillicSounds = letterPairs(
  "аa бb вv гg ґg дd еje ёjo єje жž зz иi іi їji йi кk лl мm нn оo пp рr сs тt уu ўv фf хȟ цc чč шš щšč ыy эe юju яja јj" +
    // Latin letters that look like Cyrillic ones, in a word that is otherwise Cyrillic.
    " aa cs eje ii kk mm oo pr tt xȟ yu",
);

const latinLetters = letterPairs("żž ŭw ǔw łl đd øo ßss æe œe ëjo");

const latinGroups: Replacements = [
  [/schtsch|shch|szcz/gu, "šč"],
  [/dsch|dzh/gu, "dž"],
  [/tsch|tch/gu, "č"],
  [/sch|sh|sz/gu, "š"],
  [/cz/gu, "č"],
  [/zh/gu, "ž"],
  [/kh/gu, "ȟ"],
  [/ph/gu, "f"],
  [/x/gu, "ks"],
  [/q/gu, "k"],
  [/w/gu, "v"],
  // The diacritic was lost on the way: Labkovic for Labkovič.
  [/(?<=[vw]i)ch?$/gu, "č"],
];

/** `ch` is ч where х is kh, in English and in passports; and х in Łacinka, Polish and German, which have other signs for ч. A short word may not show. */
const readingsOfCh = (word: string): string[] => {
  if (/kh|zh|ts|(?<!c)sh|shch/u.test(word)) return ["č"];
  return /[čšžżŭłćśźń]|cz|sz|sch/u.test(word) ? ["ȟ"] : ["č", "ȟ"];
};

const exactMerges: Replacements = [
  [/[tc][zsc]/gu, "c"],
  [/sz/gu, "z"],
  [/dz/gu, "d"],
  [/(?<=[aeo])u/gu, "v"],
  [/(?<![bvdzlmnpstf])y|y(?![bvgdžzklmnprstfȟcčš])/gu, "i"],
  [/[ij]+(?=[aeou])/gu, "j"],
  [/[ij]+(?![aeouij])/gu, "i"],
  // Between vowels it is written or not: Andreyeva, Andreeva.
  [/(?<=[aeiouû])j(?=[aeo])/gu, ""],
  // Not ў: Андрэю.
  [/(?<=[aeiouû])ju/gu, "û"],
  [/j[aeo]/gu, "e"],
  [/j/gu, ""],
  // Навумаў, Наумов.
  [/(?<=[aeo]v)u(?=m)/gu, ""],
  [/t(?=v?[ei])/gu, "c"],
  [/(?<=[šžčc])(?:e(?!vič)|o)/gu, "a"],
  // Власов, Уласаў.
  [/^v(?=[^aeiuy])/gu, "u"],
  [/(.)\1+/gu, "$1"],
];

const merges: Replacements = [[/y/gu, "i"], [/o/gu, "a"], [/(?<=[lršžčc])e/gu, "a"], ...exactMerges];

const replaceAll = (text: string, replacements: Replacements): string =>
  replacements.reduce((changed, [pattern, replacement]) => changed.replaceAll(pattern, replacement), text);

/** One merge can make room for another, so they are repeated until nothing changes: folding a key gives the key. */
const merge = (sounds: string, rules: Replacements): string => {
  const merged = replaceAll(sounds, rules);
  return merged === sounds ? merged : merge(merged, rules);
};

const readCyrillic = (word: string): string => word.replaceAll("ть", "ц").replaceAll(/./gu, (letter) => cyrillicSounds[letter] ?? "");

const readLatin = (word: string): string[] => {
  const letters = word
    .replaceAll(/[^a-zšžčȟû]/gu, (letter) => latinLetters[letter] ?? letter.normalize("NFD"))
    .replaceAll(/[^a-zšžčȟû]/gu, "");
  const grouped = replaceAll(letters, latinGroups);
  return (grouped.includes("ch") ? readingsOfCh(word).map((sound) => grouped.replaceAll("ch", sound)) : [grouped]).map((sounds) =>
    sounds.replaceAll("h", "g"),
  );
};

const isThere = (key: string): boolean => key !== "";

/**
 * The exact keys of one word: two where its Latin letters can be read in two ways, the likelier one first; none where it has no letter of either
 * alphabet. The word is in small letters, in Unicode's composed form.
 */
export const foldExactly = (word: string): string[] => {
  const readings = /\p{Script=Cyrillic}/u.test(word) ? [readCyrillic(word)] : readLatin(word);
  return [...new Set(readings.map((sounds) => merge(sounds, exactMerges)))].filter(isThere);
};

/** The key of an exact key. */
export const loosen = (exactKey: string): string => merge(exactKey, merges);

/** The keys of one word, as `foldExactly` has them. */
export const foldName = (word: string): string[] => [...new Set(foldExactly(word).map(loosen))];

const germanLetters: Readonly<Record<string, string>> = { z: "c", s: "z", ds: "d" };

/**
 * How a German would write the word in English, where that is something else: Zichanouski is Tsikhanouski, Snak is Znak. `sch` is ш or ж: the first
 * reading leaves it alone.
 */
export const readGerman = (word: string): string[] => {
  if (!/^[a-zäöüß]*(?:(?<![cdst])z(?!h)|(?<!t)s(?=[aeiouyjnm])|ds|sch)[a-zäöüß]*$/u.test(word)) return [];
  const plain = word.replaceAll(/ds(?!ch)|(?<!t)s(?=[aeiouyjnm])|(?<![cdst])z(?!h)/gu, (letters) => germanLetters[letters] ?? letters);
  return [plain, plain.replaceAll(/(?<!t)sch/gu, "zh")].filter((reading, index, all) => reading !== word && all.indexOf(reading) === index);
};

/** Do two exact keys spell one name? Where Belarusian says а, Russian may write о, but where Belarusian says о, nobody writes а. */
export const isSpelling = (written: string, recorded: string): boolean =>
  written.length === recorded.length && written.replaceAll("o", (letter, at: number) => (recorded[at] === "a" ? "a" : letter)) === recorded;
