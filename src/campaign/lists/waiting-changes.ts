import type { ListDifference } from "./compare-lists.ts";
import { hashOf } from "./hash-of.ts";
import { isWithheld } from "./list-entry.ts";
import type { ListWaits, WaitingPerson } from "./list-watch.ts";
import { changeKinds, type ChangeKind } from "./person-list.ts";

const mostNamed = 40;

/** Those whose names campaigners need at once. */
const named: ReadonlySet<ChangeKind> = new Set(["freed", "died", "vanished", "new", "unrecognised"]);

export interface WaitingChanges {
  /** Null where nothing waits. */
  readonly waits: ListWaits | null;
  /** Of every change, by kind and id; of a correction what is corrected, too, so that another one is another key. */
  readonly keys: readonly string[];
  /** Everybody who can be named, by key. */
  readonly people: ReadonlyMap<string, WaitingPerson>;
}

/**
 * What of a difference waits for a campaigner.
 * @param mayName false for names that nobody is to see, though nothing says so of their rows
 */
export const waitingChanges = ({ changes, refused }: ListDifference, mayName: (name: string) => boolean): WaitingChanges => {
  const counts: Partial<Record<ChangeKind, number>> = {};
  const keys: string[] = [];
  const people = new Map<string, WaitingPerson>();
  let hidden = 0;
  for (const { kind, corrected, before, after } of changes) {
    const id = before?.id ?? after.id;
    if (isWithheld(after) || after.doubt === "hidden") {
      hidden += 1;
      keys.push(`hidden:${id}`);
      continue;
    }
    if (kind !== null) {
      counts[kind] = (counts[kind] ?? 0) + 1;
      const key = `${kind}:${id}`;
      keys.push(key);
      const { en, be, ru } = after.names;
      const name = en ?? be ?? ru ?? "";
      if (named.has(kind) && after.mayBeWithheld === undefined && [en, be, ru].every((one) => one === undefined || mayName(one)))
        people.set(key, { kind, id, name });
    }
    if (corrected.length > 0) {
      counts.corrected = (counts.corrected ?? 0) + 1;
      const facts = corrected.map((key) => `${key}=${JSON.stringify(Reflect.get(after, key))}`).join();
      // No name is kept in it.
      keys.push(`corrected:${id}:${hashOf(facts)}`);
    }
  }
  if (keys.length === 0) return { waits: null, keys, people };
  const kept = changeKinds.flatMap((kind) => [...people.values()].filter((person) => person.kind === kind).slice(0, mostNamed));
  return { waits: { counts, hidden, refused: refused.length, people: kept }, keys, people };
};
