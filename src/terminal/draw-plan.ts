import type { PlannedPost } from "../campaign/planned-post.ts";
import { dim } from "./styles.ts";

const marks = { scheduled: "●", dispatched: "✓", held: "✋", skipped: "–" } as const;

const weekday = (date: Temporal.PlainDate): string => date.toLocaleString("en", { weekday: "short" });

/** A line for each post, held ones with what a campaigner must look at. */
export const drawPlan = (posts: readonly PlannedPost[], zone: string, labelOf: (post: PlannedPost) => string): string => {
  if (posts.length === 0) return "Nothing is planned.";
  return posts
    .map((post) => {
      const time = post.at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" });
      const head = `${marks[post.status]} ${weekday(post.date)} ${post.date.toString()} ${time}  ${labelOf(post)}`;
      const reason = post.reason === null ? "" : `\n      ${post.status}: ${post.reason}`;
      return post.status === "scheduled" ? `  ${head}` : dim(`  ${head}${reason}`);
    })
    .join("\n");
};
