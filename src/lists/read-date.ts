import type { PartialDate } from "../campaign/partial-date.ts";

const inOrder = (words: string): readonly (readonly string[])[] => words.split(" ").map((forms) => forms.split("/"));

/** Nominative and genitive; English ones with what they are shortened to. */
const monthNames = [
  "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec",
  "январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля август/августа сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря",
  "студзень/студзеня люты/лютага сакавік/сакавіка красавік/красавіка май/мая/травень/траўня чэрвень/чэрвеня ліпень/ліпеня жнівень/жніўня верасень/верасня " +
    "кастрычнік/кастрычніка лістапад/лістапада снежань/снежня",
];

const months: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names) => inOrder(names).flatMap((forms, index) => forms.map((form) => [form, index + 1] as const))),
);

const none = /^(?:[-–—.?]*|0000-00-00( 00:00:00)?|null|n\/a)$/;

/** Midnight says nothing of the hour; another time may belong to another day somewhere else, and is none of ours to turn. */
const midnight = /[t ]00:00(?::00(?:\.0+)?)?z?$/;

interface Parts {
  readonly year: string;
  readonly month?: number;
  readonly day?: number;
}

const monthOf = (name: string | undefined): { readonly month: number } | null => {
  const month = months.get(name ?? "");
  return month === undefined ? null : { month };
};

const asNumber = <Name extends string>(name: Name, digits: string | undefined): Partial<Record<Name, number>> =>
  (digits ? { [name]: Number(digits) } : {}) as Partial<Record<Name, number>>;

const partsOf = (text: string): Parts | null => {
  const dashed = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (dashed) return { year: dashed[1] ?? "", ...asNumber("month", dashed[2]), ...asNumber("day", dashed[3]) };
  const dotted = /^(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})$/.exec(text);
  if (dotted) return { year: dotted[3] ?? "", ...asNumber("month", dotted[2]), ...asNumber("day", dotted[1]) };
  const worded = /^(?:(\d{1,2})(?:st|nd|rd|th)? )?(\p{L}+)\.?,? (\d{4})$/u.exec(text);
  const month = monthOf(worded?.[2]);
  if (worded && month) return { year: worded[3] ?? "", ...month, ...asNumber("day", worded[1]) };
  const american = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?, (\d{4})$/u.exec(text);
  const first = monthOf(american?.[1]);
  return american && first && { year: american[3] ?? "", ...first, ...asNumber("day", american[2]) };
};

const two = (number: number): string => String(number).padStart(2, "0");

/**
 * A date as far as the words say it: `24 April 1982`, `24.04.1982`, `24 красавіка 1982`, `april 2026` (a month), `1982` (a year). Undefined where there is none;
 * null where there is something that is no date of the calendar between 1900 and 2099, or that can be read in two ways (`04/05/1982`).
 */
export const readDate = (words: string): PartialDate | null | undefined => {
  const text = words
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ")
    .trim()
    .toLowerCase()
    .replace(midnight, "")
    .replace(/(?<=\d{4}),? ?(?:г\.?|года|год|годзе)$/u, "");
  if (none.test(text)) return undefined;
  const { year = "", month, day } = partsOf(text) ?? {};
  if (!/^(?:19|20)\d\d$/.test(year)) return null;
  if (month === undefined) return year;
  if (month < 1 || month > 12) return null;
  if (day === undefined) return `${year}-${two(month)}`;
  const days = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  return day < 1 || day > days ? null : `${year}-${two(month)}-${two(day)}`;
};
