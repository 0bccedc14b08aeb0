import type { ComposedMedia } from "./composed-post.ts";
import type { DraftImage } from "./draft.ts";
import type { ImageLimits } from "./limits.ts";

/** Makes a picture fit a network and puts it into a file. Same picture, same limits, same file. */
export interface MediaPreparer {
  /** Throws `UserError` where the data is no picture that can be read, or cannot be made to fit. */
  prepare(image: DraftImage, limits: ImageLimits): Promise<ComposedMedia>;
}

export interface LinkCardReader {
  /** The page's own title, description and picture, or null where they cannot be had in time. Never throws. */
  read(url: string): Promise<PageCard | null>;
}

export interface PageCard {
  readonly title: string;
  readonly description: string;
  readonly thumbnail: Uint8Array | null;
}
