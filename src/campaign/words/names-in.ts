import type { Prisoner } from "../prisoner.ts";

/** A name as it is published. */
export interface PublishedNames {
  /** In the script of the language where a source shows it so, else in Latin letters. */
  readonly name: string;
  /** Another form that a source shows, in another script; null where there is none. */
  readonly other: string | null;
}

/** Forms that a rule made, `name.unverified`, are for the search alone. */
const cyrillic = ({ name }: Prisoner, script: "be" | "ru"): string | null =>
  name.unverified?.includes(script) === true ? null : (name[script] ?? null);

export const namesIn = (prisoner: Prisoner, language: string): PublishedNames => {
  const { latin } = prisoner.name;
  const inBelarusian = cyrillic(prisoner, "be");
  const inRussian = cyrillic(prisoner, "ru");
  const base = language.split("-")[0];
  const own = base === "be" ? inBelarusian : base === "ru" ? inRussian : null;
  // Of somebody of a list who has no name in Latin letters yet another one stands there.
  const differing = (name: string, ...others: readonly (string | null)[]): string | null =>
    others.find((other) => other !== null && other !== name) ?? null;
  return own === null ? { name: latin, other: differing(latin, inBelarusian, inRussian) } : { name: own, other: differing(own, latin) };
};
