import type { PartialDate } from "../src/campaign/partial-date.ts";
import type { SyntheticPerson } from "./synthetic-list.ts";

type ListLanguage = "en" | "ru" | "be";

export interface WriteListOptions {
  readonly language?: ListLanguage;
  readonly delimiter?: "," | ";" | "\t";
  readonly lineBreak?: "\n" | "\r\n";
  readonly byteOrderMark?: boolean;
  /** How days are written: `1982-04-24`, `24 April 1982`, `24.04.1982`; person by person another one unless set. */
  readonly dates?: "iso" | "words" | "dots" | "mixed";
}

/** Stands in every cell that an import must never read: no output may have it. */
export const neverImported = "NEVERIMPORTED";

const months: Readonly<Record<ListLanguage, { readonly of: readonly string[]; readonly alone: readonly string[] }>> = {
  en: {
    of: "January February March April May June July August September October November December".split(" "),
    alone: "january february march april may june july august september october november december".split(" "),
  },
  ru: {
    of: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" "),
    alone: "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(" "),
  },
  be: {
    of: "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня".split(" "),
    alone: "студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань".split(" "),
  },
};

const writeDate = (date: PartialDate | undefined, language: ListLanguage, style: "iso" | "words" | "dots"): string => {
  if (date === undefined) return "";
  const [year = "", month, day] = date.split("-");
  if (month === undefined) return year;
  if (day === undefined) return `${months[language].alone[Number(month) - 1]} ${year}`;
  if (style === "iso") return date;
  return style === "dots" ? `${day}.${month}.${year}` : `${Number(day)} ${months[language].of[Number(month) - 1]} ${year}`;
};

/** `361-1 p.1` as the source has it, with words behind that may hold numbers, too. */
const writeArticle = (article: string, language: ListLanguage): string => {
  const [number = "", part] = article.split(" p.");
  if (language === "en")
    return `Art. ${number}${part === undefined ? "" : ` p. ${part}`} of the Criminal Code — Calls for actions, 2 or more persons`;
  const words = { ru: ["ст.", "УК", "Призывы к действиям, 2 и более лица"], be: ["арт.", "КК", "Заклікі да дзеянняў, 2 і больш асобы"] }[
    language
  ];
  return `${part === undefined ? "" : `ч. ${part} `}${words[0]} ${number} ${words[1]} — ${words[2]}`;
};

const plural = (count: number, one: string, few: string, many: string): string => {
  const tens = count % 100;
  if (count % 10 === 1 && tens !== 11) return `${count} ${one}`;
  return count % 10 >= 2 && count % 10 <= 4 && (tens < 12 || tens > 14) ? `${count} ${few}` : `${count} ${many}`;
};

const writeSentence = (sentence: SyntheticPerson["sentence"], language: ListLanguage): string => {
  if (sentence === undefined) return "";
  if (sentence === "free")
    return { en: "sentence unknown, closed trial", ru: "срок неизвестен, закрытый суд", be: "тэрмін невядомы, закрыты суд" }[language];
  if (sentence.fine) return { en: "fine", ru: "штраф", be: "штраф" }[language];
  const { years, months: more } = sentence;
  if (language === "en")
    return [years && `${years} year${years === 1 ? "" : "s"}`, more && `${more} month${more === 1 ? "" : "s"}`].filter(Boolean).join(" ");
  const words = {
    ru: { years: ["год", "года", "лет"], months: ["месяц", "месяца", "месяцев"] },
    be: { years: ["год", "гады", "гадоў"], months: ["месяц", "месяцы", "месяцаў"] },
  }[language];
  const said = (count: number | undefined, [one = "", few = "", many = ""]: string[]) => count && plural(count, one, few, many);
  return [said(years, words.years), said(more, words.months)].filter(Boolean).join(" ");
};

const genders: Readonly<Record<ListLanguage, Readonly<Record<"F" | "M", string>>>> = {
  en: { F: "female", M: "male" },
  ru: { F: "женский", M: "мужской" },
  be: { F: "жаночы", M: "мужчынскі" },
};

const statusWords: Readonly<Record<ListLanguage, Readonly<Record<SyntheticPerson["status"], Readonly<Record<"F" | "M", string>>>>>> = {
  en: {
    active: { F: "political prisoner", M: "political prisoner" },
    former: { F: "former political prisoner", M: "former political prisoner, recognized ex post facto" },
    np: { F: "", M: "" },
  },
  ru: {
    active: { F: "политзаключённая", M: "Политзаключенный" },
    former: { F: "бывшая политзаключённая", M: "бывший политзаключённый" },
    np: { F: "", M: "" },
  },
  be: {
    active: { F: "палітзняволеная", M: "палітвязень" },
    former: { F: "былая палітзняволеная", M: "былы палітвязень" },
    np: { F: "", M: "" },
  },
};

