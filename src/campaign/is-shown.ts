import type { Content } from "./content.ts";

/** False for somebody who is withheld, or whose file was taken away: they exist in no output, not even in the id of a post. */
export const isShown = ({ prisoners }: Pick<Content, "prisoners">, subject: string): boolean =>
  (prisoners.get(subject)?.consent ?? "withheld") !== "withheld";
