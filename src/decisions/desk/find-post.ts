import { createHash } from "node:crypto";
import type { JobContext } from "../../../jobs/job.ts";
import { isShown } from "../../campaign/is-shown.ts";
import { furthestDays } from "../../campaign/own/furthest-days.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { UserError } from "../../user-error.ts";

/** Without letters that look like digits, and without vowels that make words. */
const alphabet = "bcdfghjkmnpqrstvwxz23456789";
const handleLength = 5;

const daysBack = 31;

/** A short name for a post, made from its id, so that it is the same in every process and after every restart. */
export const handleOf = (id: string): string =>
  [...createHash("sha256").update(id).digest().subarray(0, handleLength)].map((byte) => alphabet[byte % alphabet.length]).join("");

/** Every post that campaigners may look at, the earliest first. */
export const readPosts = async ({ posts, clock, content }: JobContext, back = daysBack): Promise<StoredPost[]> => {
  const today = clock().toZonedDateTimeISO(content().campaign.zone).toPlainDate();
  const near = await posts.between(today.subtract({ days: back }), today.add({ days: furthestDays }));
  return near.filter((post) => isShown(content(), post)).sort((a, b) => Temporal.Instant.compare(a.at, b.at));
};

/** The post that a handle or an id means. Throws `UserError` where that is none, or not one alone. */
export const findPost = async (context: JobContext, ref: string): Promise<StoredPost> => {
  const nothing = new UserError("There is no such post any more: /queue shows what waits.");
  if (ref.includes("/")) {
    const post = await context.posts.find(ref);
    if (post === null || !isShown(context.content(), post)) throw nothing;
    return post;
  }
  const meant = (await readPosts(context)).filter(({ id }) => handleOf(id) === ref.toLowerCase());
  const [post] = meant;
  if (post === undefined) throw nothing;
  if (meant.length > 1) throw new UserError(`That fits ${meant.map(({ id }) => id).join(" and ")}: give the whole id.`);
  return post;
};
