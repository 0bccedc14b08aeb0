import type { PartialDate } from "../partial-date.ts";
import type { Prisoner } from "../prisoner.ts";
import { sayDate } from "./say-date.ts";
import type { Texts } from "./texts.ts";

/** The date that what is recorded of somebody is known for: a release or a death as of its own day at least, that somebody is in prison only as of a check. */
export const asOfDay = ({ slug, status }: Prisoner): PartialDate => {
  const date = status.checked ?? (status.kind === "imprisoned" ? undefined : status.since);
  if (date === undefined) throw new Error(`prisoners/${slug}.yaml: status.checked is missing, so nobody can be told as of when this is`);
  return date;
};

/** As of when what is said of several people is known; empty where it is about nobody. */
export const sayAsOf = (texts: Texts, language: string, people: readonly Prisoner[]): string => {
  const dates = people.map(asOfDay).toSorted();
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return "";
  const from = sayDate(texts, language, first);
  if (first !== last) return texts.say(language, "as-of-between", { from: from.date, to: sayDate(texts, language, last).date });
  const isMemory = people.every(({ status }) => status.kind === "died");
  return texts.say(language, isMemory ? "as-of-memory" : "as-of", { gender: "other", ...from });
};
