import type { Prisoner } from "../prisoner.ts";
import type { ListDifference } from "./compare-lists.ts";
import { isAgainst } from "./join-status.ts";
import { isWithheld, type ListEntry } from "./list-entry.ts";
import { standingOf } from "./list-standing.ts";
import type { ListHeader } from "./person-list.ts";
import { createNameIndex, namesOf } from "./same-name.ts";

/** A change by which a list would say otherwise than what is recorded of somebody outside of it, who may be the person by the name. */
export interface ChangeAgainst {
  readonly entry: ListEntry;
  /** Whoever is there. */
  readonly slug: string;
  readonly says: string;
}

/** @param prisoners all there are; those whom files say to be in the list, or not, are told apart */
export const changesAgainst = (
  { changes, asOf }: ListDifference,
  { list, counter }: Pick<ListHeader, "list" | "counter">,
  prisoners: Iterable<Prisoner>,
): ChangeAgainst[] => {
  const names = createNameIndex<Prisoner>();
  for (const prisoner of prisoners) {
    const said = prisoner.listed !== undefined && Object.hasOwn(prisoner.listed, list) ? prisoner.listed[list] : undefined;
    const isTold = said !== undefined || prisoner.list?.source === list;
    const { kind } = prisoner.status;
    if (!isTold && prisoner.consent !== "withheld" && (kind === "imprisoned" || kind === "released")) names.add(prisoner, prisoner);
  }
  return changes.flatMap(({ after: entry }): ChangeAgainst[] => {
    // A name that its source hides, or that may be somebody's who is withheld, is nobody's to show.
    if (isWithheld(entry) || entry.mayBeWithheld !== undefined || entry.doubt === "hidden") return [];
    const standing = standingOf(entry, { counter }, asOf);
    return names
      .find({ name: namesOf(entry), spellings: [] })
      .filter(({ status, list: listing }) => isAgainst(status.kind, listing === undefined ? status.checked : undefined, standing))
      .map(({ slug }) => ({ entry, slug, says: standing.says }));
  });
};
