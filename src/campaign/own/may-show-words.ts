import type { Content } from "../content.ts";
import { isPersonShown } from "../is-person-shown.ts";
import { namesWithheld } from "./names-withheld.ts";
import { readableParts } from "./own-gate.ts";
import type { OwnWords } from "./own-words.ts";

/** Whoever is withheld exists in no output: then the words are not shown either. */
export const mayShowWords = ({ words }: { readonly words: OwnWords | null }, content: Pick<Content, "prisoners">): boolean =>
  words === null ||
  ((words.about ?? []).every((slug) => isPersonShown(content, slug)) && !namesWithheld(readableParts(words), content.prisoners));
