import { createHash } from "node:crypto";
import sharp from "sharp";
import { badRequest, BotApiError } from "./bot-api-error.ts";
import type { Parameters, UploadedFile } from "./parameters.ts";

/** A file as the server keeps it. */
export interface StoredFile {
  readonly fileId: string;
  readonly name: string;
  readonly data: Uint8Array;
  /** Hexadecimal SHA-256 of what was uploaded. */
  readonly sha256: string;
  /** Pixels; 0 for a document. */
  readonly width: number;
  readonly height: number;
}

const photoLimit = 10 * 1024 * 1024;
const formats: ReadonlySet<string> = new Set(["jpeg", "png", "webp", "gif", "bmp", "tiff"]);

const store = (file: UploadedFile, width: number, height: number): StoredFile => {
  const sha256 = createHash("sha256").update(file.data).digest("hex");
  return { fileId: `AgAC${sha256.slice(0, 40)}`, name: file.name, data: file.data, sha256, width, height };
};

/** https://core.telegram.org/bots/api#sendphoto: 10 MB, width and height together at most 10,000, one at most 20 times the other. */
export const acceptPhoto = async (file: UploadedFile): Promise<StoredFile> => {
  if (file.data.length === 0) throw badRequest("file must be non-empty");
  if (file.data.length > photoLimit) {
    throw badRequest(`file of size ${file.data.length} bytes is too big for a photo; the maximum size is ${photoLimit} bytes`);
  }
  const metadata = await sharp(file.data, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (metadata === null || !formats.has(metadata.format)) throw badRequest("IMAGE_PROCESS_FAILED");
  const { width, height } = metadata;
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height)) throw badRequest("PHOTO_INVALID_DIMENSIONS");
  return store(file, width, height);
};

export const acceptDocument = async (file: UploadedFile): Promise<StoredFile> => {
  if (file.data.length === 0) throw badRequest("file must be non-empty");
  return store(file, 0, 0);
};

/** The upload that a parameter or an album's `attach://` names. Files by link are not fetched here. */
export const findUpload = (parameters: Parameters, name: string, reference: string | undefined): UploadedFile | undefined => {
  const direct = parameters.files.get(name);
  if (direct !== undefined) return direct;
  if (reference === undefined || reference === "") return undefined;
  if (reference.startsWith("attach://")) return parameters.files.get(reference.slice("attach://".length));
  if (/^https?:/i.test(reference)) throw badRequest("failed to get HTTP URL content");
  throw new BotApiError(400, "Bad Request: wrong remote file identifier specified: Wrong string length");
};
