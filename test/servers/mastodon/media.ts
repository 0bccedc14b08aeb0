import sharp from "sharp";
import { mediaEntity } from "./entities.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Parameters, string } from "./request.ts";
import type { ServerState, StoredMedia } from "./state.ts";

const types: Readonly<Record<string, string>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  heif: "image/avif",
};

/** The type that the bytes have, whatever the upload calls itself. */
const sniff = async (bytes: Buffer): Promise<{ mediaType: string; width: number; height: number }> => {
  try {
    const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    const mediaType = types[format];
    if (mediaType !== undefined) return { mediaType, width, height };
  } catch {
    // Not a picture.
  }
  throw new Refusal(422, "Validation failed: File content type is invalid, File is invalid");
};

const checkDescription = (state: ServerState, description: string): string => {
  const limit = state.instance.descriptionLimit;
  if (Array.from(description).length > limit) {
    throw new Refusal(422, `Validation failed: Description is too long (maximum is ${limit} characters)`);
  }
  return description;
};

/** `POST /api/v2/media`, and `/api/v1/media`, which waits until the file is processed. */
export const createMedia = async (state: ServerState, accountId: string, parameters: Parameters, waits: boolean): Promise<Reply> => {
  const { file } = parameters;
  if (!(file instanceof Blob)) throw new Refusal(422, "Validation failed: File can't be blank");
  const bytes = Buffer.from(await file.arrayBuffer());
  const { mediaType, width, height } = await sniff(bytes);
  const { mediaTypes, imageBytes, imagePixels } = state.instance;
  if (!mediaTypes.includes(mediaType)) throw new Refusal(422, "Validation failed: File content type is invalid, File is invalid");
  if (bytes.length >= imageBytes) {
    throw new Refusal(422, `Validation failed: File file size must be less than ${Math.round(imageBytes / 1_048_576)} MB`);
  }
  if (width * height > imagePixels) throw new Refusal(422, `${width}x${height} images are not supported`);
  const description = checkDescription(state, string(parameters["description"]).trim());
  const pollsLeft = waits ? 0 : state.pollsUntilReady;
  const media: StoredMedia = { id: state.nextId(), accountId, description, mediaType, bytes, width, height, statusId: null, pollsLeft };
  state.media.set(media.id, media);
  return json(mediaEntity(state, media), pollsLeft > 0 ? 202 : 200);
};

const own = (state: ServerState, accountId: string, id: string): StoredMedia => {
  const media = state.media.get(id);
  if (media === undefined || media.accountId !== accountId || media.statusId !== null) throw new Refusal(404, "Record not found");
  return media;
};

export const showMedia = (state: ServerState, accountId: string, id: string): Reply => {
  const media = own(state, accountId, id);
  if (state.processingFails) throw new Refusal(422, "Error processing thumbnail for uploaded media");
  media.pollsLeft = Math.max(0, media.pollsLeft - 1);
  return json(mediaEntity(state, media), media.pollsLeft > 0 ? 206 : 200);
};

export const updateMedia = (state: ServerState, accountId: string, id: string, parameters: Parameters): Reply => {
  const media = own(state, accountId, id);
  media.description = checkDescription(state, string(parameters["description"]).trim());
  return json(mediaEntity(state, media), media.pollsLeft > 0 ? 206 : 200);
};
