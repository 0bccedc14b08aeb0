import { createHash } from "node:crypto";

/** What is known of a reader: each of these begins with letters or digits that nothing else in the program has. */
export interface KnownReader {
  readonly id: number;
  readonly words: readonly string[];
}

const hashes = ["md5", "sha1", "sha256"] as const;

const withoutPadding = (text: string): string => text.replace(/=+$/, "");

/** Hashes as they are written in letters. */
const hashedAs = (value: string): string[] =>
  hashes.flatMap((hash) => {
    const digest = createHash(hash).update(value).digest();
    return [digest.toString("hex"), withoutPadding(digest.toString("base64")), digest.toString("base64url")];
  });

/** As a column of 8 bytes, or 8 bytes of a C program, has them. */
const inBytes = (id: number): string[] =>
  (["writeBigInt64BE", "writeBigInt64LE"] as const).map((write) => {
    const bytes = Buffer.alloc(8);
    bytes[write](BigInt(id));
    return bytes.toString("latin1");
  });

/** As bytes of UTF-8, read as Latin 1: how a file is read here. */
const asBytes = (text: string): string => Buffer.from(text).toString("latin1");

const escaped = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

const plainForms = ({ id, words }: KnownReader): string[] => [
  String(id),
  ...inBytes(id),
  ...words.flatMap((word) => [
    word,
    asBytes(word),
    escaped(word),
    encodeURIComponent(word),
    Buffer.from(word).toString("hex"),
    // Without what depends on the neighbours, at the first of the three offsets.
    Buffer.from(word).toString("base64").slice(0, -4),
  ]),
];

const lengths = [...new Set(hashedAs("x").map(({ length }) => length))];

/**
 * Says which readers a text gives away: their ids, names and words, plain, encoded or as bytes, and hashes of them.
 */
export const createReaderFinder = (readers: readonly KnownReader[]): ((where: string, text: string) => string[]) => {
  const plain = new Map(readers.flatMap((reader) => plainForms(reader).map((form) => [form, reader.id] as const)));
  const hashed = new Map(
    readers.flatMap(({ id, words }) => [String(id), ...words].flatMap((value) => hashedAs(value).map((form) => [form, id] as const))),
  );
  // All forms by their first two characters: a large file is gone through once for all readers.
  const pairAt = (text: string, at: number): number => ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);
  const beginnings: (string[] | undefined)[] = Array.from({ length: 65_536 });
  for (const form of plain.keys()) (beginnings[pairAt(form, 0)] ??= []).push(form);
  const byBeginning = (forms: readonly string[]): ReadonlyMap<string, readonly string[]> => Map.groupBy(forms, (form) => form.slice(0, 6));
  const known = beginnings.map((forms) => (forms === undefined ? undefined : byBeginning(forms)));

  return (where, text) => {
    const found = new Set<string>();
    for (let at = 0; at + 6 <= text.length; at += 1) {
      const forms = known[pairAt(text, at)]?.get(text.slice(at, at + 6));
      for (const form of forms ?? []) if (text.startsWith(form, at)) found.add(`${where}: ${plain.get(form)} as ${form}`);
    }
    for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{22,}/g)) {
      for (const length of lengths)
        for (let at = 0; at + length <= run.length; at += 1) {
          const id = hashed.get(run.slice(at, at + length));
          if (id !== undefined) found.add(`${where}: ${id} hashed`);
        }
    }
    return [...found];
  };
};
