import { UserError } from "../../user-error.ts";
import { detectFacets } from "./bluesky-facets.ts";
import type { ComposedPart } from "../composed-post.ts";
import { layOutText, type TextDraft } from "./lay-out-text.ts";
import type { Limits } from "../limits.ts";
import { isVisible } from "./normalize-text.ts";
import { createRuler, fits } from "./ruler.ts";
import { partByHand } from "./part-by-hand.ts";
import { splitThread } from "./split-thread.ts";
import { detectEntities } from "./telegram-entities.ts";

export type ComposedText = Omit<ComposedPart, "media" | "card">;

export interface ComposeTextInput extends TextDraft {
  /** A picture goes with the first part. */
  readonly hasImage: boolean;
  /** A line of `---` begins the next post. */
  readonly parted?: boolean | undefined;
}

/**
 * The texts of a post, or of the posts of a thread, as one network gets them. The same draft and limits always give the same texts.
 * Throws `UserError` where there is nothing to say, the link or a hashtag is none, or the text cannot be brought within the limits.
 */
export const composeText = (draft: ComposeTextInput, limits: Limits): ComposedText[] => {
  const ruler = createRuler(limits, draft.hasImage);
  const laidOut = layOutText(draft, ruler);
  const hasWords = isVisible(laidOut);
  if (!hasWords && !draft.hasImage) throw new UserError("the draft is empty: give it a text, a link, a hashtag or a picture");
  const text = hasWords ? laidOut : "";
  const byHand = draft.parted === true ? partByHand(text, ruler) : [];
  const texts = byHand.length > 1 ? byHand : fits(ruler.size(text), ruler.room(0)) ? [text] : splitThread(text, ruler);
  return texts.map((part, index) => {
    const length = ruler.length(part);
    const limit = ruler.room(index).units;
    if (limits.network === "bluesky") return { text: part, length, limit, facets: detectFacets(part) };
    return limits.network === "telegram" ? { text: part, length, limit, entities: detectEntities(part) } : { text: part, length, limit };
  });
};
