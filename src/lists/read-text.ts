import { ListRefused } from "./list-refused.ts";
import type { LetterWatch } from "./odd-letters.ts";
import { isUtf16, tellEncoding } from "./tell-encoding.ts";

/** Of a whole file. */
export const maxListBytes = 64 * 1024 * 1024;

const saveAgain = 'save it as "CSV UTF-8" and import that';

const startsWith = (bytes: Uint8Array, ...begin: readonly number[]): boolean => begin.every((byte, index) => bytes[index] === byte);

const checkBeginning = (bytes: Uint8Array): void => {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new ListRefused(`the file is a workbook or an archive, not a CSV: ${saveAgain}`);
  if (startsWith(bytes, 0x1f, 0x8b)) throw new ListRefused("the file is packed with gzip: unpack it and import what is in it");
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw new ListRefused("the file is a PDF, not a CSV: export the list as CSV");
  if (isUtf16(bytes)) throw new ListRefused(`the file is in UTF-16, not in UTF-8: ${saveAgain}`);
};

const linesIn = (text: string): number => text.split("\n").length - 1;

/**
 * The text of a file, piece by piece and without its byte order mark. Throws `ListRefused` for what is no UTF-8, and for more than
 * `maxListBytes`.
 * @param watch sees each piece before it is handed over
 */
export async function* readText(bytes: AsyncIterable<Uint8Array>, watch: LetterWatch): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  let line = 1;
  let head: Uint8Array | null = new Uint8Array();

  const look = (text: string): string => {
    const zero = text.indexOf("\0");
    if (zero !== -1)
      throw new ListRefused(`line ${line + linesIn(text.slice(0, zero))} has a zero byte in it, so this is no text: export the list again`);
    line += linesIn(text);
    watch.see(text);
    return text;
  };

  const decode = (piece: Uint8Array, last: boolean): string => {
    try {
      return decoder.decode(piece, { stream: !last });
    } catch {
      if (last) throw new ListRefused("the file ends in the middle of a letter: it was cut off, so export or load it again");
      const readable = new TextDecoder().decode(piece);
      const fault = line + linesIn(readable.slice(0, readable.indexOf("\uFFFD")));
      throw new ListRefused(`the file is ${tellEncoding(piece)} (line ${fault}): ${saveAgain}`);
    }
  };

  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > maxListBytes) throw new ListRefused("the file is larger than 64 MB: that is no list of people");
    let piece = chunk;
    if (head !== null) {
      // The first bytes tell what the file is, however small the pieces are in which it comes.
      head = Buffer.concat([head, chunk]);
      if (head.byteLength < 1000) continue;
      checkBeginning(head);
      piece = head;
      head = null;
    }
    const text = decode(piece, false);
    if (text !== "") yield look(text);
  }
  if (head !== null) {
    checkBeginning(head);
    const text = decode(head, false);
    if (text !== "") yield look(text);
  }
  decode(new Uint8Array(), true);
}
