import { basisOfOccasions } from "../src/campaign/anniversaries/occasion-basis.ts";
import { occasionsOf, whyNothingLeft } from "../src/campaign/anniversaries/occasions-of.ts";
import type { AnniversaryPost } from "../src/campaign/anniversaries/plan-anniversaries.ts";
import { occasionPostKinds, type PlannedPost, type PostKind } from "../src/campaign/planned-post.ts";
import type { CampaignSettings } from "../src/campaign/campaign-settings.ts";
import type { Content } from "../src/campaign/content.ts";
import type { Prisoner } from "../src/campaign/prisoner.ts";
import { whenOf } from "../src/campaign/when-of.ts";
import { statusBasis } from "../src/campaign/status-basis.ts";
import type { PostChange, PostToPlan } from "../src/delivery/post-store.ts";
import { continueSeries } from "./continue-series.ts";
import { followOwnTimes } from "./follow-own-times.ts";
import { goneReason, nameOfPost } from "./gate-post.ts";
import { judgeOwnPosts } from "./judge-own-posts.ts";
import type { Job, JobContext } from "./job.ts";
import { drawUpPlan } from "./draw-up-plan.ts";
import { tellChanges } from "./tell-changes.ts";
import { tellOfWithheld } from "./tell-of-withheld.ts";

/** A release is news for 14 days; what was told of it is looked for a little further back. */
const freedDays = 28;

const hadAnother = async ({ kind, date, at }: PlannedPost, { posts }: JobContext): Promise<boolean> =>
  kind === "profile" &&
  (await posts.between(date, date)).some((other) => other.kind === kind && other.status === "dispatched" && other.at.equals(at));

/** What nobody sent in time is closed with the reason, and so stays in the record instead of vanishing from the plan. */
const closeOver = async (context: JobContext): Promise<void> => {
  const { posts, clock, tell } = context;
  const now = clock();
  const waiting = [...(await posts.due(now)), ...(await posts.held())];
  for (const post of waiting) {
    if (Temporal.Instant.compare(post.notAfter, now) >= 0) continue;
    const name = nameOfPost(post, context);
    const reason =
      name === null
        ? goneReason
        : post.status === "held"
          ? `It was held until its time was over: ${post.reason ?? ""}`
          : lateReason(post, context.content().campaign);
    if (!(await posts.settle(post.id, "skipped", reason))) continue;
    // Somebody else had that day: nothing was lost, and this person comes up again in turn.
    if (name !== null && post.status === "held" && post.heldBy === null && (await hadAnother(post, context))) continue;
    await tell({
      key: `skipped:${post.id}`,
      text: name === null ? `A waiting post was dropped. ${goneReason}` : `${name} was skipped. ${reason}`,
    });
  }
};

export const lateReason = ({ at, notAfter }: Pick<PlannedPost, "at" | "notAfter">, { zone }: Pick<CampaignSettings, "zone">): string =>
  `It was due on ${whenOf(at, zone)} and nobody was there to send it until ${whenOf(notAfter, zone)} (${zone}).`;

/** Who approves news approves its sources, too: with others it is another thing to approve. */
const basisOf = (kind: PostKind, prisoner: Prisoner): string =>
  kind === "freed"
    ? JSON.stringify([statusBasis(prisoner), prisoner.status.sources.map((key) => prisoner.sources[key])])
    : statusBasis(prisoner);

/** The plan with what its words rely on. */
const withBases = ({ posts, anniversaries }: Awaited<ReturnType<typeof drawUpPlan>>, content: Content): PostToPlan[] => [
  ...posts.map((post) => {
    const prisoner = content.prisoners.get(post.subject);
    return { ...post, basis: prisoner === undefined ? null : basisOf(post.kind, prisoner) };
  }),
  ...anniversaries.map((post) => ({ ...post, basis: basisOfOccasions(post, post.occasions, content) })),
];

/** What campaigners wrote or held for a day that is none any more waits for them until its time is over: they learn that once, and why. */
const tellKept = async (kept: readonly AnniversaryPost[], { content, clock, tell }: JobContext): Promise<void> => {
  for (const post of kept) {
    const isGone = occasionsOf(post, content(), clock()).length === 0;
    const reason = isGone ? whyNothingLeft(post, content(), clock()) : (post.reason ?? "");
    await tell({
      key: `kept:${post.id}:${reason}`,
      text: `${post.id} is not in the plan any more, and is held because a campaigner edited or held it: \`queue cancel ${post.id}\` takes it away, else it is skipped when its time is over. ${reason}`,
    });
  }
};

/** Fills the calendar ahead. Planning again with the same content changes nothing. */
export const planPosts: Job = {
  name: "plan-posts",
  every: { ms: 60 * 60_000 },
  run: async (context) => {
    const { campaign } = context.content();
    await followOwnTimes(context);
    await closeOver(context);
    const to = context.clock().toZonedDateTimeISO(campaign.zone).toPlainDate().add({ days: campaign.plan.daysAhead });
    const plan = await drawUpPlan(context, to);
    const withBasis = withBases(plan, context.content());
    const replan = (kind: PostKind, from: Temporal.PlainDate): Promise<PostChange[]> =>
      context.posts.replan(
        kind,
        from,
        to,
        withBasis.filter((post) => post.kind === kind),
      );
    const changes = [...(await replan("profile", plan.from)), ...(await replan("freed", plan.from.subtract({ days: freedDays })))];
    for (const kind of occasionPostKinds) changes.push(...(await replan(kind, plan.from)));
    const kept = plan.anniversaries.filter(({ occasions }) => occasions.length === 0);
    await tellChanges(
      changes.filter(({ id }) => !kept.some((post) => post.id === id)),
      context,
    );
    await tellKept(kept, context);
    await continueSeries(context);
    await judgeOwnPosts(context);
    await tellOfWithheld(context);
    const added = changes.filter(({ before }) => before === null).length;
    const removed = changes.filter(({ after }) => after === null).length;
    return `planned to ${to.toString()}: ${added} added, ${changes.length - added - removed} changed, ${removed} removed`;
  },
};