const hiddenNames: Readonly<Record<ListLanguage, readonly string[]>> = {
  en: ["", "name hidden", "***", "N. N.", "Anonymous"],
  ru: ["", "имя скрыто", "***", "Н. Н."],
  be: ["", "імя схавана", "***", "—"],
};

interface Written {
  readonly name: string;
  readonly url: string;
  readonly gender: string;
  readonly articles: string;
  readonly decision: string;
  readonly prison: string;
  date(date: PartialDate | undefined): string;
}

const write = (person: SyntheticPerson, language: ListLanguage, dates: WriteListOptions["dates"] = "mixed"): Written => {
  const number = Number(person.id);
  const style = dates === "mixed" ? (["iso", "words", "words", "dots"] as const)[number % 4]! : dates;
  const hidden = hiddenNames[language];
  return {
    name: person.hidden ? hidden[number % hidden.length]! : person.names[language],
    url: `https://prisoners.spring96.org/${language}/person/${person.page}`,
    gender: genders[language][person.gender],
    articles: person.articles.map((article) => writeArticle(article, language)).join(number % 2 === 0 ? "; " : "\n"),
    decision: writeSentence(person.sentence, language),
    prison: `Penal colony "No. ${number % 30}" ${neverImported}\n246035, Homieĺ, vulica ${neverImported} 3`,
    date: (date) => writeDate(date, language, style),
  };
};

const writeTable = (
  table: readonly (readonly string[])[],
  { delimiter = ",", lineBreak = "\n", byteOrderMark = false }: WriteListOptions,
): string => {
  const cell = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return (byteOrderMark ? "\uFEFF" : "") + table.map((cells) => cells.map(cell).join(delimiter) + lineBreak).join("");
};

const machineHeader =
  "id,url,name,status,gender,photo,description,birthday,arrested,articles,prison,declaration,decision,penalty,judge,councel,penalty_start_date,release_date,verdict_date,appeal_date,fake_terrorist_list,died,clusters";

/** Viasna's machine CSV. */
export const writeMachineCsv = (people: readonly SyntheticPerson[], options: WriteListOptions = {}): string => {
  const { language = "en", dates } = options;
  const clusters = { en: "Journalists and media workers", ru: "Журналисты, медиаработники", be: "Журналісты і медыяработнікі" }[language];
  const rows = people.map((person) => {
    const { name, url, gender, articles, decision, prison, date } = write(person, language, dates);
    return [
      person.id,
      url,
      name,
      person.status,
      gender,
      `https://spring96.org/files/images/${neverImported}.jpg`,
      `a worker, father of two, ${neverImported}`,
      date(person.born),
      date(person.detained),
      articles,
      prison,
      `https://spring96.org/en/news/${neverImported}`,
      decision,
      `imprisonment in a general-security penal colony ${neverImported}`,
      `${neverImported} Yepikhau`,
      neverImported,
      date(person.verdict),
      date(person.released),
      date(person.verdict),
      date(person.verdict),
      `${neverImported} 2022`,
      person.died === true ? "yes" : date(person.died),
      person.journalist ? `${clusters}; ${neverImported}` : neverImported,
    ];
  });
  return writeTable([machineHeader.split(","), ...rows], options);
};

const headings: Readonly<Record<ListLanguage, string>> = {
  en: "Name and surname,Status,Date of birth,Gender,Date of detention,Charges indicted,Date of verdict,Sentence,Penalty,Judge,Prosecutor,Prison",
  ru: "Имя и фамилия,Статус,Дата рождения,Пол,Дата задержания,Предъявлены обвинения,Дата приговора,Решение суда,Вид наказания,Судья,Прокурор,Место заключения",
  be: "Імя і прозвішча,Статус,Дата нараджэння,Пол,Дата затрымання,Прад’яўлены абвінавачванні,Дата прысуду,Рашэнне суда,Від пакарання,Суддзя,Пракурор,Месца зняволення",
};

/** Viasna's layout with headings; `withIds` puts the columns ID and URL before the others, which the source's own file may not have. */
export const writeHeadingsCsv = (
  people: readonly SyntheticPerson[],
  options: WriteListOptions & { readonly withIds?: boolean } = {},
): string => {
  const { language = "en", dates, withIds = false } = options;
  const rows = people.map((person) => {
    const { name, url, gender, articles, decision, prison, date } = write(person, language, dates);
    return [
      ...(withIds ? [person.id, url] : []),
      name,
      statusWords[language][person.status][person.gender],
      date(person.born),
      gender,
      date(person.detained),
      articles,
      date(person.verdict),
      decision,
      `imprisonment ${neverImported}`,
      `${neverImported} Yepikhau`,
      `${neverImported} Prakuror`,
      prison,
    ];
  });
  return writeTable([[...(withIds ? ["ID", "URL"] : []), ...headings[language].split(",")], ...rows], options);
};
