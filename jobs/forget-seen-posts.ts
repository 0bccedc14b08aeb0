import type { Job } from "./job.ts";

/** Nothing that tells posts apart is kept for longer than it is needed. */
export const forgetSeenPosts: Job = {
  name: "forget-seen-posts",
  every: { ms: 60 * 60_000 },
  run: async ({ hashtags, clock }) => `${await hashtags.forget(clock())} forgotten`,
};
