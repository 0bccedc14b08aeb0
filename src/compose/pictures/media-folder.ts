import { createHash, randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../../make-folder.ts";
import { UserError } from "../../user-error.ts";
import type { ComposedMedia } from "../composed-post.ts";
import type { ImageLimits } from "../limits.ts";
import type { MediaPreparer } from "../media.ts";
import type { PicturePress } from "./picture-press.ts";

const extensions = { "image/jpeg": "jpg", "image/png": "png" } as const;

/** Enough for the accounts and languages of a day. Only names and sizes are kept, no pictures. */
const remembered = 100;

const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** Asked at once: behind a busy database an answer from the thread pool comes milliseconds later. */
const isThere = (path: string, bytes: number): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size === bytes;
  } catch {
    // Writing it says what is wrong.
    return false;
  }
};

const cannotBeWritten = (folder: string, error: unknown): UserError => {
  const { code } = error as NodeJS.ErrnoException;
  const remedy =
    code === "ENOSPC" || code === "EDQUOT" ? "the disk is full, make room" : "set DATA_DIR to a folder that Rollcall may write to";
  return new UserError(`Pictures cannot be written to ${folder}: ${remedy}.`, { cause: error });
};

/** Under another name first, so that no other process ever reads half a file. */
const writeWhole = async (folder: string, path: string, data: Uint8Array): Promise<void> => {
  const unfinished = `${path}.${randomUUID()}.part`;
  try {
    makeFolder(folder);
    await writeFile(unfinished, data);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw cannotBeWritten(folder, error);
  }
};

/**
 * A folder of pictures made to fit, each in a file named after the SHA-256 of what is in it. The folder is made when it is first
 * needed. Several processes may use one folder.
 */
export const createMediaFolder = (folder: string, { fitImage }: Pick<PicturePress, "fitImage">): MediaPreparer => {
  const made = new Map<string, Promise<Omit<ComposedMedia, "alt">>>();
  // One card goes to several accounts: what its bytes hash to is found once.
  const hashes = new WeakMap<Uint8Array, string>();
  const hashOf = (data: Uint8Array): string => {
    const known = hashes.get(data) ?? sha256(data);
    hashes.set(data, known);
    return known;
  };

  const make = async (data: Uint8Array, limits: ImageLimits): Promise<Omit<ComposedMedia, "alt">> => {
    const { data: fitted, mediaType, width, height } = await fitImage(data, limits);
    const path = join(folder, `${sha256(fitted)}.${extensions[mediaType]}`);
    if (!isThere(path, fitted.byteLength)) await writeWhole(folder, path, fitted);
    return { path, mediaType, bytes: fitted.byteLength, width, height };
  };

  const remember = (key: string, media: Promise<Omit<ComposedMedia, "alt">>): void => {
    made.delete(key);
    made.set(key, media);
    media.catch(() => made.delete(key));
    const oldest = made.size > remembered ? made.keys().next() : null;
    if (oldest?.done === false) made.delete(oldest.value);
  };

  return {
    prepare: async ({ data, alt }, limits) => {
      const { alt: _, ...needs } = limits;
      const key = `${hashOf(data)} ${JSON.stringify(needs)}`;
      const known = made.get(key);
      const earlier = await known;
      if (known && earlier && isThere(earlier.path, earlier.bytes)) {
        remember(key, known);
        return { ...earlier, alt };
      }
      // Somebody may have begun while the file was looked for.
      const current = made.get(key);
      const media = current && current !== known ? current : make(data, limits);
      remember(key, media);
      return { ...(await media), alt };
    },
  };
};
