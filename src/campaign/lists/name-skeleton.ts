/** Letters that folding may take for one another, and what only shows softness. */
const groups: Readonly<Record<string, string>> = {
  k: "gґгhхkкqxцчшщжзсcsztdтдčšžȟđß",
  b: "bб",
  p: "pпfф",
  m: "mм",
  n: "nн",
  l: "lлł",
  r: "rр",
  a: "aeiouyvwûаеёиіоуўыэюявєїœæ",
};

const groupOf: ReadonlyMap<string, string> = new Map(
  Object.entries(groups).flatMap(([group, letters]) => Array.from(letters, (letter) => [letter, group] as const)),
);

const look = (letter: string): string | undefined =>
  groupOf.get(letter) ?? (letter > "\u007f" ? groupOf.get(letter.normalize("NFD").charAt(0)) : undefined);

/**
 * What no spelling of a word changes, found without folding it: consonants in seven groups with what is between them, vowels and what may be one. Words that
 * fold to one key (`foldName`) have one skeleton; most others have another one.
 */
export const nameSkeleton = (text: string): string => {
  let skeleton = "";
  let last = "";
  const small = text.toLowerCase();
  for (let index = 0; index < small.length; index += 1) {
    const letter = small.charAt(index);
    const group = look(letter);
    // Ph is f.
    if (group === undefined || group === last || (letter === "h" && small.charAt(index - 1) === "p")) continue;
    skeleton += group;
    last = group;
  }
  return skeleton;
};

/** The skeletons of all that may be the surname in a name of a few words, which may be several of them. */
export const surnameSkeletons = (name: string): ReadonlySet<string> => {
  const words = name.split(/\s+/u);
  const found = new Set<string>();
  for (let from = 0; from < words.length; from += 1)
    for (let to = from + 1; to <= words.length; to += 1) found.add(nameSkeleton(words.slice(from, to).join("")));
  return found;
};
