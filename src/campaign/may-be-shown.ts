import { mayBeNamed } from "./anniversaries/occasions-of.ts";
import type { Content } from "./content.ts";
import { isShown } from "./is-shown.ts";
import { isOccasionPost, type PlannedPost } from "./planned-post.ts";

/** False where the post's subject is withheld or gone: then it is in no output, not even by its id. */
export const mayBeShown = (post: Pick<PlannedPost, "kind" | "subject">, content: Content): boolean =>
  isOccasionPost(post) ? mayBeNamed(post, content) : isShown(content, post.subject);
