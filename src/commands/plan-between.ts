import { drawUpPlan } from "../../jobs/draw-up-plan.ts";
import type { App } from "../app.ts";
import { createOccasionsOf } from "../campaign/anniversaries/occasions-of.ts";
import type { Occasion } from "../campaign/anniversaries/occasion.ts";
import { isShown } from "../campaign/is-shown.ts";
import { isOccasionPost, type PlannedPost } from "../campaign/planned-post.ts";

/** A post of the plan with what it speaks of; of a profile or the news of a release nothing. */
export type ShownPost = PlannedPost & { readonly occasions: readonly Occasion[] };

const nothingStored = {
  lastShown: async () => [],
  lastSkipped: async () => [],
  between: async () => [],
  approvals: async () => new Map<string, string>(),
};

/** The plan from one day to another: what the database has, and what the content makes of the days ahead. */
export const planBetween = async (app: App, from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<ShownPost[]> => {
  const source = await app.content();
  const content = source.current();
  const posts = (await app.hasStore()) ? (await app.store()).posts : nothingStored;
  const plan = await drawUpPlan({ content: () => content, clock: app.clock, posts }, to);
  const occasionsOf = createOccasionsOf(content);
  const stored = await posts.between(from, to);
  const settled = stored
    .filter((post) => post.kind === "own" || post.status === "dispatched" || post.status === "skipped")
    .filter((post) => isShown(content, post))
    .map((post) => ({ ...post, occasions: isOccasionPost(post) ? occasionsOf(post, post.at) : [] }));
  const settledIds = new Set(settled.map((post) => post.id));
  const ofPeople = plan.posts.map((post) => ({ ...post, occasions: [] }));
  // A release is told from its own day on, and may be from before.
  const ahead = [...ofPeople, ...plan.anniversaries].filter(
    (post) => (post.kind === "freed" || Temporal.PlainDate.compare(post.date, from) >= 0) && !settledIds.has(post.id),
  );
  return [...settled, ...ahead].sort((a, b) => Temporal.Instant.compare(a.at, b.at));
};
