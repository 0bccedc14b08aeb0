import type { Content } from "./content.ts";
import { ownSubject } from "./own/own-words.ts";

/**
 * False for somebody who is withheld, or whose file was taken away: they exist in no output, not even in the id of a post.
 * What campaigners wrote about nobody is nobody's to withhold.
 */
export const isShown = ({ prisoners }: Pick<Content, "prisoners">, subject: string): boolean =>
  subject === ownSubject || (prisoners.get(subject)?.consent ?? "withheld") !== "withheld";
