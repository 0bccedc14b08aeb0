import { createDeliverPost } from "../jobs/deliver-post.ts";
import type { App } from "./app.ts";

/** The job of the delivery queues over an app's parts; the worker's queues and `post` send by the same one. */
export const openDeliverPost = async (app: App): Promise<ReturnType<typeof createDeliverPost>> => {
  const [source, store, composeProfile] = await Promise.all([app.content(), app.store(), app.composeProfile()]);
  return createDeliverPost({
    content: () => source.current(),
    texts: () => source.texts(),
    clock: app.clock,
    ledger: store.ledger,
    publisherOf: (account) => app.publisher(account),
    composeProfile,
    limitsOf: (publisher) => app.limitsOf(publisher),
  });
};
