import type { Position } from "./position.ts";
import { suggest } from "./wording.ts";
import type { Path } from "./plain-value.ts";

/** What a file's rules need to know of the rest of the campaign. */
export interface Surroundings {
  /** The content folder, without symbolic links. */
  readonly folder: string;
  /** The campaign's languages; null where `campaign.yaml` does not say. */
  readonly languages: readonly string[] | null;
  /** Languages that have a file in `texts/`, whether or not it can be read. */
  readonly texts: ReadonlySet<string>;
  /** Slugs of all files in `prisoners/`, whether or not they can be read. */
  readonly slugs: ReadonlySet<string>;
  /** Whether a list keeps somebody's id alone, whose slug may still be named where nobody has it any more. */
  readonly hasWithheld: boolean;
  /** `YYYY-MM-DD`; null where the future is not looked for. */
  readonly today: string | null;
}

/** Something that may be in the campaign only once, wherever. */
export interface Unique {
  /** `action id`, `Viasna page`. */
  readonly what: string;
  readonly key: string;
  /** Facts that tell two apart which have the same key: by name, as far as they are known. */
  readonly facts?: Readonly<Record<string, string | undefined>>;
  readonly file: string;
  /** Asked only where it is needed. */
  readonly place: () => Position;
  /** What to do about the second one. */
  readonly remedy: string;
}

export type Report = (path: Path, message: string, what?: "key" | "value") => void;

/** Texts that are in a list, without what was faulty. */
export const textsOf = (list: readonly unknown[] | undefined): readonly (readonly [string, number])[] =>
  (list ?? []).flatMap((value, index) => (typeof value === "string" ? [[value, index] as const] : []));

/** A date of a sheet: a year that stands alone is a number until the schema has turned it into text. */
export const dateOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

/** For comparing what networks and readers take for the same: capitals and ways of writing an accent make no difference. */
export const foldCase = (text: string): string => text.normalize("NFC").toLowerCase();

export const reportRepeats = (path: Path, list: readonly unknown[] | undefined, report: Report): void => {
  const seen = new Set<string>();
  for (const [text, index] of textsOf(list)) {
    if (seen.has(text)) report([...path, index], `${text} is in this list twice: remove one`);
    seen.add(text);
  }
};

/**
 * Networks take hashtags that differ in capitals for one.
 * @param lists by the name of their key, which together may have each hashtag once
 */
export const reportRepeatedTags = (path: Path, lists: Readonly<Record<string, readonly unknown[] | undefined>>, report: Report): void => {
  const seen = new Map<string, { readonly tag: string; readonly list: string }>();
  for (const [list, tags] of Object.entries(lists)) {
    for (const [tag, index] of textsOf(tags)) {
      const before = seen.get(foldCase(tag));
      if (before === undefined) seen.set(foldCase(tag), { tag, list });
      else {
        const where = before.list === list ? "in this list" : `under ${before.list}`;
        const as = before.tag === tag ? " already" : ` already, as ${before.tag}, and capitals make no other hashtag`;
        report([...path, list, index], `${tag} is ${where}${as}: remove one`);
      }
    }
  }
};

/**
 * People whom no file and no list has. Where that may be somebody who is withheld it is a note: as a fault it would keep a worker to the content that it has,
 * which shows the person.
 */
export const reportUnknownPeople = (
  path: Path,
  people: readonly unknown[] | undefined,
  { slugs, hasWithheld }: Surroundings,
  { report, note }: { readonly report: Report; readonly note: Report },
): void => {
  for (const [slug, index] of textsOf(people)) {
    if (slugs.has(slug)) continue;
    if (hasWithheld)
      note(
        [...path, index],
        `nobody is called ${slug} (any more), so that nothing is said of this: take out whoever is withheld, or mend the name${suggest(slug, slugs)}`,
      );
    else
      report([...path, index], `there is no prisoners/${slug}.yaml: name a person by the file's name without .yaml${suggest(slug, slugs)}`);
  }
  reportRepeats(path, people, report);
};

export const isFuture = (date: string, { today }: Pick<Surroundings, "today">): boolean =>
  today !== null && date > today.slice(0, date.length);

/** A fact's date that has not come yet. */
export const reportFuture = (path: Path, date: unknown, { today }: Pick<Surroundings, "today">, report: Report): void => {
  const known = dateOf(date);
  if (known === undefined) return;
  if (isFuture(known, { today })) report(path, `${known} is after today (${today}): facts have a date that has come`);
};
