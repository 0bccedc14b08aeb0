import { areApart, type PartialDate } from "../partial-date.ts";
import type { PrisonerFile, Sentence } from "../prisoner.ts";
import type { ListedAs } from "./listed-person.ts";
import { createNameIndex, namesOf } from "./same-name.ts";

/** Something that a person's file and a list say otherwise. */
export interface FactApart {
  /** In the file. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const sayLength = ({ years, months, fine }: Sentence): string =>
  [years === undefined ? "" : `${years} years`, months === undefined ? "" : `${months} months`, fine === true ? "a fine" : ""]
    .filter((part) => part !== "")
    .join(" ");

const lengthOf = ({ years = 0, months = 0, fine }: Sentence): string => `${years * 12 + months} ${fine === true}`;

/** What of a file's own facts a list says otherwise; dates that may be the same day are the same. */
export const factsApart = (file: PrisonerFile, { entry, header: { counter: list } }: ListedAs): FactApart[] => {
  const apart: FactApart[] = [];
  const compareDates = (path: FactApart["path"], own: PartialDate | undefined, theirs: PartialDate | undefined): void => {
    if (own !== undefined && theirs !== undefined && areApart(own, theirs))
      apart.push({ path, message: `${path.join(".")} is ${own}, and ${list} says ${theirs}` });
  };
  const names = createNameIndex<true>();
  names.add({ name: namesOf(entry), spellings: [] }, true);
  if (file.name !== undefined && names.find(file).length === 0)
    apart.push({
      path: ["name", "latin"],
      message: `the name is ${file.name.latin}, and ${list} says ${namesOf(entry).latin}: is it the same person?`,
    });
  compareDates(["born", "date"], file.born?.date, entry.born);
  compareDates(["detained", "date"], file.detained?.date, entry.detained);
  if (file.gender !== undefined && entry.gender !== undefined && file.gender !== entry.gender)
    apart.push({ path: ["gender"], message: `gender is ${file.gender}, and ${list} says ${entry.gender}` });

  const { verdict, sentence, articles } = entry;
  const dated = file.trials.flatMap(({ date }) => date ?? []);
  const index = file.trials.findIndex(({ date }) => date !== undefined && verdict !== undefined && !areApart(date, verdict));
  const trial = file.trials[index];
  if (verdict !== undefined && dated.length > 0 && dated.length === file.trials.length && trial === undefined)
    apart.push({ path: ["trials"], message: `no trial is of ${verdict}, the verdict that ${list} has` });
  const given = [trial?.sentence, trial?.changedTo].filter((one) => one !== undefined);
  if (sentence !== undefined && given.length > 0 && !given.some((one) => lengthOf(one) === lengthOf(sentence)))
    apart.push({
      path: ["trials", index, "sentence"],
      message: `the sentence is ${given.map(sayLength).join(", later ")}, and ${list} says ${sayLength(sentence)}`,
    });
  const own = trial?.articles;
  if (own !== undefined && articles !== undefined && new Set(own).symmetricDifference(new Set(articles)).size > 0)
    apart.push({
      path: ["trials", index, "articles"],
      message: `the articles are ${own.join(", ")}, and ${list} says ${articles.join(", ")}`,
    });
  return apart;
};
