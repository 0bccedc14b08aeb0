import { isDeepStrictEqual } from "node:util";
import { dispatchPost, threadsOf } from "../../jobs/dispatch-due.ts";
import { gatePost, isByHand } from "../../jobs/gate-post.ts";
import type { JobContext } from "../../jobs/job.ts";
import type { App } from "../app.ts";
import { isShown } from "../campaign/is-shown.ts";
import { latestInstant } from "../campaign/latest-instant.ts";
import { ownSubject } from "../campaign/own/own-words.ts";
import { isOccasionPost } from "../campaign/planned-post.ts";
import { statusBasis } from "../campaign/status-basis.ts";
import type { Delivery } from "../delivery/ledger.ts";
import type { PostDraft, StoredPost } from "../delivery/post-store.ts";
import { openDeliverPost } from "../open-deliver-post.ts";
import { UserError } from "../user-error.ts";

export interface Correction {
  /** The post to correct. */
  readonly postId: string;
  /** By language; where an account's language is missing, the correction is written from the recorded facts. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The first id of the day that is free: a post may have to be corrected twice. */
const freeId = async ({ posts }: JobContext, date: Temporal.PlainDate, subject: string): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const id = `${date.toString()}/correction/${subject}${number === 1 ? "" : `.${number}`}`;
    if ((await posts.find(id)) === null) return id;
  }
};

const draftOf = async (
  context: JobContext,
  { postId, texts }: Correction,
  accounts: readonly string[],
  basis: string,
): Promise<PostDraft> => {
  const { campaign } = context.content();
  const spoken = new Set(campaign.accounts.filter(({ id }) => accounts.includes(id)).map(({ language }) => language));
  for (const language of texts.keys()) {
    if (!spoken.has(language)) {
      throw new UserError(`--text ${language}=…: no account that has the post speaks ${language}; they speak ${[...spoken].join(", ")}.`);
    }
  }
  const [first] = await context.ledger.ofPost(postId);
  const day = (first?.at ?? context.clock()).toZonedDateTimeISO(campaign.zone).toPlainDate();
  return { corrects: postId, correctsDate: day.toString(), basis, texts: Object.fromEntries(texts) };
};

/** A correction that says the same of the same post and was not taken back: who asks again, after a line that broke, means that one. */
const findSame = async (
  { posts, ledger, withdrawals }: JobContext,
  draft: PostDraft,
  today: Temporal.PlainDate,
): Promise<StoredPost | null> => {
  const recent = await posts.between(today.subtract({ days: 1 }), today);
  for (const post of recent.filter((one) => isDeepStrictEqual(one.draft, draft))) {
    const found = await Promise.all((await ledger.ofPost(post.id)).map(({ id }) => withdrawals.find(id)));
    if (post.status !== "skipped" && found.every((withdrawal) => withdrawal === null)) return post;
  }
  return null;
};

/** What a correction would be; stores nothing. Throws `UserError` where there is nothing to correct, or the gate does not let it. */
export const draftCorrection = async (
  context: JobContext,
  correction: Correction,
  who: string,
): Promise<{ readonly post: StoredPost; readonly draft: PostDraft }> => {
  const { content, posts, clock } = context;
  const { campaign } = content();
  const corrected = await posts.find(correction.postId);
  if (corrected === null || !isShown(content(), corrected))
    throw new UserError(`There is no post ${correction.postId}: \`log\` shows the ids.`);
  const threads = await threadsOf(corrected.id, context);
  if (threads.size === 0) throw new UserError(`Nothing of ${corrected.id} is public, so there is nothing to correct.`);
  const accounts = [...threads.keys()];
  // What is not one person's is corrected as what campaigners write about nobody: in their own words.
  const subject = isOccasionPost(corrected) && corrected.kind !== "anniversary" ? ownSubject : corrected.subject;
  const prisoner = content().prisoners.get(subject);
  const draft = await draftOf(context, correction, accounts, prisoner === undefined ? "" : statusBasis(prisoner));
  const now = clock();
  const date = now.toZonedDateTimeISO(campaign.zone).toPlainDate();
  const same = await findSame(context, draft, date);
  if (same !== null) return { post: same, draft };
  const post: StoredPost = {
    id: await freeId(context, date, subject),
    kind: "correction",
    subject,
    date,
    at: now,
    notAfter: latestInstant(now, campaign),
    accounts,
    status: "scheduled",
    reason: null,
    approvedBy: who,
    draft,
    words: null,
    heldBy: null,
    cancelledBy: null,
    timing: null,
    series: null,
    basis: null,
    people: null,
  };
  const languages = campaign.accounts.filter(({ id }) => accounts.includes(id)).map(({ language }) => language);
  const toWrite = languages.find((language) => !isByHand(draft, language));
  const verdict = gatePost(post, context);
  if (verdict.kind === "hold" && toWrite !== undefined) {
    throw new UserError(
      `The correction cannot be written from what is recorded: ${verdict.reason} Say it in your own words (--text ${toWrite}="…"), or take the post back with \`withdraw ${corrected.id}\`.`,
    );
  }
  return { post, draft };
};

/** Publishes a correction as a reply on every account that has the post. Answers with its deliveries. */
export const correctPost = async (
  app: App,
  context: JobContext,
  { post, draft }: { post: StoredPost; draft: PostDraft },
): Promise<Delivery[]> => {
  if (!(await context.posts.add(post, draft)) && !isDeepStrictEqual((await context.posts.find(post.id))?.draft, draft)) {
    throw new UserError("Another correction of this person's posts is just being made: try again.");
  }
  if (post.status === "scheduled") {
    await context.posts.approve(post.id, post.approvedBy);
    await dispatchPost(post, context);
  }
  const deliver = await openDeliverPost(app, context, { atOnce: true });
  for (const delivery of await context.ledger.ofPost(post.id)) await deliver(delivery.id);
  return context.ledger.ofPost(post.id);
};
