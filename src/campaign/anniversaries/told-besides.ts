import type { OwnWords } from "../own/own-words.ts";
import type { PlannedPost } from "../planned-post.ts";

/** A post of the same day, as it is stored. */
export type OtherPost = Pick<PlannedPost, "id" | "kind" | "status" | "people"> &
  Partial<Pick<PlannedPost, "subject">> & {
    /** Of a campaigner's own post. */
    readonly words?: Pick<OwnWords, "about"> | null;
  };

/** Whom a joint post was planned to name is known of every one that this version planned; of an older one it may be anybody. */
const speaksOf = ({ kind, subject, people, words }: OtherPost, slug: string): boolean => {
  if (kind === "joint") return people?.includes(slug) ?? false;
  return kind === "own" ? (words?.about?.includes(slug) ?? false) : (kind === "profile" || kind === "anniversary") && subject === slug;
};

/**
 * The post that speaks of somebody on that day already, or surely will: handed out, or a campaigner's own post for their day, or a profile that
 * a campaigner's word keeps on its day. A joint post
 * that was cancelled was cancelled for all whom it was to name.
 * Undefined where there is none.
 * @param id of the post that asks
 */
export const findToldBesides = (
  { id, slug }: { readonly id: string; readonly slug: string },
  others: Iterable<OtherPost>,
  isKept: (id: string) => boolean,
): OtherPost | undefined => {
  for (const other of others) {
    if (other.id === id || !speaksOf(other, slug)) continue;
    const isOut = other.status === "dispatched" || (other.kind === "joint" && other.status === "skipped");
    const isToCome = other.status === "scheduled" && (other.kind === "own" || (other.kind === "profile" && isKept(other.id)));
    if (isOut || isToCome) return other;
  }
  return undefined;
};

export const toldBesidesReason = (id: string, other: Pick<OtherPost, "id">): string =>
  `${other.id} speaks of this person on the same day, and nobody is in two posts of a day. If both are wanted, say \`npm run -s rollcall -- queue approve ${id} --as NAME\`.`;
