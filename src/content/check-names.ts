import type { PrisonerSheet, SoundPrisoner } from "./prisoner-sheet.ts";
import { reportRepeatedTags, reportRepeats, textsOf } from "./surroundings.ts";
import { quote } from "./wording.ts";

/** Whether a text has a letter of the script. */
const isCyrillic = (text: string): boolean => /\p{Script=Cyrillic}/u.test(text);
const isLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text);

/** A letter of the other script, which often looks the same and makes a name that no search finds. */
const strangeLetter = (text: string, belongs: (letter: string) => boolean): string | undefined =>
  text.match(/\p{L}/gu)?.find((letter) => !belongs(letter));

const letterName = (letter: string): string =>
  `${quote(letter)} (U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")})`;

/** What a name is written with. Nicknames in quotes stand inside it: quotes around all of it are no part of it. */
const noNameCharacter = /[^\p{L}\p{M} .,'’ʼ‘()"“”„«»-]|^["“”„«»‘]/u;

const checkCharacters = (person: SoundPrisoner, { report }: PrisonerSheet): void => {
  for (const form of ["latin", "be", "ru", "lacinka"] as const) {
    const name = person.name?.[form];
    const found = name === undefined ? undefined : noNameCharacter.exec(name)?.[0];
    if (found !== undefined)
      report(["name", form], `name.${form} has ${letterName(found)}: a name has letters, spaces, hyphens and apostrophes`);
    else if (name !== undefined && name.includes("  ")) report(["name", form], `name.${form} has two spaces in a row: remove one`);
    else if (name !== undefined && !/\p{L}/u.test(name)) report(["name", form], `name.${form} has no letters: write the name`);
  }
};

const checkScripts = (person: SoundPrisoner, { report }: PrisonerSheet): void => {
  for (const [form, script, belongs] of [
    ["latin", "Latin", isLatin],
    ["lacinka", "Latin", isLatin],
    ["be", "Cyrillic", isCyrillic],
    ["ru", "Cyrillic", isCyrillic],
  ] as const) {
    const name = person.name?.[form];
    const strange = name === undefined ? undefined : strangeLetter(name, belongs);
    if (strange !== undefined) report(["name", form], `name.${form} has ${letterName(strange)}: it must be in ${script} letters only`);
  }
  for (const [spelling, index] of textsOf(person.spellings)) {
    const mixed = spelling.split(/[\s-]+/).find((word) => isLatin(word) && isCyrillic(word));
    if (mixed !== undefined)
      report(["spellings", index], `spellings[] has ${quote(mixed)}, a word of both Latin and Cyrillic letters: write it in one script`);
  }
};

const checkForms = (person: SoundPrisoner, { report }: PrisonerSheet): void => {
  for (const [form, index] of textsOf(person.name?.unverified)) {
    if (!Object.hasOwn(person.name ?? {}, form))
      report(["name", "unverified", index], `name.unverified names ${form}, but there is no name.${form}`);
  }
  reportRepeats(["name", "unverified"], person.name?.unverified, report);
  reportRepeats(["spellings"], person.spellings, report);
  reportRepeatedTags([], { hashtags: person.hashtags, campaignHashtags: person.campaignHashtags }, report);
  reportRepeats(["status", "sources"], person.status?.sources, report);
};

/** Whether names are in the script that they say, and lists name each thing once. */
export const checkNames = (person: SoundPrisoner, sheet: PrisonerSheet): void => {
  checkForms(person, sheet);
  checkCharacters(person, sheet);
  checkScripts(person, sheet);
};
