import { UserError } from "../../user-error.ts";
import { isVisible } from "./normalize-text.ts";
import { fits, type Ruler } from "./ruler.ts";

/** A thread longer than this is a mistake rather than a post. */
const maxParts = 25;

/**
 * The posts of a thread that somebody parted by lines of `---`, each with its counter; empty where no such line is in it.
 * Throws `UserError` where a post is longer than the network's limit: whoever parts a thread does not want it parted elsewhere.
 */
export const partByHand = (text: string, ruler: Ruler): string[] => {
  const texts = text
    .split(/^[ \t]*-{3,}[ \t]*$/m)
    .map((part) => part.trim())
    .filter(isVisible);
  if (texts.length < 2) return [];
  if (texts.length > maxParts) throw new UserError(`the thread has ${texts.length} posts; at most ${maxParts} can be read`);
  return texts.map((part, index) => {
    const counted = `${part} (${index + 1}/${texts.length})`;
    if (fits(ruler.size(counted), ruler.room(index))) return counted;
    throw new UserError(
      `post ${index + 1} of the thread has ${ruler.length(counted)} characters with its counter, and ${ruler.name} takes ${ruler.room(index).units}: shorten it, or part it with another line of ---`,
    );
  });
};
