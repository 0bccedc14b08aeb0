import type { Prisoner } from "../prisoner.ts";
import { statusBasis } from "../status-basis.ts";

/** What words stand on that are about all of these people; null where they are about nobody. */
export const basisOf = (slugs: readonly string[], prisoners: ReadonlyMap<string, Prisoner>): string | null => {
  const [first, ...others] = slugs.map((slug) => {
    const prisoner = prisoners.get(slug);
    return prisoner === undefined ? "" : statusBasis(prisoner);
  });
  return first === undefined ? null : others.length === 0 ? first : JSON.stringify([first, ...others]);
};
