import type { Prisoner } from "../prisoner.ts";
import { createNameIndex } from "./same-name.ts";

/** Tells whether a name may be shown: not where somebody may be meant whom the campaign withholds, whatever row it stands in. */
export const createMayName = (prisoners: Iterable<Prisoner>): ((name: string) => boolean) => {
  const withheld = createNameIndex<true>();
  for (const prisoner of prisoners) if (prisoner.consent === "withheld") withheld.add(prisoner, true);
  return (name) => withheld.find({ name: { latin: name }, spellings: [] }).length === 0;
};
