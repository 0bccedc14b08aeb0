import type { OccasionContent } from "./find-occasions.ts";
import { createOccasionGroups } from "./group-occasions.ts";

/** Whom the posts of a day's anniversaries and marked days speak of, or will once they are not held any more. */
export const createSpokenOf = (content: OccasionContent): ((date: Temporal.PlainDate) => ReadonlySet<string>) => {
  const groupsOn = createOccasionGroups(content);
  return (date) => new Set(groupsOn(date).flatMap(({ people }) => people));
};
