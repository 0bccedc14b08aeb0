/*
 * Folding brings every spelling of a name to one key, whatever language and system of transcription it was written in. Keys are made of the letters
 * `a e i u b v g d ž z k l m n p r s t f c č š` and `ȟ` (х), and say what all systems agree on:
 * - Belarusian writes а where Russian writes о, and я where Russian writes е: `a` is а and о, `e` is any vowel of that kind behind a soft consonant.
 *   Behind ш ж ч ц р, which Belarusian hardens, and л, whose softness most Latin spellings do not show, the two are one.
 * - и, ы, і and й are `i`; г and ґ are `g`; ў and в are `v`; дз is `d`; т before `e` and `i` is `c`, as in Ціханоўскі and Тихановский.
 * - What only shows softness is dropped, and so are doubled letters.
 */

type Replacements = readonly (readonly [RegExp, string])[];

const letterPairs = (pairs: string): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)]));

const cyrillicSounds = letterPairs(
  "аa бb вv гg ґg дd еje ёjo єje жž зz иi іi їji йi кk лl мm нn оo пp рr сs тt уu ўv фf хȟ цc чč шš щšč ыi эe юju яja јj" +
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
  [/y/gu, "i"],
  // The diacritic was lost on the way: Labkovic for Labkovič.
  [/(?<=[vw]i)ch?$/gu, "č"],
];

/** ч in English and in passports, х in Łacinka, Polish and German. */
const readingsOfCh = ["č", "ȟ"];

const merges: Replacements = [
  [/[tc][zsc]/gu, "c"],
  [/sz/gu, "z"],
  [/dz/gu, "d"],
  [/(?<=[aeo])u/gu, "v"],
  [/[ij]+(?=[aeou])/gu, "j"],
  [/[ij]+(?![aeouij])/gu, "i"],
  // Between vowels it is written or not: Andreyeva, Andreeva.
  [/(?<=[aeiou])j(?=[aeo])/gu, ""],
  [/j[aeo]/gu, "e"],
  [/j/gu, ""],
  [/o/gu, "a"],
  // Навумаў, Наумов.
  [/(?<=[ae]v)u(?=[^aeiu])/gu, ""],
  [/t(?=v?[ei])/gu, "c"],
  [/(?<=[šžčcrl])e/gu, "a"],
  // Власов, Уласаў.
  [/^v(?=[^aeiu])/gu, "u"],
  [/(.)\1+/gu, "$1"],
];

const replaceAll = (text: string, replacements: Replacements): string =>
  replacements.reduce((changed, [pattern, replacement]) => changed.replaceAll(pattern, replacement), text);

/** One merge can make room for another, so they are repeated until nothing changes: folding a key gives the key. */
const merge = (sounds: string): string => {
  const merged = replaceAll(sounds, merges);
  return merged === sounds ? merged : merge(merged);
};

const readCyrillic = (word: string): string => word.replaceAll("ть", "ц").replaceAll(/./gu, (letter) => cyrillicSounds[letter] ?? "");

const readLatin = (word: string): string[] => {
  const letters = word
    .replaceAll(/[^a-zšžčȟ]/gu, (letter) => latinLetters[letter] ?? letter.normalize("NFD"))
    .replaceAll(/[^a-zšžčȟ]/gu, "");
  const grouped = replaceAll(letters, latinGroups);
  return (grouped.includes("ch") ? readingsOfCh.map((sound) => grouped.replaceAll("ch", sound)) : [grouped]).map((sounds) =>
    sounds.replaceAll("h", "g"),
  );
};

/**
 * The keys of one word: two where its Latin letters can be read in two ways, the likelier one first; none where it has no letter of either alphabet.
 * The word is in small letters, in Unicode's composed form.
 */
export const foldName = (word: string): string[] => {
  const readings = /\p{Script=Cyrillic}/u.test(word) ? [readCyrillic(word)] : readLatin(word);
  return [...new Set(readings.map(merge))].filter((key) => key !== "");
};

/** The key as a German would mean it, where that is another one: Zichanouski is Ціханоўскі, Snak is Знак. */
export const foldGermanName = (word: string): string[] =>
  /^[a-zäöüß]*(?:z(?!h)|s(?=[aeiouyjn]))[a-zäöüß]*$/u.test(word)
    ? foldName(word.replaceAll(/s(?=[aeiouyjn])|z(?!h)/gu, (letter) => (letter === "z" ? "c" : "z")))
    : [];
