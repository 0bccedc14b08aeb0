import { planAnniversaries, type AnniversaryPost } from "../src/campaign/anniversaries/plan-anniversaries.ts";
import { createDaysGroups } from "../src/campaign/anniversaries/days-groups.ts";
import { planFreed } from "../src/campaign/plan-freed.ts";
import { planProfiles, type Pin } from "../src/campaign/plan-profiles.ts";
import { isShown } from "../src/campaign/is-shown.ts";
import { isOccasionPost, type PlannedPost } from "../src/campaign/planned-post.ts";
import type { Content } from "../src/campaign/content.ts";
import type { PostStore, StoredPost } from "../src/delivery/post-store.ts";
import { gatePost } from "./gate-post.ts";
import type { JobContext } from "./job.ts";

/** How far back what campaigners stopped is remembered. */
const stoppedDays = 400;

/** Posts of which campaigners have decided something by hand, each with the reason why it is stopped; null where it is not. */
const decidedByHand = (
  posts: readonly StoredPost[],
  context: Pick<JobContext, "content" | "clock">,
): ReadonlyMap<string, string | null> => {
  const reasonOf = (post: StoredPost): string | null => {
    if (post.heldBy !== null) return post.reason ?? "";
    const verdict = gatePost(post, context);
    return verdict.kind === "hold" ? verdict.reason : null;
  };
  const isByHand = ({ status, heldBy, words }: StoredPost): boolean =>
    (status === "scheduled" || status === "held") && (heldBy !== null || words !== null);
  return new Map(posts.filter(isByHand).map((post) => [post.id, reasonOf(post)]));
};

/** Why somebody's profile that a campaigner edited is too much on its day; null where it is not. */
const toldByOccasion = (profileId: string, posts: readonly StoredPost[]): string | null => {
  const profile = posts.find(({ id }) => id === profileId);
  const told = posts.find(
    (post) =>
      post.status === "dispatched" &&
      isOccasionPost(post) &&
      post.people?.includes(profile?.subject ?? "") === true &&
      profile?.date.equals(post.date) === true,
  );
  return told === undefined
    ? null
    : `${told.id} has spoken of this person on the same day: \`queue cancel ${profileId}\`, and the person comes up again in turn.`;
};

/** What campaigners wrote or held for an occasion that is not recorded any more is not thrown away: it waits until they have looked. */
const keptByHand = (
  posts: readonly StoredPost[],
  planned: ReadonlySet<string>,
  byHand: ReadonlyMap<string, string | null>,
  content: Content,
): AnniversaryPost[] =>
  posts.flatMap((post) => {
    if (!isOccasionPost(post) || planned.has(post.id) || !byHand.has(post.id) || !isShown(content, post)) return [];
    const reason = byHand.get(post.id) ?? `The plan has no such post any more: look at it, then \`queue cancel ${post.id}\`.`;
    return [{ ...post, status: "held", reason, occasions: [] }];
  });

/**
 * The plan from today to a day, as it stands now: what is handed out already, and what the content makes of the rest.
 * Reads the database and changes nothing.
 */
export const drawUpPlan = async (
  {
    content,
    clock,
    posts,
  }: Pick<JobContext, "content" | "clock"> & { readonly posts: Pick<PostStore, "lastShown" | "lastSkipped" | "between" | "approvals"> },
  to: Temporal.PlainDate,
): Promise<{ readonly from: Temporal.PlainDate; readonly posts: PlannedPost[]; readonly anniversaries: AnniversaryPost[] }> => {
  const { campaign, prisoners, days, petitions, counted } = content();
  const now = clock();
  // A post of yesterday evening may still be within its lateness.
  const from = now.toZonedDateTimeISO(campaign.zone).toPlainDate().subtract({ days: 1 });
  const [shown, passed, past, ahead, approvals] = await Promise.all([
    posts.lastShown("profile"),
    posts.lastSkipped("profile"),
    posts.between(from.subtract({ days: stoppedDays }), from.subtract({ days: 1 })),
    posts.between(from, to),
    posts.approvals("freed"),
  ]);
  const taken = ahead.filter((post) => post.kind === "profile" && post.status === "dispatched").map((post) => post.at);
  const byHand = decidedByHand([...past, ...ahead], { content, clock });
  const pins = ahead.flatMap(({ id, kind, subject, date, at }): Pin[] => {
    const stopped = byHand.get(id);
    return kind !== "profile" || stopped === undefined ? [] : [{ subject, date, at, stopped: stopped ?? toldByOccasion(id, ahead) }];
  });
  const held = ahead.filter(({ id, kind, status }) => kind === "profile" && status === "held" && !byHand.has(id));
  // What a campaigner stopped has cost its turn: it does not come back the next day by itself.
  const stopped = [...past, ...ahead].filter(
    ({ kind, status, heldBy, cancelledBy }) => kind === "profile" && status === "skipped" && (heldBy !== null || cancelledBy !== null),
  );
  const occasions = { campaign, prisoners, days, petitions, ...(counted !== undefined && { counted }) };
  const { groupsOn, spokenOf: byContent } = createDaysGroups(occasions);
  // What was handed out stays said on its day, whatever is recorded by now.
  const handedOut = Map.groupBy(
    ahead.filter((post) => isOccasionPost(post) && post.status === "dispatched"),
    ({ date }) => date.toString(),
  );
  const spokenOf = (date: Temporal.PlainDate): ReadonlySet<string> =>
    byContent(date).union(new Set((handedOut.get(date.toString()) ?? []).flatMap(({ people }) => people ?? [])));
  const profiles = planProfiles({ campaign, prisoners, from, to, now, shown: [...shown, ...stopped], passed, taken, held, pins, spokenOf });
  const approved = new Map(ahead.flatMap(({ id, approvedBy }) => (approvedBy === null ? [] : [[id, approvedBy] as const])));
  const planned = planAnniversaries({ ...occasions, groupsOn, from, to, now, posts: ahead, approvals: approved, decided: byHand });
  const anniversaries = [...planned, ...keptByHand(ahead, new Set(planned.map(({ id }) => id)), byHand, content())];
  const freed = planFreed({ campaign, prisoners, now, posts: [...past, ...ahead], approvals }).map((post): PlannedPost => {
    const reason = byHand.get(post.id) ?? null;
    return reason === null || post.status === "held" ? post : { ...post, status: "held", reason };
  });
  return { from, posts: [...profiles, ...freed], anniversaries };
};
