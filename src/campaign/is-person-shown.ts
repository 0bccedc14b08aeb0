import type { Prisoner } from "./prisoner.ts";

/** False for somebody who is withheld, and for a slug that no file has. */
export const isPersonShown = ({ prisoners }: { readonly prisoners: ReadonlyMap<string, Prisoner> }, slug: string): boolean =>
  (prisoners.get(slug)?.consent ?? "withheld") !== "withheld";
