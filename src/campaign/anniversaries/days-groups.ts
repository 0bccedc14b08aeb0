import type { OccasionContent } from "./find-occasions.ts";
import { createOccasionGroups, type OccasionGroup } from "./group-occasions.ts";

export interface DaysGroups {
  /** Found once for each day. */
  readonly groupsOn: (date: Temporal.PlainDate) => OccasionGroup[];
  /** Whom the posts of a day's anniversaries and marked days speak of, or will once they are not held any more. */
  readonly spokenOf: (date: Temporal.PlainDate) => ReadonlySet<string>;
}

export const createDaysGroups = (content: OccasionContent): DaysGroups => {
  const find = createOccasionGroups(content);
  const found = new Map<string, OccasionGroup[]>();
  const groupsOn = (date: Temporal.PlainDate): OccasionGroup[] => {
    const day = date.toString();
    const groups = found.get(day) ?? find(date);
    found.set(day, groups);
    return groups;
  };
  return { groupsOn, spokenOf: (date) => new Set(groupsOn(date).flatMap(({ people }) => people)) };
};
