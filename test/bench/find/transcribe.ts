type Table = Readonly<Record<string, string>>;

/** Letters in pairs: `аa` is а to a. */
const table = (pairs: string): Table => Object.fromEntries(pairs.split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)]));

interface System {
  readonly letters: Table;
  /** At the start, behind a vowel, an apostrophe or ь. */
  readonly initial: Table;
  /** Written together. */
  readonly groups?: readonly (readonly [RegExp, string])[];
}

const transcribeWord = (word: string, { letters, initial, groups = [] }: System): string => {
  let text = word.toLowerCase();
  for (const [pattern, replacement] of groups) text = text.replaceAll(pattern, replacement);
  let written = "";
  for (const [index, letter] of Array.from(text).entries()) {
    const before = text[index - 1] ?? "";
    const isInitial = index === 0 || "аеёиоуыэюяіў'ьъ".includes(before);
    written += (isInitial ? initial[letter] : undefined) ?? letters[letter] ?? letter;
  }
  const [first = ""] = written;
  return first.toUpperCase() + written.slice(first.length);
};

const softL: readonly (readonly [RegExp, string])[] = [
  [/л(?=[еёіюяиь])/gu, "l"],
  [/л/gu, "ł"],
  [/l[яа]/gu, "la"],
  [/lю/gu, "lu"],
  [/lё/gu, "lo"],
  [/lь/gu, "l"],
  [/нь/gu, "ń"],
  [/сь/gu, "ś"],
  [/зь/gu, "ź"],
  [/ць/gu, "ć"],
];

/** Tables of the systems that Belarusian names are met in, each from its own source, not from the search's folding. */
export const belarusianSystems: Readonly<Record<string, System>> = {
  passport: {
    letters: table("аa бb вv гh дd еe ёio жzh зz іi йi кk лl мm нn оo пp рr сs тt уu ўu фf хkh цts чch шsh ыy ь эe юiu яia '"),
    initial: table("еye ёyo юyu яya"),
  },
  lacinka: {
    letters: table("аa бb вv гh дd еie ёio жž зz іi йj кk лł мm нn оo пp рr сs тt уu ўŭ фf хch цc чč шš ыy ь эe юiu яia '"),
    initial: table("еje ёjo юju яja"),
    groups: [...softL, [/lе/gu, "le"]],
  },
  scholarly: {
    letters: table("аa бb вv гh дd еe ёë жž зz іi йj кk лl мm нn оo пp рr сs тt уu ўŭ фf хch цc чč шš ыy ь' эė юju яja '"),
    initial: table("еe"),
  },
  bgn: {
    letters: table("аa бb вv гh дd еye ёyo жzh зz іi йy кk лl мm нn оo пp рr сs тt уu ўw фf хkh цts чch шsh ыy ь’ эe юyu яya '"),
    initial: {},
  },
  polish: {
    letters: table("аa бb вw гh дd еie ёio жż зz іi йj кk лł мm нn оo пp рr сs тt уu ўu фf хch цc чcz шsz ыy ь эe юiu яia '"),
    initial: table("еje ёjo юju яja"),
    groups: [...softL, [/lе/gu, "le"]],
  },
  german: {
    letters: table("аa бb вw гh дd еe ёjo жsch зs іi йj кk лl мm нn оo пp рr сs тt уu ўu фf хch цz чtsch шsch ыy ь эe юju яja '"),
    initial: table("еje"),
  },
};

export const russianSystems: Readonly<Record<string, System>> = {
  english: {
    letters: table("аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya"),
    initial: table("еye"),
    groups: [[/[иы]й$/gu, "y"]],
  },
  passport: {
    letters: table("аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъie ыy ь эe юiu яia"),
    initial: {},
  },
  scholarly: {
    letters: table("аa бb вv гg дd еe ёë жž зz иi йj кk лl мm нn оo пp рr сs тt уu фf хch цc чč шš щšč ъ ыy ь эė юju яja"),
    initial: {},
  },
  polish: {
    letters: table("аa бb вw гg дd еie ёio жż зz иi йj кk лł мm нn оo пp рr сs тt уu фf хch цc чcz шsz щszcz ъ ыy ь эe юiu яia"),
    initial: table("еje ёjo юju яja"),
    groups: [...softL, [/lе/gu, "le"], [/[иы]й$/gu, "i"]],
  },
  german: {
    letters: table("аa бb вw гg дd еe ёjo жsch зs иi йj кk лl мm нn оo пp рr сs тt уu фf хch цz чtsch шsch щschtsch ъ ыy ь эe юju яja"),
    initial: table("еje"),
    groups: [[/[иы]й$/gu, "i"]],
  },
};

/** A name, word by word, in Latin letters. */
export const transcribe = (name: string, system: System): string =>
  name
    .split(" ")
    .map((word) => transcribeWord(word, system))
    .join(" ");
