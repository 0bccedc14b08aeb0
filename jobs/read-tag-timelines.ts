import type { Job } from "./job.ts";

/** Counts the campaign's hashtags on its Mastodon servers: what is new, was edited or is gone. */
export const readTagTimelines: Job = {
  name: "read-tag-timelines",
  every: { ms: 15 * 60_000 },
  run: (context) => context.readTimelines(),
};
