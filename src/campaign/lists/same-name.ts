import { kinshipOf } from "../find/given-names.ts";
import { createFoldOnce, recordedNames, type RecordedNames } from "../find/recorded-names.ts";
import type { PrisonerFile } from "../prisoner.ts";
import type { ListEntry } from "./list-entry.ts";
import { nameSkeleton, surnameSkeletons } from "./name-skeleton.ts";

type Named = Pick<PrisonerFile, "name" | "spellings" | "gender">;

/** What a list calls somebody: where it has no name in Latin letters yet, the one that it has stands in. */
export const namesOf = ({ names: { en, be, ru } }: Pick<ListEntry, "names">): NonNullable<PrisonerFile["name"]> => ({
  latin: en ?? be ?? ru ?? "",
  ...(be !== undefined && { be }),
  ...(ru !== undefined && { ru }),
});

const surnamesOf = ({ surnames, surnameParts }: RecordedNames): ReadonlySet<string> => surnames.union(surnameParts);

const areKin = (one: RecordedNames, other: RecordedNames): boolean => {
  if (!one.phrases.isDisjointFrom(other.phrases)) return true;
  if (surnamesOf(one).isDisjointFrom(surnamesOf(other))) return false;
  const [first, second] = [[...one.given], [...other.given]];
  return first.some((name) => second.some((given) => kinshipOf(name, given) !== "none"));
};

const formsOf = ({ name, spellings }: Named): string[] =>
  [name?.latin, name?.be, name?.ru, name?.lacinka, ...spellings].filter((form) => form !== undefined);

/** What is written in the same letters is the same name, whatever folding makes of it. */
const plainOf = (form: string): string => form.normalize("NFKC").toLowerCase();

export interface NameIndex<T> {
  add(person: Named, value: T): void;
  /** Those who may be the same person by their name, in whatever script and spelling, in the order in which they were added. */
  find(person: Named): T[];
}

/** Tells who may be one person by the name alone. Errs on the side of yes: patronymics are left out, and Алесь may be Аляксандр. */
export const createNameIndex = <T>(): NameIndex<T> => {
  const fold = createFoldOnce();
  interface Added {
    readonly recorded: RecordedNames;
    readonly value: T;
    readonly place: number;
  }
  const byKey = new Map<string, Set<Added>>();
  const byPlain = new Map<string, Set<Added>>();
  // Most people of a list have a surname that nobody here has: that is seen without folding it.
  const skeletons = new Set<string>();
  let added = 0;
  const read = ({ name, spellings, gender }: Named): RecordedNames | null =>
    name === undefined ? null : recordedNames({ name, spellings, gender }, fold);
  const keysOf = (recorded: RecordedNames): ReadonlySet<string> => surnamesOf(recorded).union(recorded.phrases);
  const put = (map: Map<string, Set<Added>>, key: string, entry: Added): void => {
    const there = map.get(key);
    if (there === undefined) map.set(key, new Set([entry]));
    else there.add(entry);
  };
  return {
    add: (person, value) => {
      const recorded = read(person);
      if (recorded === null) return;
      for (const surname of surnamesOf(recorded)) skeletons.add(nameSkeleton(surname));
      if (recorded.surnames.size === 0) for (const form of formsOf(person)) for (const word of surnameSkeletons(form)) skeletons.add(word);
      const entry = { recorded, value, place: (added += 1) };
      for (const key of keysOf(recorded)) put(byKey, key, entry);
      for (const form of formsOf(person)) put(byPlain, plainOf(form), entry);
    },
    find: (person) => {
      if (added === 0) return [];
      const forms = formsOf(person);
      const found = new Set(forms.flatMap((form) => [...(byPlain.get(plainOf(form)) ?? [])]));
      const isNear = forms.some((form) => !skeletons.isDisjointFrom(surnameSkeletons(form)));
      const recorded = isNear ? read(person) : null;
      if (recorded !== null)
        for (const key of keysOf(recorded))
          for (const other of byKey.get(key) ?? []) if (areKin(recorded, other.recorded)) found.add(other);
      return [...found].sort((a, b) => a.place - b.place).map(({ value }) => value);
    },
  };
};
