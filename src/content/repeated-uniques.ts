import { certainlyBefore } from "../campaign/partial-date.ts";
import type { Fault } from "./fault.ts";
import type { Unique } from "./surroundings.ts";

/** Whether a date that both have shows that they are two: `1970` and `1970-05-06` may be the same. */
const areApart = ({ facts: one = {} }: Unique, { facts: other = {} }: Unique): boolean =>
  Object.entries(one).some(([fact, date]) => {
    const second = other[fact];
    return date !== undefined && second !== undefined && (certainlyBefore(date, second) || certainlyBefore(second, date));
  });

/** Says of each thing that may be there only once where it is a second time. */
export const repeatedUniques = (uniques: readonly Unique[]): Fault[] => {
  const known = new Map<string, Unique[]>();
  const pairs = new Set<string>();
  const faults: Fault[] = [];
  for (const unique of uniques) {
    const key = JSON.stringify([unique.what, unique.key]);
    const others = known.get(key) ?? [];
    known.set(key, [...others, unique]);
    const before = others.find((other) => !areApart(other, unique));
    // A name may be among the spellings as well.
    if (before === undefined || (before.file === unique.file && unique.what.startsWith("name"))) continue;
    // Two files for one person share a name and a page: that is one fault.
    const pair = JSON.stringify([before.file, unique.file]);
    if (before.file !== unique.file && unique.what !== "action id" && pairs.has(pair)) continue;
    pairs.add(pair);
    faults.push({
      file: unique.file,
      ...unique.place(),
      message: `the ${unique.what} ${unique.key} is in ${before.file}:${before.place().line} already: ${unique.remedy}`,
    });
  }
  return faults;
};
