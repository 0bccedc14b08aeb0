import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { createPositions, type Position } from "./position.ts";

/** What a text file of the campaign may be at most. */
const maxTextBytes = 1_048_576;

export type TextOrFault = { readonly text: string } | ({ readonly message: string } & Position);

const complaint = (message: string): TextOrFault => ({ message, line: 1, column: 1 });

const systemWords: Readonly<Record<string, string>> = {
  ENOENT: "is not there (any more)",
  EACCES: "may not be read: give the user that runs Rollcall the right to read it",
  EPERM: "may not be read: give the user that runs Rollcall the right to read it",
  ELOOP: "is a symbolic link that leads to itself: put the file itself here",
  ENXIO: "is not a plain file: a pipe, a device or a folder cannot be read as content",
  EISDIR: "is a folder: a file is wanted here",
};

/** Why the system refused a file, for a campaigner. */
export const systemComplaint = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return systemWords[code] ?? `cannot be read (${code || "unknown reason"}): try again, or copy the file anew`;
};

/**
 * The first `maxBytes` + 1 bytes of a regular file. Without O_NONBLOCK opening a pipe would wait until somebody writes into it.
 */
const readBytes = async (path: string, maxBytes: number): Promise<Uint8Array | string> => {
  await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const found = await file.stat();
  if (!found.isFile()) return systemWords.ENXIO ?? "";
  const { size } = found;
  const buffer = Buffer.alloc(Math.min(size, maxBytes) + 1);
  let length = 0;
  for (;;) {
    const wanted = buffer.length - length;
    const { bytesRead } = await file.read(buffer, length, wanted, length);
    length += bytesRead;
    if (bytesRead < wanted || length === buffer.length) return buffer.subarray(0, length);
  }
};

/** Reads the first bytes of a regular file; a string says why not. */
export const readStart = async (path: string, bytes: number): Promise<Uint8Array | string> => {
  try {
    const start = await readBytes(path, bytes);
    return typeof start === "string" ? start : start.subarray(0, bytes);
  } catch (error) {
    return systemComplaint(error);
  }
};

/** Where the first byte is that no UTF-8 text can have. */
const brokenByte = (bytes: Uint8Array): number => {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    try {
      // `stream` takes a character that is cut off at the end as not yet wrong.
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return low;
};

// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\r(?!\n)/;

/** What is wrong with a character that nobody sees, or null where the text has none. The offset is in UTF-16 units. */
export const invisibleCharacter = (text: string): { readonly offset: number; readonly message: string } | null => {
  const offset = text.search(forbidden);
  if (offset === -1) return null;
  const code = text.charCodeAt(offset);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (code === 0) return { offset, message: "has a NUL byte: this is no text file, or it was damaged; save it again as plain text" };
  if (code === 13) return { offset, message: "has line ends of old Macs (CR alone): save it with LF line ends" };
  return { offset, message: `has the invisible character ${name}: delete it` };
};

/** The bytes of a file as text: UTF-8 with or without a byte order mark, LF or CRLF. */
export const decodeText = (bytes: Uint8Array, maxBytes = maxTextBytes): TextOrFault => {
  if (bytes.length > maxBytes)
    return complaint(`is larger than ${maxBytes / maxTextBytes} MiB (${maxBytes} bytes): split it, or remove what does not belong here`);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return complaint("is saved as UTF-16: save it as UTF-8");
  }
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const at = brokenByte(bytes);
    const before = new TextDecoder().decode(bytes.subarray(0, at), { stream: true });
    const hex = (bytes[at] ?? bytes.at(-1) ?? 0).toString(16).toUpperCase().padStart(2, "0");
    return {
      message: `is not UTF-8: byte ${at + 1} (0x${hex}) cannot be read; save the file as UTF-8`,
      ...createPositions(`${before}?`)(before.length),
    };
  }
  const invisible = invisibleCharacter(text);
  if (invisible !== null) return { message: invisible.message, ...createPositions(text)(invisible.offset) };
  return { text };
};

/** @param maxBytes what the file may be at most; 1 MiB unless set */
export const readText = async (path: string, maxBytes = maxTextBytes): Promise<TextOrFault> => {
  try {
    const bytes = await readBytes(path, maxBytes);
    return typeof bytes === "string" ? complaint(bytes) : decodeText(bytes, maxBytes);
  } catch (error) {
    return complaint(systemComplaint(error));
  }
};
