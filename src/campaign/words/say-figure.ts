import type { Figure, FigureKind, LatestFigure } from "../figures.ts";
import { sayDate } from "./say-date.ts";
import type { Texts } from "./texts.ts";

interface Setting {
  readonly texts: Texts;
  readonly language: string;
}

interface NumberFormats {
  readonly plain: Intl.NumberFormat;
  readonly signed: Intl.NumberFormat;
}

/** Making one takes longer than everything else that an answer says of a number. */
const known = new Map<string, NumberFormats>();

const formatsOf = (language: string): NumberFormats => {
  const formats = known.get(language) ?? {
    plain: new Intl.NumberFormat(language),
    signed: new Intl.NumberFormat(language, { signDisplay: "exceptZero" }),
  };
  known.set(language, formats);
  return formats;
};

/** As the language groups its digits: `1,285`, `1 285`. */
const sayNumber = (language: string, value: number): string => formatsOf(language).plain.format(value);

/** A minus as it is printed, not the hyphen of a keyboard. */
export const sayChange = (language: string, change: number): string => formatsOf(language).signed.format(change).replace("-", "−");

export const sayCounter = ({ countedBy, counterNames }: Pick<Figure, "countedBy" | "counterNames">, language: string): string =>
  counterNames?.[language] ?? countedBy;

export const sayFigureKind = ({ texts, language }: Setting, figure: FigureKind): string => texts.say(language, `figure-${figure}`, {});

/** `at least 1,100`. */
export const sayValue = ({ texts, language }: Setting, { value, atLeast }: Pick<Figure, "value" | "atLeast">): string => {
  const number = sayNumber(language, value);
  return atLeast ? texts.say(language, "figure-at-least", { number }) : number;
};

/** The number, who counted and when, and how it was before: never one of them without the others. */
export interface SaidFigure {
  readonly number: string;
  readonly by: string;
  /** Null where the counter has no earlier number. */
  readonly before: string | null;
}

const sayBefore = (setting: Setting, { previous, change }: LatestFigure): string | null => {
  if (previous === null) return null;
  const { texts, language } = setting;
  const said = { number: sayValue(setting, previous), date: sayDate(texts, language, previous.date).date };
  if (change === null) return texts.say(language, "figure-before", said);
  return texts.say(language, "figure-before-changed", { ...said, change: sayChange(language, change) });
};

export const sayFigure = (setting: Setting, figure: LatestFigure): SaidFigure => {
  const { texts, language } = setting;
  const counter = sayCounter(figure, language);
  return {
    number: texts.say(language, "figure-is", { figure: sayFigureKind(setting, figure.figure), number: sayValue(setting, figure) }),
    by: texts.say(language, "figure-by", { counter, date: sayDate(texts, language, figure.date).date }),
    before: sayBefore(setting, figure),
  };
};
