import { imageComplaint } from "./check-image.ts";
import { checkLanguages } from "./check-languages.ts";
import { checkLife } from "./check-life.ts";
import { checkNames } from "./check-names.ts";
import { notListed } from "../campaign/prisoner.ts";
import type { Path } from "./plain-value.ts";
import type { PrisonerSheet, SoundPrisoner } from "./prisoner-sheet.ts";
import { dateOf, foldCase, textsOf, type Surroundings, type Unique } from "./surroundings.ts";
import type { Position } from "./position.ts";
import { suggest } from "./wording.ts";

const checkSources = (person: SoundPrisoner, { report }: PrisonerSheet): void => {
  const listed = Object.entries(person.listed ?? {}).flatMap(([list, id]) => (id === notListed ? [] : [list]));
  const { sources = listed.length > 0 && !Object.hasOwn(person, "sources") ? {} : undefined } = person;
  if (sources === undefined) return;
  const refer = (path: Path, key: unknown): void => {
    // A list is a source of whoever is in it.
    if (typeof key !== "string" || Object.hasOwn(sources, key) || listed.includes(key)) return;
    const keys = Object.keys(sources);
    // A key that is itself a fault has its line already.
    if (keys.some((known) => sources[known] === undefined)) return;
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

const checkImage = async (person: SoundPrisoner, { report }: PrisonerSheet, surroundings: Surroundings): Promise<void> => {
  const { image } = person;
  if (image?.file !== undefined) {
    const complaint = await imageComplaint(surroundings.folder, image.file);
    if (complaint !== null) report(["image", "file"], `image.file ${complaint}`);
  }
  checkLanguages(["image", "alt"], image?.alt, surroundings, report, {
    missing: "say what the picture shows in each language of the campaign",
  });
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
  for (const [list, id] of Object.entries(person.listed ?? {}))
    if (typeof id === "string" && id !== notListed)
      found.push({ what: `entry of lists/${list}.jsonl,`, key: id, file, remedy, place: () => at(["listed", list]) });
  const born = dateOf(person.born?.date);
  const facts = { born, detained: dateOf(person.detained?.date) };
  const { latin, be, ru, lacinka } = person.name ?? {};
  const forms = [
    ...Object.entries({ latin, be, ru, lacinka }).map(([form, name]) => [name, ["name", form]] as const),
    ...textsOf(person.spellings).map(([name, index]) => [name, ["spellings", index]] as const),
  ];
  for (const [name, path] of forms) {
    if (name === undefined) continue;
    const key = foldCase(name).replace(/\s+/g, " ");
    const place = (): Position => at(path);
    if (name === latin) found.push({ what: "name", key, facts, file, remedy: `${remedy}, or give the dates of birth of both`, place });
    // People share names and even spellings of them, but hardly the day of birth as well.
    if (born?.length === 10) found.push({ what: "name and date of birth", key: `${key}, ${born}`, file, remedy, place });
  }
  return found;
};

/** The rules of a person's file that look at several fields or files. Returns what no other person's file may have. */
export const checkPrisoner = async (sheet: PrisonerSheet, file: string, surroundings: Surroundings): Promise<Unique[]> => {
  const person = sheet.sound;
  if (person === null) return [];
  checkLife(person, sheet, surroundings);
  checkSources(person, sheet);
  checkNames(person, sheet);
  checkLanguages(["occupation", "text"], person.occupation?.text, surroundings, sheet.report);
  await checkImage(person, sheet, surroundings);
  return uniques(person, sheet, file);
};
