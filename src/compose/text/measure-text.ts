import type { Limits } from "../limits.ts";
import { layOutText, type TextDraft } from "./lay-out-text.ts";
import { createRuler } from "./ruler.ts";

/** How long a draft's text is, with its link and hashtags, and how long one post may be, both as the network counts. */
export const measureText = (
  draft: TextDraft & { readonly hasImage: boolean },
  limits: Limits,
): { readonly length: number; readonly limit: number } => {
  const ruler = createRuler(limits, draft.hasImage);
  return { length: ruler.length(layOutText(draft, ruler)), limit: ruler.room(0).units };
};
