import { createDeliverPost } from "../jobs/deliver-post.ts";
import type { JobContext } from "../jobs/job.ts";
import { tellOutcome } from "../jobs/tell-outcome.ts";
import type { App } from "./app.ts";
import type { Delivery } from "./delivery/ledger.ts";

export interface DeliverPostOptions {
  /** Told of each delivery after an attempt. */
  readonly onOutcome?: (delivery: Delivery) => void;
  /** Somebody asked for it now, so that it does not wait for the post before it. */
  readonly atOnce?: boolean;
}

/** The job of the delivery queues over an app's parts; the worker's queues and the commands send by the same one. */
export const openDeliverPost = async (
  app: App,
  context: JobContext,
  { onOutcome, atOnce = false }: DeliverPostOptions = {},
): Promise<ReturnType<typeof createDeliverPost>> => {
  const [source, composePost] = await Promise.all([app.content(), app.composePost()]);
  const { content, clock, posts, ledger, accounts, withdrawals, publisherOf } = context;
  return createDeliverPost({
    content,
    texts: () => source.texts(),
    clock,
    posts,
    ledger,
    accounts,
    withdrawals,
    publisherOf,
    composePost,
    limitsOf: (publisher) => app.limitsOf(publisher),
    minIntervalMs: () => (atOnce ? 0 : content().campaign.minIntervalMinutes * 60_000),
    outcome: async (delivery) => {
      onOutcome?.(delivery);
      await tellOutcome(delivery, context);
    },
  });
};
