import { isCountable } from "./check-plural.ts";
import type { Path } from "./plain-value.ts";
import { nameOfPath } from "./describe-issue.ts";
import type { Report, Surroundings } from "./surroundings.ts";
import { nearest } from "./wording.ts";

/** Whether a tag is a language's at all, so that `by` for Belarusian is found out: `be` is its tag. */
export const isLanguage = (tag: string): boolean => {
  if (isCountable(tag)) return true;
  try {
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(tag) !== undefined;
  } catch {
    return false;
  }
};

interface LocalizedRules {
  /** What to do where one of the campaign's languages is missing; without it that is legal: the text is left out of posts in it, never guessed. */
  readonly missing?: string;
  /** Languages that may be there beside the campaign's. */
  readonly also?: readonly string[];
}

/** Says which languages of a text are none of the campaign's, and, where it must be there in all of them, which are missing. */
export const checkLanguages = (
  path: Path,
  texts: Readonly<Record<string, unknown>> | undefined,
  { languages, texts: prepared }: Pick<Surroundings, "languages" | "texts">,
  report: Report,
  { missing, also = [] }: LocalizedRules = {},
): void => {
  if (texts === undefined || languages === null) return;
  const name = nameOfPath(path);
  // A language whose texts are not there yet has its own fault, and whoever prepares one may have texts before the campaign has it.
  const wanted = languages.filter((language) => prepared.has(language));
  const known = new Set([...languages, ...prepared, ...also]);
  const lacking = wanted.filter((language) => !Object.hasOwn(texts, language));
  const meant = new Set<string>();
  for (const language of Object.keys(texts)) {
    if (known.has(language)) continue;
    const near = nearest(language, lacking) ?? nearest(language, known);
    // Of a language by another name the one that is missing was meant.
    const [only] = lacking;
    if (near !== null) meant.add(near);
    else if (only !== undefined && lacking.length === 1) meant.add(only);
    // A key that is no tag at all has its fault already.
    if (texts[language] === undefined) continue;
    report(
      [...path, language],
      `${name} has ${language}, which is no language of the campaign (${languages.join(", ")}): name one of them, or remove the line${near === null ? "" : `; did you mean ${near}?`}`,
      "key",
    );
  }
  if (missing === undefined) return;
  for (const language of lacking) if (!meant.has(language)) report(path, `${name} has no ${language}: ${missing}`);
};
