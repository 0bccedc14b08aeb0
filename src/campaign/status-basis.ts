import type { Prisoner } from "./prisoner.ts";

/**
 * What posts about this person stand on, as one string to keep beside their words: where two differ, words that were written under the first
 * must not be sent under the second. `checked` is not in it: looking again and finding the same makes no words false.
 */
export const statusBasis = ({ status, consent, detained }: Prisoner): string =>
  JSON.stringify({
    kind: status.kind,
    since: status.since,
    how: status.how,
    wentBack: status.wentBack,
    detained: detained?.date,
    withheld: consent === "withheld",
  });

/** Is a person recorded in the basis of a post of any kind (`statusBasis`, `basisOfOccasions`) as they are now? */
export const standsOn = (basis: string, prisoner: Prisoner): boolean => {
  const now = statusBasis(prisoner);
  return basis === now || basis.includes(JSON.stringify(now));
};
