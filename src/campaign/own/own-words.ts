/**
 * What a campaigner wrote: all of a post of their own, or what takes the place of a planned post's words. Plain JSON, kept with the post.
 * Where something is null, a planned post says what the record makes of it.
 */
export interface OwnWords {
  /** By language; `everyLanguage` is for those that have no text of their own. */
  readonly texts: Readonly<Record<string, string>>;
  readonly link: string | null;
  readonly image: OwnImage | null;
  /** A long text was meant to become a thread; else it was seen to fit into one post. */
  readonly thread: boolean;
  /** The campaigner who wrote what is said now. */
  readonly author: string;
  /** What was recorded of the person when it was written (`statusBasis`), of the people of `about` (`basisOf`), of the numbers of `counted`; null for posts about nobody. */
  readonly basis: string | null;
  /** Slugs of those whose recorded day an own post is for: their status must allow it, though the post has no subject. */
  readonly about?: readonly string[];
  /** Of a post about numbers: whose, and of which date. They must be recorded as they were (`basisOfCount`). */
  readonly counted?: { readonly counter: string; readonly date: string };
  /** Nobody wrote it (`madeByProgram`): it goes out only with a campaigner's yes, whatever the campaign's queue asks for. */
  readonly needsYes?: boolean;
}

/** The author of what the program made for campaigners to approve. */
export const madeByProgram = "Rollcall";

interface KeptPicture {
  /** Its name in the folder of the queue's pictures: the SHA-256 of what is in it. */
  readonly file: string;
  readonly alt: string;
}

export interface OwnImage extends KeptPicture {
  /** What takes its place in a language, where the picture has words in it. */
  readonly inLanguage?: Readonly<Record<string, KeptPicture>>;
}

export const pictureIn = (image: OwnImage, language: string): KeptPicture =>
  image.inLanguage !== undefined && Object.hasOwn(image.inLanguage, language) ? (image.inLanguage[language] ?? image) : image;

/** Every alt text of a picture. */
export const altsOf = (image: OwnImage | null): string[] =>
  image === null ? [] : [image.alt, ...Object.values(image.inLanguage ?? {}).map(({ alt }) => alt)];

export const everyLanguage = "*";

/** The subject of posts that campaigners write: no person's. */
export const ownSubject = "own";

export const textIn = ({ texts }: Pick<OwnWords, "texts">, language: string): string | undefined =>
  Object.hasOwn(texts, language) ? texts[language] : Object.hasOwn(texts, everyLanguage) ? texts[everyLanguage] : undefined;

/** Do both say the same? Who wrote it does not matter. */
export const sayTheSame = (a: OwnWords, b: OwnWords): boolean => saidIn(a) === saidIn(b);

/** The same, and on the same record. */
export const standTheSame = (a: OwnWords | null, b: OwnWords | null): boolean =>
  a === null || b === null ? a === b : sayTheSame(a, b) && a.basis === b.basis;

/** All that is said, as one string; the same from whatever database it comes. */
export const saidIn = ({ texts, link, image, thread }: OwnWords): string => {
  const inOrder = <T>(byLanguage: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(byLanguage).sort(([a], [b]) => (a < b ? -1 : 1));
  const pictures = image?.inLanguage === undefined ? [] : inOrder(image.inLanguage).map(([key, { file, alt }]) => [key, file, alt]);
  return JSON.stringify([inOrder(texts), link, image?.file, image?.alt, thread, ...pictures]);
};
