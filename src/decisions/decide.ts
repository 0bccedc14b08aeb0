import type { JobContext } from "../../jobs/job.ts";
import type { App } from "../app.ts";
import type { NoticeChoice } from "../delivery/notice-store.ts";
import type { Decide } from "../telegram/admin/decide.ts";
import { approvePost } from "./approve-post.ts";
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

/** What the buttons of the campaigners' chat do; the command line does the same. */
export const createDecide =
  (app: App, context: JobContext): Decide =>
  async (choice, who, link) => {
    switch (choice.kind) {
      case "settle":
        return settle(app, context, choice, who, link);
      case "approve": {
        const { status, reason } = await approvePost(context, choice.postId, who);
        return status === "held"
          ? `${choice.postId} is approved, and still held. ${reason ?? ""}`
          : `${choice.postId} is approved. ${status === "dispatched" ? "It is on its way." : "It goes out when it is due."}`;
      }
      case "withdraw":
        return withdraw(context, { kind: "named", name: choice.postId }, who);
      case "withdraw-withheld":
        return withdraw(context, { kind: "withheld" }, who);
    }
  };
