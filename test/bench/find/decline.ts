import type { MadePerson } from "./make-people.ts";

export const cases = ["genitive", "dative", "instrumental"] as const;
type Case = (typeof cases)[number];

type Endings = readonly (readonly [RegExp, Readonly<Record<Case, string>>])[];

const of = (genitive: string, dative: string, instrumental: string): Readonly<Record<Case, string>> => ({ genitive, dative, instrumental });

/** By how a name ends; the first that fits. */
const surnameEndings: Readonly<Record<"beM" | "beF" | "ruM" | "ruF", Endings>> = {
  beM: [
    [/скі$/u, of("скага", "скаму", "скім")],
    [/(?<=[аояеё])ў$/u, of("ва", "ву", "вым")],
    [/(?<=[іы]н)$/u, of("а", "у", "ым")],
    [/ка$/u, of("кі", "ку", "кам")],
    [/й$/u, of("я", "ю", "ем")],
    [/(?<=[чкц])$/u, of("а", "у", "ам")],
  ],
  beF: [
    [/ская$/u, of("скай", "скай", "скай")],
    [/ва$/u, of("вай", "вай", "вай")],
    [/(?<=[іы])на$/u, of("най", "най", "най")],
  ],
  ruM: [
    [/ский$/u, of("ского", "скому", "ским")],
    [/(?<=[оеё]в|[иы]н)$/u, of("а", "у", "ым")],
    [/й$/u, of("я", "ю", "ем")],
    [/(?<=ч)$/u, of("а", "у", "ем")],
    [/(?<=[кц])$/u, of("а", "у", "ом")],
  ],
  ruF: [
    [/ская$/u, of("ской", "ской", "ской")],
    [/(?<=[оеё]в|[иы]н)а$/u, of("ой", "ой", "ой")],
  ],
};

const givenEndings: Readonly<Record<"be" | "ru", Endings>> = {
  be: [
    [/ія$/u, of("іі", "іі", "іяй")],
    [/ыя$/u, of("ыі", "ыі", "ыяй")],
    [/'я$/u, of("'і", "'і", "'яй")],
    [/ка$/u, of("кі", "цы", "кай")],
    [/га$/u, of("гі", "зе", "гай")],
    [/(?<=[нмлрв])а$/u, of("ы", "е", "ай")],
    [/я$/u, of("і", "і", "яй")],
    [/й$/u, of("я", "ю", "ем")],
    [/ь$/u, of("я", "ю", "ем")],
    [/(?<=[бвгдзклмнпрстфў])$/u, of("а", "у", "ам")],
  ],
  ru: [
    [/ия$/u, of("ии", "ии", "ией")],
    [/ья$/u, of("ьи", "ье", "ьей")],
    [/(?<=[гк])а$/u, of("и", "е", "ой")],
    [/(?<=[нмлрвт])а$/u, of("ы", "е", "ой")],
    [/я$/u, of("и", "е", "ей")],
    [/ий$/u, of("ия", "ию", "ием")],
    [/й$/u, of("я", "ю", "ем")],
    [/(?<=р)ь$/u, of("я", "ю", "ем")],
    [/(?<=[бвгдзклмнпрстф])$/u, of("а", "у", "ом")],
  ],
};

const decline = (word: string, endings: Endings, wanted: Case): string => {
  const fitting = endings.find(([pattern]) => pattern.test(word));
  if (fitting === undefined) return word;
  const [pattern, forms] = fitting;
  const stem = word.replace(pattern, "");
  return (/[аеоя]ў$/u.test(word) && forms[wanted].startsWith("в") ? word.slice(0, -1) : stem) + forms[wanted];
};

export const declineName = ({ given, surname, sex }: MadePerson, language: "be" | "ru", wanted: Case): string =>
  `${decline(given[language], givenEndings[language], wanted)} ${decline(surname[language], surnameEndings[`${language}${sex}`], wanted)}`;
