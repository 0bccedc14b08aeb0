import { isWithheld, type Doubt, type ListEntry } from "./list-entry.ts";
import type { ListWaits, ListWatch, WaitingPerson } from "./list-watch.ts";
import type { ChangeKind, PersonList } from "./person-list.ts";

const mostNamed = 40;

/** What a doubt is called among the kinds of changes; `hidden` is counted alone. */
const kindOf: Readonly<Record<Exclude<Doubt, "hidden">, ChangeKind>> = {
  freed: "freed",
  died: "died",
  unrecognised: "unrecognised",
  vanished: "vanished",
  otherwise: "new",
};

const nameOf = ({ names: { en, be, ru } }: ListEntry): string => en ?? be ?? ru ?? "";

/** What people have applied since a list was fetched; the daily job applies no kind. */
const appliedSince = ({ imports }: PersonList, fetchedAt: Temporal.Instant): Set<ChangeKind> =>
  new Set(
    imports.filter(({ at }) => Temporal.Instant.compare(Temporal.Instant.from(at), fetchedAt) >= 0).flatMap(({ applied }) => applied),
  );

/**
 * What of a list waits for a campaigner at this moment: whoever is in doubt in it, and of what was fetched last what nobody has applied since. Null where
 * nothing does.
 * @param mayName false for names that nobody is to see
 */
export const waitingNow = (
  list: PersonList,
  watch: Pick<ListWatch, "waits" | "fetchedAt"> | undefined,
  mayName: (name: string) => boolean,
): ListWaits | null => {
  const counts: Partial<Record<ChangeKind, number>> = {};
  const people: WaitingPerson[] = [];
  const add = (kind: ChangeKind, by: number): void => {
    if (by > 0) counts[kind] = (counts[kind] ?? 0) + by;
  };
  const name = (kind: ChangeKind, id: string, words: string): void => {
    const isFull = people.filter((person) => person.kind === kind).length >= mostNamed;
    if (!isFull && mayName(words)) people.push({ kind, id, name: words });
  };
  let hidden = 0;
  for (const entry of list.entries) {
    if (isWithheld(entry) || entry.doubt === undefined) continue;
    if (entry.doubt === "hidden") hidden += 1;
    else {
      add(kindOf[entry.doubt], 1);
      if (entry.mayBeWithheld === undefined) name(kindOf[entry.doubt], entry.id, nameOf(entry));
    }
  }
  const { waits = null, fetchedAt = null } = watch ?? {};
  const done = fetchedAt === null ? new Set<ChangeKind>() : appliedSince(list, fetchedAt);
  const byId = new Map(list.entries.map((entry) => [entry.id, entry]));
  if (waits !== null && !done.has("corrected")) add("corrected", waits.counts.corrected ?? 0);
  if (waits !== null && !done.has("new")) {
    // Those who are in doubt, too, are counted already.
    const fetched = waits.counts.new ?? 0;
    if (fetched > (counts.new ?? 0)) counts.new = fetched;
    for (const { kind, id, name: words } of waits.people) {
      const entry = byId.get(id);
      if (kind === "new" && (entry === undefined || (!isWithheld(entry) && entry.doubt === undefined))) name(kind, id, words);
    }
  }
  const nothing = Object.keys(counts).length === 0 && hidden === 0;
  return nothing ? null : { counts, hidden, refused: waits?.refused ?? 0, people };
};
