import { fingerprintOf } from "../../jobs/judge-own-posts.ts";
import type { JobContext } from "../../jobs/job.ts";
import type { App } from "../app.ts";
import type { NoticeChoice } from "../delivery/notice-store.ts";
import type { Decide } from "../telegram/admin/decide.ts";
import { UserError } from "../user-error.ts";
import { inChatWords } from "./desk/in-chat-words.ts";
import { approvePost } from "./approve-post.ts";
import { decideShownCount } from "./take-count.ts";
import { NeedsLink, settleDelivery } from "./settle-delivery.ts";
import { withdrawPosts, type Target } from "./withdraw-posts.ts";

const settle = async (
  app: App,
  context: JobContext,
  { deliveryId, answer }: Extract<NoticeChoice, { kind: "settle" }>,
  who: string,
  link: string | undefined,
): ReturnType<Decide> => {
  try {
    const said = answer === "resend" ? { kind: answer } : { kind: answer, url: link ?? null };
    const { state, published } = await settleDelivery(app, context, deliveryId, said, who);
    return `${deliveryId} is ${state}. ${published.at(-1)?.url ?? ""}`.trim();
  } catch (error) {
    if (error instanceof NeedsLink) return { needsLink: `${error.message} Reply to this message with it.` };
    throw error;
  }
};

const withdraw = async (context: JobContext, target: Target, who: string): Promise<string> => {
  const taken = await withdrawPosts(context, target, who);
  const [done, due, refused] = (["done", "due", "refused"] as const).map((state) => taken.filter((one) => one.state === state).length);
  return `Taken back: ${done}. Still to be done by the worker: ${due}. Not possible: ${refused}${refused === 0 ? "." : ", `status` says why."}`;
};

const approve = async (
  context: JobContext,
  { postId, words }: Extract<NoticeChoice, { kind: "approve" }>,
  who: string,
): Promise<string> => {
  const now = await context.posts.find(postId);
  if (now?.approvedBy != null) return `${postId} was approved by ${now.approvedBy} already.`;
  if (now?.words != null && words !== undefined && fingerprintOf(now.words) !== words)
    throw new UserError(`${postId} was edited since this was told: look at it with \`queue show ${postId}\`, then decide.`);
  const { status, reason } = await approvePost(context, postId, who);
  return status === "held"
    ? `${postId} is approved, and still held. ${reason ?? ""}`
    : `${postId} is approved. ${status === "dispatched" ? "It is on its way." : "It goes out when it is due."}`;
};

/** What the buttons of the campaigners' chat do, in the chat's own words; the command line does the same. */
export const createDecide = (app: App, context: JobContext): Decide => {
  const decide: Decide = async (choice, who, link) => {
    switch (choice.kind) {
      case "settle":
        return settle(app, context, choice, who, link);
      case "approve":
        return approve(context, choice, who);
      case "accept-count":
      case "refuse-count":
        return decideShownCount(choice, who, context);
      case "withdraw":
        return withdraw(context, { kind: "named", name: choice.postId }, who);
      case "withdraw-withheld":
        return withdraw(context, { kind: "withheld" }, who);
    }
  };
  return async (...asked) => {
    try {
      const decided = await decide(...asked);
      return typeof decided === "string" ? inChatWords(decided) : decided;
    } catch (error) {
      throw error instanceof UserError ? new UserError(inChatWords(error.message), { cause: error }) : error;
    }
  };
};
