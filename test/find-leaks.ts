/** Shorter pieces of a secret say nothing, or are ordinary words. */
const shortestPiece = 12;

const piecesOf = (text: string): string[] => {
  if (text.length <= shortestPiece) return [text];
  return Array.from({ length: text.length - shortestPiece + 1 }, (_, start) => text.slice(start, start + shortestPiece));
};

/** Base64 looks different at each of the three offsets; what depends on the neighbours is cut off. */
const inBase64 = (value: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]).toString("base64");
    const inner = encoded.slice(4, -4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });

const waysOf = (value: string): ReadonlySet<string> => {
  const escaped = JSON.stringify(value).slice(1, -1);
  const ascii = escaped.replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const forms = [
    value,
    escaped,
    ascii,
    encodeURIComponent(value),
    encodeURI(value),
    Buffer.from(value).toString("hex"),
    ...inBase64(value),
  ];
  return new Set(forms.flatMap((form) => piecesOf(form)));
};

const known = new Map<string, ReadonlySet<string>>();

/** Every way in which a secret could be written down; kept, since the same secrets are looked for in hundreds of outputs. */
const writtenAs = (value: string): ReadonlySet<string> => {
  const ways = known.get(value) ?? waysOf(value);
  known.set(value, ways);
  return ways;
};

/** Which of the secrets, and what of them, an output gives away: whole or in pieces of twelve characters, plain or encoded. */
export const findLeaks = (output: string, secrets: Readonly<Record<string, string>>): string[] =>
  Object.entries(secrets).flatMap(([name, value]) => {
    const piece = writtenAs(value)
      .values()
      .find((written) => output.includes(written));
    if (piece === undefined) return [];
    const at = output.indexOf(piece);
    return [`${name}: ${piece} in …${output.slice(Math.max(0, at - 80), at + 80)}…`];
  });
