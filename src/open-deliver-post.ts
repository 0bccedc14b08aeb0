import { createDeliverPost } from "../jobs/deliver-post.ts";
import type { App } from "./app.ts";
import { profileComposer } from "./compose/compose-profile.ts";

/** The job of the delivery queues over an app's parts; the worker's queues and `post` send by the same one. */
export const openDeliverPost = async (app: App): Promise<ReturnType<typeof createDeliverPost>> => {
  const [source, store, composePost] = await Promise.all([app.content(), app.store(), app.composePost()]);
  return createDeliverPost({
    content: () => source.current(),
    texts: () => source.texts(),
    clock: app.clock,
    ledger: store.ledger,
    publisherOf: (account) => app.publisher(account),
    composeProfile: profileComposer(composePost),
    limitsOf: (publisher) => app.limitsOf(publisher),
  });
};
