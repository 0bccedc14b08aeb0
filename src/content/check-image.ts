import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import { readStart, systemComplaint } from "./read-text.ts";
import { nearest, quote } from "./wording.ts";

const maxImageBytes = 20_000_000;

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** What a file is by its first bytes, whatever it is called. */
const isImage = (bytes: Uint8Array): boolean => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return true;
  if (bytes[0] === 0x89 && ascii(bytes, 1, 8) === "PNG\r\n\u001a\n") return true;
  if (ascii(bytes, 0, 6) === "GIF87a" || ascii(bytes, 0, 6) === "GIF89a") return true;
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return true;
  return ascii(bytes, 4, 8) === "ftyp" && ["avif", "avis"].includes(ascii(bytes, 8, 12));
};

const outside = "is outside content/: put the picture into content/images/ and give its path from content/";

/** A picture of nearly that name beside where it was looked for. */
const suggestFile = async (folder: string, file: string): Promise<string> => {
  const beside = await readdir(join(folder, dirname(file))).catch(() => []);
  const near = nearest(basename(file), beside.slice(0, 10_000));
  return near === null ? "" : `; did you mean ${join(dirname(file), near)}?`;
};

/** Why a picture cannot be used, or null. `file` is as a campaigner wrote it. */
export const imageComplaint = async (folder: string, file: string): Promise<string | null> => {
  const named = quote(file);
  if (/^https?:/i.test(file)) return `${named} is an address: put the picture itself into content/images/ and give its path from content/`;
  if (file.startsWith("content/"))
    return `${named} begins with content/: give the path from there, such as ${file.slice("content/".length)}`;
  if (isAbsolute(file) || /^[A-Za-z]:/.test(file) || file.split(/[/\\]/).includes("..")) return `${named} ${outside}`;
  if (file.includes("\\")) return `${named} has a backslash: write / between folders`;
  if (file.includes("\0")) return `${named} is no file's name`;
  const path = join(folder, file);
  try {
    const real = await realpath(path);
    if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return `${named} ${outside}`;
    const { size } = await stat(real);
    const start = await readStart(real, 32);
    if (typeof start === "string") return `${named} ${start}`;
    if (size > maxImageBytes) return `${named} is larger than 20 MB: make it smaller`;
    return isImage(start) ? null : `${named} is not a picture that can be posted: it must be JPEG, PNG, WebP, GIF or AVIF`;
  } catch (error) {
    return `${named} ${systemComplaint(error)}${await suggestFile(folder, file)}`;
  }
};
