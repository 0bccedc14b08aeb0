import { isWithheld, type ListEntry } from "./list-entry.ts";
import type { PersonList } from "./person-list.ts";

/** Whether somebody waits for a campaigner's yes, and may have it together with others: in prison by the list, in no doubt, and in no post yet. */
const isWaiting = (entry: ListEntry): boolean =>
  entry.status === "active" &&
  entry.died === undefined &&
  entry.admitted === undefined &&
  entry.mayBeWithheld === undefined &&
  entry.doubt === undefined &&
  entry.gone === undefined;

/** Whoever of a list waits for a campaigner's yes. */
export const waitingEntries = ({ entries }: PersonList): ListEntry[] =>
  entries.filter((entry): entry is ListEntry => !isWithheld(entry) && isWaiting(entry));

/** Those who may be somebody who is withheld: shown nowhere until a campaigner names them. */
export const unnamedEntries = ({ entries }: PersonList): ListEntry[] =>
  entries.filter((entry): entry is ListEntry => !isWithheld(entry) && entry.mayBeWithheld !== undefined);

/** The list with these people let into posts from a day on; whoever was let in before keeps that day. */
export const admitEntries = (list: PersonList, ids: ReadonlySet<string>, day: Temporal.PlainDate): PersonList => ({
  ...list,
  entries: list.entries.map((entry) => {
    if (isWithheld(entry) || !ids.has(entry.id)) return entry;
    const { mayBeWithheld: _mayBe, ...named } = entry;
    return { ...named, admitted: entry.admitted ?? day.toString() };
  }),
});
