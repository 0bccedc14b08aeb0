import type { Prisoner, Sentence } from "../prisoner.ts";
import type { Texts } from "./texts.ts";

type Trial = Prisoner["trials"][number];

/** `8 years 3 months and a fine`; null where no length is known. */
const sayTerm = (texts: Texts, language: string, { years = 0, months = 0, fine }: Sentence): string | null => {
  const inYears = years > 0 ? texts.say(language, "term-years", { years }) : null;
  const inMonths = months > 0 ? texts.say(language, "term-months", { months }) : null;
  const term =
    inYears !== null && inMonths !== null ? texts.say(language, "term-both", { years: inYears, months: inMonths }) : (inYears ?? inMonths);
  if (term === null) return null;
  return fine === true ? texts.say(language, "term-fine", { term }) : term;
};

/** What came on top: `later 8 months more`, `later extended`. Said once where it happened several times without a length. */
const sayAdded = (texts: Texts, language: string, term: string, added: readonly Trial[]): string => {
  const lengths = added.map((trial) => sayTerm(texts, language, { ...trial.sentence, added: undefined }));
  const known = lengths.filter((length) => length !== null);
  const longer = known.reduce((said, more) => texts.say(language, "term-added", { term: said, more }), term);
  return known.length === lengths.length ? longer : texts.say(language, "term-extended", { term: longer });
};

/** What the courts gave, one line, in the order of the trials; null where no source names a length. */
export const saySentence = (texts: Texts, language: string, trials: readonly Trial[]): string | null => {
  const own = trials.filter((trial) => trial.sentence !== undefined && trial.sentence.added !== true);
  const added = trials.filter((trial) => trial.sentence?.added === true);

  const terms = own.flatMap((trial) => {
    const term = trial.sentence === undefined ? null : sayTerm(texts, language, trial.sentence);
    if (term === null) return [];
    const changed = trial.changedTo === undefined ? null : sayTerm(texts, language, trial.changedTo);
    const said = changed === null ? term : texts.say(language, "term-changed", { term, changed });
    return [{ said, year: trial.date?.slice(0, 4) }];
  });
  const [first] = terms;
  if (first === undefined) return null;
  if (terms.length === 1) return texts.say(language, "sentence", { terms: sayAdded(texts, language, first.said, added) });

  const dated = terms.map(({ said, year }) => (year === undefined ? said : texts.say(language, "term-in-year", { term: said, year })));
  return texts.say(language, "sentences", { terms: sayAdded(texts, language, dated.join(", "), added) });
};
