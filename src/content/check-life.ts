import { certainlyBefore } from "../campaign/partial-date.ts";
import type { Path } from "./plain-value.ts";
import type { PrisonerSheet, SoundPrisoner } from "./prisoner-sheet.ts";
import { dateOf, isFuture, reportFuture, type Surroundings } from "./surroundings.ts";

type DatedPath = { readonly path: Path; readonly date: string; readonly words: string };

const youngest = 14;

const datesOf = (person: SoundPrisoner): DatedPath[] => {
  const dated = (path: Path, value: unknown, words: string): DatedPath[] => {
    const date = dateOf(value);
    return date === undefined ? [] : [{ path, date, words }];
  };
  return [
    ...dated(["detained", "date"], person.detained?.date, "the detention"),
    ...(person.trials ?? []).flatMap((trial, index) => dated(["trials", index, "date"], trial?.date, "the trial")),
    ...dated(["status", "since"], person.status?.since, person.status?.kind === "died" ? "the death" : "the release"),
    ...dated(["status", "checked"], person.status?.checked, "the check of the status"),
  ];
};

const checkBirth = (person: SoundPrisoner, { report }: PrisonerSheet): void => {
  const born = dateOf(person.born?.date);
  if (born === undefined) return;
  const dates = datesOf(person);
  const earlier = dates.filter(({ date }) => certainlyBefore(date, born));
  const [first] = earlier;
  // Where most of a life is before the birth, it is the birth that is wrong.
  if (first !== undefined && earlier.length > 1 && earlier.length * 2 > dates.length) {
    report(["born", "date"], `born.date ${born} is after ${first.words} (${first.date}): one of the two is wrong`);
    return;
  }
  for (const { path, date, words } of earlier) report(path, `${words} (${date}) is before the birth (${born}): one of the two is wrong`);
  const detained = dateOf(person.detained?.date);
  if (first === undefined && detained !== undefined && Number(detained.slice(0, 4)) - Number(born.slice(0, 4)) < youngest) {
    report(["born", "date"], `born.date ${born} makes the person a child when detained (${detained}): one of the two is wrong`);
  }
};

const checkStatus = (person: SoundPrisoner, { report }: PrisonerSheet): void => {
  const { status } = person;
  const kind = status?.kind;
  if (status === undefined || kind === undefined) return;
  const since = dateOf(status.since);
  const checked = dateOf(status.checked);
  const detained = dateOf(person.detained?.date);
  const over = kind === "released" || kind === "died";
  const end = kind === "died" ? "the death" : "the release";

  if (over && !Object.hasOwn(status, "since"))
    report(["status", "since"], `status.since is missing: ${kind} needs the date of ${end}, such as 2025-12-13 or 2025-12`);
  if (!over && since !== undefined)
    report(
      ["status", "since"],
      `status.since is the date of a release or a death, and status.kind is ${kind}: remove it, or mend the kind`,
      "key",
    );
  if (over && since !== undefined && detained !== undefined && certainlyBefore(since, detained)) {
    report(["status", "since"], `${end} (${since}) is before the detention (${detained}): one of the two is wrong`);
  }
  if (since !== undefined && checked !== undefined && certainlyBefore(checked, since)) {
    report(["status", "checked"], `status.checked ${checked} is before status.since ${since}: nobody can have known it then`);
  }
  if (detained !== undefined && checked !== undefined && since === undefined && certainlyBefore(checked, detained)) {
    report(["status", "checked"], `status.checked ${checked} is before the detention (${detained}): one of the two is wrong`);
  }
  if (kind !== "unknown" && !Object.hasOwn(status, "checked")) {
    report(["status", "checked"], `status.checked is missing: ${kind} needs the date that the sources speak for`);
  }
  if (kind !== "unknown" && status.sources?.length === 0)
    report(["status", "sources"], `status.sources is empty: ${kind} needs the key of at least one source`);
  const { how } = status;
  if (how !== undefined && (how === "in-custody") !== (kind === "died")) {
    const right = how === "in-custody" ? "in-custody goes with died only" : `${how} goes with released only`;
    report(["status", "how"], `status.how is "${how}", and status.kind is ${kind}: ${right}`);
  } else if (how !== undefined && !over) {
    report(["status", "how"], `status.how is "${how}", and status.kind is ${kind}: ${how} goes with released only`);
  }
  if (status.wentBack === true && kind !== "released")
    report(["status", "wentBack"], `status.wentBack goes with released only, and status.kind is ${kind}`, "key");
};

const checkTrials = (person: SoundPrisoner, { report }: PrisonerSheet, surroundings: Surroundings): void => {
  const detained = dateOf(person.detained?.date);
  const born = dateOf(person.born?.date);
  const ended = dateOf(person.status?.since);
  // An end before the arrest is a fault of its own.
  const since = ended !== undefined && detained !== undefined && certainlyBefore(ended, detained) ? undefined : ended;
  const end = person.status?.kind === "died" ? "the death" : "the release";
  let latest: string | undefined;
  for (const [index, trial] of (person.trials ?? []).entries()) {
    if (trial === undefined) continue;
    const path = ["trials", index];
    const { years, months } = trial.sentence ?? {};
    if (years !== undefined && months !== undefined && months > 11)
      report([...path, "sentence", "months"], `trials[].sentence.months is ${months} beside years: whole years belong to years`);
    if (Object.hasOwn(trial, "changedTo") && !Object.hasOwn(trial, "sentence"))
      report(
        [...path, "changedTo"],
        "trials[].changedTo has no sentence that was changed: give the sentence, too, or call this one the sentence",
        "key",
      );
    const date = dateOf(trial.date);
    if (date === undefined || isFuture(date, surroundings)) continue;
    if (latest !== undefined && certainlyBefore(date, latest))
      report([...path, "date"], `the trial of ${date} comes after that of ${latest}: the first one stands first`);
    else latest = date;
    if (trial.atLiberty === true || (born !== undefined && certainlyBefore(date, born))) continue;
    const remedy = "one of the two is wrong, or add atLiberty: true to the trial";
    if (detained !== undefined && certainlyBefore(date, detained))
      report([...path, "date"], `the trial (${date}) is before the detention (${detained}): ${remedy}`);
    else if (since !== undefined && certainlyBefore(since, date))
      report([...path, "date"], `the trial (${date}) is after ${end} (${since}): ${remedy}`);
  }
};

/** Whether the dates of a life and its status can be true together, and have come. */
export const checkLife = (person: SoundPrisoner, sheet: PrisonerSheet, surroundings: Surroundings): void => {
  const born = { path: ["born", "date"], date: person.born?.date };
  const published = Object.entries(person.sources ?? {}).map(([key, source]) => ({
    path: ["sources", key, "published"],
    date: source?.published,
  }));
  for (const { path, date } of [born, ...datesOf(person), ...published]) reportFuture(path, date, surroundings, sheet.report);
  checkBirth(person, sheet);
  checkTrials(person, sheet, surroundings);
  checkStatus(person, sheet);
};
