import { planProfiles } from "../src/campaign/plan-profiles.ts";
import type { PlannedPost } from "../src/campaign/planned-post.ts";
import type { PostStore } from "../src/delivery/post-store.ts";
import type { Job, JobContext } from "./job.ts";

/** How far back a turn that was passed over is remembered. */
const passedDays = 400;

/**
 * The plan from today to a day, as it stands now: what is handed out already, and what the content makes of the rest.
 * Reads the database and changes nothing.
 */
export const drawUpPlan = async (
  { content, clock, posts }: Pick<JobContext, "content" | "clock"> & { readonly posts: Pick<PostStore, "lastShown" | "between"> },
  to: Temporal.PlainDate,
): Promise<{ readonly from: Temporal.PlainDate; readonly posts: PlannedPost[] }> => {
  const { campaign, prisoners } = content();
  const now = clock();
  // A post of yesterday evening may still be within its lateness.
  const from = now.toZonedDateTimeISO(campaign.zone).toPlainDate().subtract({ days: 1 });
  const [shown, past, ahead] = await Promise.all([
    posts.lastShown("profile"),
    posts.between(from.subtract({ days: passedDays }), from.subtract({ days: 1 })),
    posts.between(from, to),
  ]);
  const passed = [...past, ...ahead].filter((post) => post.kind === "profile" && post.status === "skipped");
  const taken = ahead.filter((post) => post.kind === "profile" && post.status === "dispatched").map((post) => post.at);
  return { from, posts: planProfiles({ campaign, prisoners, from, to, now, shown, passed, taken }) };
};

/** What nobody sent in time is closed with the reason, and so stays in the record instead of vanishing from the plan. */
const closeOver = async ({ posts, clock, notice }: JobContext): Promise<void> => {
  const now = clock();
  const waiting = [...(await posts.due(now)), ...(await posts.held())];
  for (const post of waiting) {
    if (Temporal.Instant.compare(post.notAfter, now) >= 0) continue;
    const reason = post.status === "held" ? `It was held until its time was over: ${post.reason ?? ""}` : lateReason(post);
    await posts.settle(post.id, "skipped", reason);
    notice(post.id, `skipped: ${reason}`);
  }
};

export const lateReason = (post: PlannedPost): string =>
  `It was due at ${post.at.toString()} and nobody was there to send it before ${post.notAfter.toString()}.`;

/** Fills the calendar ahead. Planning again with the same content changes nothing. */
export const planPosts: Job = {
  name: "plan-posts",
  every: { ms: 60 * 60_000 },
  run: async (context) => {
    const { campaign } = context.content();
    await closeOver(context);
    const to = context.clock().toZonedDateTimeISO(campaign.zone).toPlainDate().add({ days: campaign.plan.daysAhead });
    const plan = await drawUpPlan(context, to);
    const { added, changed, removed } = await context.posts.replan("profile", plan.from, to, plan.posts);
    return `planned to ${to.toString()}: ${added} added, ${changed} changed, ${removed} removed`;
  },
};
