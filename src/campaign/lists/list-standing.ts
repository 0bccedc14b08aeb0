import type { PartialDate } from "../partial-date.ts";
import type { Doubt, ListEntry } from "./list-entry.ts";
import type { ListHeader } from "./person-list.ts";

/** What a list says of where somebody is. */
export interface ListStanding {
  /** `unrecognised`: the list counts this person among political prisoners no more, or never did. */
  readonly kind: "imprisoned" | "released" | "died" | "unrecognised";
  readonly since?: PartialDate;
  /** The day that the list speaks for of this person. */
  readonly asOf: string;
  /** The list is not sure itself, or says what nobody has applied yet: nothing of it holds today. */
  readonly isDoubtful: boolean;
  /** Whether the person is dead, by what was applied or what nobody has applied yet. */
  readonly isDead: boolean;
  /** Who says what and as of when, for a campaigner. */
  readonly says: string;
}

const doubtful: Readonly<Record<Doubt, string>> = {
  freed: "says that the person was freed",
  died: "says that the person died",
  unrecognised: "does not count the person among political prisoners any more",
  vanished: "does not have the person any more, which is no release",
  hidden: "does not show the person's name any more",
  otherwise: "says that the person is in prison or alive, against what was known",
};

const kindOf = ({ died, status }: ListEntry): ListStanding["kind"] => {
  if (died !== undefined) return "died";
  if (status === "np") return "unrecognised";
  return status === "active" ? "imprisoned" : "released";
};

const sure: Readonly<Record<ListStanding["kind"], string>> = {
  imprisoned: "says that the person is in prison",
  released: "says that the person was freed",
  died: "says that the person died",
  unrecognised: "does not count the person among political prisoners",
};

export const standingOf = (entry: ListEntry, { counter }: Pick<ListHeader, "counter">, listAsOf: string): ListStanding => {
  const { doubt, gone, seen = listAsOf, died, released } = entry;
  const kind = kindOf(entry);
  const date = kind === "died" ? died : kind === "released" ? released : undefined;
  const since = date === true ? undefined : date;
  const facts = { kind, ...(since !== undefined && { since }), isDead: kind === "died" || doubt === "died" };
  if (doubt !== undefined)
    return {
      ...facts,
      asOf: listAsOf,
      isDoubtful: true,
      says: `${counter}, as of ${listAsOf}, ${doubtful[doubt]}, and nobody has applied that`,
    };
  if (gone !== undefined)
    return {
      ...facts,
      asOf: gone,
      isDoubtful: true,
      says: `${counter}, as of ${gone}, does not have the person any more, which is no release`,
    };
  const on = since === undefined ? "" : ` (${since})`;
  return { ...facts, asOf: seen, isDoubtful: false, says: `${counter}, as of ${seen}, ${sure[kind]}${on}` };
};
