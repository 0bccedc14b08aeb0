import { isSubjectShown, type SubjectContent } from "./anniversaries/is-subject-shown.ts";
import { isPersonShown } from "./is-person-shown.ts";
import { ownSubject } from "./own/own-words.ts";
import { isOccasionPost, type PostKind } from "./planned-post.ts";

/** All that has to be known of a post to know whom its id names. */
export interface NamedPost {
  readonly kind: PostKind;
  readonly subject: string;
}

/**
 * May a post's id, and what is said of its state, be shown? Not of somebody who is withheld, or whose file was taken away: they exist in no output, not
 * even in the id of a post. What campaigners wrote about nobody is nobody's to withhold. Words are another question: `namedIn` says whom they name.
 */
export const isShown = (content: SubjectContent, post: NamedPost): boolean =>
  isOccasionPost(post) ? isSubjectShown(post, content) : post.subject === ownSubject || isPersonShown(content, post.subject);

/** May the words of something that went out be shown again? Not where they name somebody who is withheld by now. */
export const mayShowFrozen = (content: SubjectContent, delivery: Parameters<typeof namedIn>[0]): boolean =>
  namedIn(delivery).every((slug) => isPersonShown(content, slug));

/** Slugs of those whom the words of something published name. */
export const namedIn = ({ kind, subject, people }: NamedPost & { readonly people: readonly string[] | null }): readonly string[] => {
  if (people !== null) return people;
  return subject === ownSubject || (kind !== "anniversary" && isOccasionPost({ kind })) ? [] : [subject];
};
