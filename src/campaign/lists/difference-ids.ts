import type { ListDifference } from "./compare-lists.ts";
import { changeKinds, type ChangeKind } from "./person-list.ts";

/** The ids of each kind, in the list's order. Somebody may be in two: freed, and born on another day than was known. */
export type DifferenceIds = Readonly<Record<ChangeKind | "sameName", readonly string[]>>;

export const differenceIds = ({ changes, sameName }: ListDifference): DifferenceIds => {
  const of = (kind: ChangeKind): string[] =>
    changes.filter((change) => (kind === "corrected" ? change.corrected.length > 0 : change.kind === kind)).map(({ after }) => after.id);
  return {
    new: of("new"),
    freed: of("freed"),
    died: of("died"),
    unrecognised: of("unrecognised"),
    corrected: of("corrected"),
    vanished: of("vanished"),
    sameName,
  };
};

/** The kinds that have somebody. */
export const kindsThere = (ids: DifferenceIds): ChangeKind[] => changeKinds.filter((kind) => ids[kind].length > 0);
