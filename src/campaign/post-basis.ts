import type { OccasionContent } from "./anniversaries/find-occasions.ts";
import { occasionBasis } from "./anniversaries/occasion-basis.ts";
import { dateOfId } from "./anniversaries/occasions-of.ts";
import { isOccasionPost, type PostKind } from "./planned-post.ts";
import { statusBasis } from "./status-basis.ts";

/** What the words of a post of any kind rely on, from the content as it is at that instant; null for what campaigners wrote about nobody. */
export const postBasis = (
  post: { readonly id: string; readonly kind: PostKind; readonly subject: string; readonly people?: readonly string[] | null },
  content: OccasionContent,
  now: Temporal.Instant,
): string | null => {
  if (isOccasionPost(post)) return occasionBasis({ ...post, date: dateOfId(post.id) }, content, now);
  const prisoner = content.prisoners.get(post.subject);
  return prisoner === undefined ? null : statusBasis(prisoner);
};
