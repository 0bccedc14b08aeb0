import { ownSubject } from "../own/own-words.ts";
import { jointSubject } from "../planned-post.ts";

const latin: Readonly<Record<string, string>> = Object.fromEntries(
  "аa бb вv гh ґg дd еe ёio жzh зz иi іi йi кk лl мm нn оo пp рr сs тt уu ўu фf хkh цts чch шsh щshch ъ ыy ь эe юiu яia"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

const mostLetters = 80;

const cut = (slug: string, letters: number): string => slug.slice(0, letters).replace(/-+$/, "");

/** Small Latin letters, digits and single hyphens; empty where the text has none of them. */
const latinise = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[’'ʼьъ]/g, "")
    .replaceAll(/[а-яёіўґ]/g, (letter) => latin[letter] ?? "")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ł", "l")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");

const lastSegment = (url: string): string => {
  if (!URL.canParse(url)) return "";
  const segment = new URL(url).pathname.split("/").findLast((part) => part !== "") ?? "";
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** Posts about nobody have these subjects. */
const reserved: ReadonlySet<string> = new Set([ownSubject, jointSubject]);

/**
 * What a person is called in addresses and commands: as their page is, else by their name in Latin letters; with the id behind it where somebody has that
 * already.
 * @param isTaken by anybody but this person
 */
export const slugFor = (
  { id, url, name }: { readonly id: string; readonly url: string | null; readonly name: string },
  isTaken: (slug: string) => boolean,
): string => {
  const isFree = (slug: string): boolean => slug !== "" && !reserved.has(slug) && !isTaken(slug);
  const fromPage = url === null ? "" : latinise(lastSegment(url));
  // A page that is a number names nobody.
  const wanted = cut(/[a-z]/.test(fromPage) ? fromPage : latinise(name), mostLetters);
  if (isFree(wanted)) return wanted;
  const key = latinise(id) || "x";
  const withId = `${cut(wanted || "person", mostLetters - key.length - 1)}-${key}`;
  for (let number = 2, slug = withId; ; number += 1) {
    if (isFree(slug)) return slug;
    slug = `${cut(withId, mostLetters - 5)}-${number}`;
  }
};
