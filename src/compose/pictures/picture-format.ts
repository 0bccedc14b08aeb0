export type PictureFormat = "jpeg" | "png" | "gif" | "webp" | "avif";

const ascii = (data: Uint8Array, from: number, to: number): string => String.fromCharCode(...data.subarray(from, to));

/**
 * What a file is by its first bytes, whatever its name or media type says; null for all else. Looked at before a decoder is,
 * so that nothing reaches decoders (SVG, PDF, TIFF) that follow references or are seldom tested.
 */
export const pictureFormatOf = (data: Uint8Array): PictureFormat | null => {
  if (data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff) return "jpeg";
  if (ascii(data, 0, 8) === "\u{89}PNG\r\n\u{1a}\n") return "png";
  if (/^GIF8[79]a$/.test(ascii(data, 0, 6))) return "gif";
  if (ascii(data, 0, 4) === "RIFF" && ascii(data, 8, 12) === "WEBP") return "webp";
  if (ascii(data, 4, 8) === "ftyp" && /^avi[fs]$/.test(ascii(data, 8, 12))) return "avif";
  return null;
};
