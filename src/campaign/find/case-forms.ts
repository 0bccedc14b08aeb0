/** Endings of folded names in the other cases of Belarusian, Russian and Ukrainian, and what they may come from. The longest that fits comes first. */
const endings: readonly (readonly [string, readonly string[]])[] = [
  // Ціханоўскага, Тихановского; Ціханоўскаму; Ціханоўскім; Ціханоўскай, Тихановскую.
  ["skaga", ["ski"]],
  ["skamu", ["ski"]],
  ["skim", ["ski"]],
  ["skam", ["ski"]],
  ["skai", ["ska"]],
  ["skuû", ["ska"]],
  ["aga", ["i"]],
  ["amu", ["i"]],
  ["ami", ["", "a"]],
  // Аляксандравым; Калеснікавай; Каваленкам, Стефановичем.
  ["im", ["", "i"]],
  ["am", ["", "a"]],
  ["em", ["", "i", "a"]],
  ["ai", ["a"]],
  ["ei", ["e", "a"]],
  // Бабарыцы; Вользе; Лукашу.
  ["ci", ["ka", "c"]],
  ["ca", ["ka", "ta", "c", "t"]],
  ["za", ["ga"]],
  ["ze", ["ga"]],
  ["sa", ["ȟa", "s"]],
  ["se", ["ȟa", "s"]],
  // Андрэю, Юлію.
  ["û", ["i", "a", "e"]],
  ["a", ["", "i"]],
  ["e", ["", "i", "a"]],
  ["u", ["", "a", "i"]],
  ["i", ["a", "e"]],
];

const shortestStem = 2;

/** What a folded word may be another case of, itself left out. */
export const nominativesOf = (key: string): string[] => {
  const found = new Set<string>();
  for (const [ending, originals] of endings) {
    if (!key.endsWith(ending)) continue;
    const stem = key.slice(0, key.length - ending.length);
    if (stem.length < shortestStem) continue;
    for (const original of originals) found.add(stem + original);
    // Паўла from Павел, Святланы from Святлана: a vowel comes back in front of the last consonant.
    if (originals.includes("") && /[^aeiu][^aeiu]$/u.test(stem)) found.add(`${stem.slice(0, -1)}e${stem.slice(-1)}`);
  }
  found.delete(key);
  return [...found];
};
