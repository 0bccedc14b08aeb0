import type { CardFacts } from "../../campaign/words/card-facts.ts";
import type { ChartFacts } from "../../campaign/words/chart-facts.ts";
import type { FittedImage } from "./fit-image.ts";
import type { ImageLimits } from "../limits.ts";

/** What the picture process is asked to make. */
export type PictureJob =
  | { readonly kind: "card"; readonly facts: CardFacts }
  | { readonly kind: "chart"; readonly facts: ChartFacts }
  | { readonly kind: "fit"; readonly data: Uint8Array; readonly limits: ImageLimits };

export interface PictureRequest {
  readonly number: number;
  readonly job: PictureJob;
}

/** `refusal` is what a person can mend; `fault` is what nobody expected. */
export type PictureAnswer =
  | { readonly number: number; readonly picture: Uint8Array | FittedImage }
  | { readonly number: number; readonly refusal: string }
  | { readonly number: number; readonly fault: string };
