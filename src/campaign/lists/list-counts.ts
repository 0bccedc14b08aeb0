import type { Count } from "../count.ts";
import type { PersonList } from "./person-list.ts";

/** The figures of each import, as rows of its counter; of two imports of one day the newer one's. */
const countsOf = ({ header: { counter, title, page }, imports }: PersonList, counterNames: Count["counterNames"]): Map<string, Count> => {
  const byDay = new Map<string, Count>();
  for (const { asOf, active, women, journalists } of imports)
    byDay.set(asOf, {
      date: asOf,
      countedBy: counter,
      total: active,
      ...(women !== undefined && { women }),
      ...(journalists !== undefined && { journalists }),
      source: { title, ...(page !== undefined && { url: page }) },
      ...(counterNames !== undefined && { counterNames }),
    });
  return byDay;
};

/**
 * The rows of `counts.yaml` with those that lists bring. What a person wrote down for the same counter and day stands alone; counters are never mixed.
 * @param namesOf what a counter is called in each language
 */
export const joinCounts = (
  counts: readonly Count[],
  lists: readonly PersonList[],
  namesOf: (counter: string) => Count["counterNames"],
): readonly Count[] => {
  const keyOf = ({ countedBy, date }: Count): string => `${countedBy}\n${date}`;
  const known = new Set(counts.map(keyOf));
  const sorted = lists.toSorted((a, b) => (a.header.list < b.header.list ? -1 : 1));
  const added: Count[] = [];
  for (const list of sorted)
    for (const row of countsOf(list, namesOf(list.header.counter)).values()) {
      if (known.has(keyOf(row))) continue;
      known.add(keyOf(row));
      added.push(row);
    }
  return [...counts, ...added];
};
