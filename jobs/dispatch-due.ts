import { findToldBesides, toldBesidesReason } from "../src/campaign/anniversaries/told-besides.ts";
import type { NewDelivery, ReplyTo } from "../src/delivery/ledger.ts";
import type { StoredPost } from "../src/delivery/post-store.ts";
import { gatePost, goneReason, nameOfPost } from "./gate-post.ts";
import type { Job, JobContext } from "./job.ts";
import { lateReason, planPosts } from "./plan-posts.ts";

/** Why somebody would be in two posts of a day: another process may have handed out the other one since the plan was made. */
const besidesReason = async (
  { id, kind, subject, people, date, approvedBy }: StoredPost,
  { posts }: JobContext,
): Promise<string | null> => {
  if (kind !== "anniversary" && kind !== "joint") return null;
  const ofDay = await posts.between(date, date);
  const isKept = (other: string): boolean => ofDay.some((post) => post.id === other && post.words !== null && post.heldBy === null);
  for (const slug of people ?? [subject]) {
    const told = findToldBesides({ id, slug }, ofDay, isKept);
    if (told === undefined || (approvedBy !== null && kind === "anniversary")) continue;
    return kind === "anniversary" ? toldBesidesReason(id, told) : "Some of its people have posts of their own on this day.";
  }
  return null;
};

/** Opens the deliveries of one post, unless the gate or the clock says no. Answers what became of it. */
export const dispatchPost = async (post: StoredPost, context: JobContext): Promise<"dispatched" | "held" | "skipped"> => {
  const { content, clock, posts, ledger, tell } = context;
  const { campaign } = content();
  const now = clock();
  // The ledger would refuse it, too.
  if (post.heldBy !== null) return "held";
  const settle = async (status: "held" | "skipped", reason: string): Promise<typeof status> => {
    const what = nameOfPost(post, context) ?? "A post that was due";
    if (await posts.settle(post.id, status, reason))
      await tell({ key: `${status}:${post.id}:${reason}`, text: `${what} is ${status}. ${reason}` });
    return status;
  };
  // What a campaigner wrote is asked about at each account, whose language may be another.
  const verdict = gatePost({ ...post, when: post, byHand: post.draft !== null && Object.keys(post.draft.texts).length > 0 }, context);
  if (verdict.kind === "withheld") return settle("skipped", goneReason);
  if (Temporal.Instant.compare(now, post.notAfter) > 0) return settle("skipped", lateReason(post, campaign));
  if (verdict.kind === "hold") return settle("held", verdict.reason);
  const besides = await besidesReason(post, context);
  if (besides !== null) return settle("held", besides);
  // Sent ahead of its time, it must not tell the networks a time that has not come; and what waited for somebody's yes is not from the day it is about.
  const at = post.kind !== "profile" || Temporal.Instant.compare(now, post.at) < 0 ? now : post.at;
  const accounts = new Map(campaign.accounts.map((account) => [account.id, account]));
  const threads = post.draft === null ? null : await threadsOf(post.draft.corrects, context);
  const deliveries = post.accounts.flatMap((id): NewDelivery[] => {
    const account = accounts.get(id);
    const replyTo = threads?.get(id) ?? null;
    // A correction goes where there is something to correct.
    if (account === undefined || (threads !== null && replyTo === null)) return [];
    return [
      {
        id: `${post.id}@${id}`,
        postId: post.id,
        kind: post.kind,
        subject: post.subject,
        account: id,
        network: account.network,
        at,
        notAfter: post.notAfter,
        replyTo,
      },
    ];
  });
  await ledger.dispatch(post.id, deliveries);
  return "dispatched";
};

/** The ends of a post's threads that are out and stay so, by account: what a correction replies to. */
export const threadsOf = async (
  postId: string,
  { ledger, withdrawals }: Pick<JobContext, "ledger" | "withdrawals">,
): Promise<ReadonlyMap<string, ReplyTo>> => {
  const threads = new Map<string, ReplyTo>();
  for (const { id, account, published } of await ledger.ofPost(postId)) {
    const [root] = published;
    const parent = published.at(-1);
    if (root !== undefined && parent !== undefined && (await withdrawals.find(id)) === null) threads.set(account, { root, parent });
  }
  return threads;
};

/** Puts everything open on the queue; what is there already is not added again, so an empty queue is filled from the database. */
export const handOpenDeliveries = async ({ ledger, carrier, clock }: JobContext): Promise<number> => {
  const open = await ledger.open();
  const now = clock();
  await carrier.hand(
    open.map((delivery) => ({
      deliveryId: delivery.id,
      network: delivery.network,
      delayMs: delivery.retryAt === null ? 0 : Math.max(0, Math.ceil(now.until(delivery.retryAt).total("milliseconds"))),
    })),
  );
  return open.length;
};

/** Hands what is due to the queue. */
export const dispatchDue: Job = {
  name: "dispatch-due",
  every: { ms: 60_000 },
  run: async (context) => {
    const tally = { dispatched: 0, held: 0, skipped: 0 };
    const dispatchAll = async (): Promise<boolean> => {
      let slotFreed = false;
      for (const post of await context.posts.due(context.clock())) {
        const outcome = await dispatchPost(post, context);
        tally[outcome] += 1;
        slotFreed ||= outcome !== "dispatched";
      }
      return slotFreed;
    };
    // Somebody whose post is held at the last moment does not take the day away from the next in turn.
    if (await dispatchAll()) {
      await planPosts.run(context);
      await dispatchAll();
    }
    const open = await handOpenDeliveries(context);
    return `${tally.dispatched} dispatched, ${tally.held} held, ${tally.skipped} skipped, ${open} open`;
  },
};
