import { isWithheld, type ListEntry } from "./list-entry.ts";
import type { PersonList } from "./person-list.ts";

/** Whether somebody waits for a campaigner's yes: in prison by the list, in no doubt, and in no post yet. */
const isWaiting = (entry: ListEntry): boolean =>
  entry.status === "active" &&
  entry.died === undefined &&
  entry.admitted === undefined &&
  entry.doubt === undefined &&
  entry.gone === undefined;

/** Whoever of a list waits for a campaigner's yes. */
export const waitingEntries = ({ entries }: PersonList): ListEntry[] =>
  entries.filter((entry): entry is ListEntry => !isWithheld(entry) && isWaiting(entry));

/** The list with these people let into posts from a day on; whoever was let in before keeps that day. */
export const admitEntries = (list: PersonList, ids: ReadonlySet<string>, day: Temporal.PlainDate): PersonList => ({
  ...list,
  entries: list.entries.map((entry) =>
    !isWithheld(entry) && ids.has(entry.id) && entry.admitted === undefined ? { ...entry, admitted: day.toString() } : entry,
  ),
});
