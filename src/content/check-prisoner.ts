import { certainlyBefore } from "../campaign/partial-date.ts";
import type { Prisoner } from "../campaign/prisoner.ts";
import { imageComplaint } from "./check-image.ts";
import type { Path } from "./plain-value.ts";
import type { Sheet, Sound } from "./read-sheet.ts";
import { dateOf, reportFuture, reportRepeats, textsOf, type Surroundings, type Unique } from "./surroundings.ts";
import { suggest } from "./wording.ts";

type PrisonerSheet = Sheet<Omit<Prisoner, "slug">>;
type SoundPrisoner = Sound<Omit<Prisoner, "slug">>;
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

const checkSources = (person: SoundPrisoner, { report }: PrisonerSheet): void => {
  const { sources } = person;
  if (sources === undefined) return;
  const refer = (path: Path, key: unknown): void => {
    if (typeof key !== "string" || Object.hasOwn(sources, key)) return;
    const keys = Object.keys(sources);
    // A key that is itself a fault has its line already.
    if (keys.some((known) => known.toLowerCase() === key)) return;
    report(path, `sources has no entry ${key}: add it, or name one of ${keys.join(", ") || "(there are none)"}${suggest(key, keys)}`);
  };
  refer(["born", "source"], person.born?.source);
  refer(["occupation", "source"], person.occupation?.source);
  refer(["detained", "source"], person.detained?.source);
  for (const [index, trial] of (person.trials ?? []).entries()) refer(["trials", index, "source"], trial?.source);
  for (const [key, index] of textsOf(person.status?.sources)) refer(["status", "sources", index], key);
  refer(["link"], person.link);
  const { link } = person;
  if (link !== undefined && Object.hasOwn(sources, link) && sources[link] !== undefined && !Object.hasOwn(sources[link], "url")) {
    report(["link"], `link names ${link}, a source without url: posts need an address to link to`);
  }
};

const checkNames = (person: SoundPrisoner, { report }: PrisonerSheet): void => {
  for (const [form, index] of textsOf(person.name?.unverified)) {
    if (!Object.hasOwn(person.name ?? {}, form))
      report(["name", "unverified", index], `name.unverified names ${form}, but there is no name.${form}`);
  }
  reportRepeats(["name", "unverified"], person.name?.unverified, report);
  for (const list of ["spellings", "hashtags", "campaignHashtags"] as const) reportRepeats([list], person[list], report);
  reportRepeats(["status", "sources"], person.status?.sources, report);
};

const checkImage = async (person: SoundPrisoner, { report }: PrisonerSheet, surroundings: Surroundings): Promise<void> => {
  const { image } = person;
  if (image?.file !== undefined) {
    const complaint = await imageComplaint(surroundings.folder, image.file);
    if (complaint !== null) report(["image", "file"], `image.file ${complaint}`);
  }
  const { alt } = image ?? {};
  if (alt === undefined) return;
  for (const language of surroundings.languages ?? []) {
    if (!Object.hasOwn(alt, language))
      report(["image", "alt"], `image.alt has no ${language}: say what the picture shows in each language of the campaign`);
  }
};

/** Viasna's page of one person, the same in each of its languages; null for other pages. */
const viasnaPage = (address: string): string | null => {
  if (!URL.canParse(address)) return null;
  const { hostname, pathname } = new URL(address);
  const page = /\/person\/([^/]+)/.exec(pathname)?.[1];
  return hostname === "prisoners.spring96.org" && page !== undefined ? page.toLowerCase() : null;
};

const uniques = (person: SoundPrisoner, { at }: PrisonerSheet, file: string): Unique[] => {
  const remedy = "two files for one person; keep one";
  const found: Unique[] = [];
  for (const [key, source] of Object.entries(person.sources ?? {})) {
    const page = typeof source?.url === "string" ? viasnaPage(source.url) : null;
    if (page !== null) found.push({ what: "Viasna page", key: page, file, remedy, place: () => at(["sources", key, "url"]) });
  }
  const latin = person.name?.latin;
  const born = dateOf(person.born?.date);
  const date = born ?? dateOf(person.detained?.date);
  if (latin !== undefined && date !== undefined) {
    const what = born === undefined ? "name and date of detention" : "name and date of birth";
    found.push({ what, key: `${latin.toLowerCase()}, ${date}`, file, remedy, place: () => at(["name", "latin"]) });
  }
  return found;
};

/** The rules of a person's file that look at several fields or files. Returns what no other person's file may have. */
export const checkPrisoner = async (sheet: PrisonerSheet, file: string, surroundings: Surroundings): Promise<Unique[]> => {
  const person = sheet.sound;
  if (person === null) return [];
  const dates = datesOf(person);
  const born = { path: ["born", "date"], date: person.born?.date };
  const published = Object.entries(person.sources ?? {}).map(([key, source]) => ({
    path: ["sources", key, "published"],
    date: source?.published,
  }));
  for (const { path, date } of [born, ...dates, ...published]) reportFuture(path, date, surroundings, sheet.report);
  checkBirth(person, sheet);
  checkStatus(person, sheet);
  checkSources(person, sheet);
  checkNames(person, sheet);
  await checkImage(person, sheet, surroundings);
  return uniques(person, sheet, file);
};
