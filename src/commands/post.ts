import { dispatchPost } from "../../jobs/dispatch-due.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import type { App } from "../app.ts";
import type { Delivery } from "../delivery/ledger.ts";
import { openDeliverPost } from "../open-deliver-post.ts";
import { openJobContext } from "../open-job-context.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { describeDeliveries } from "./describe-deliveries.ts";

/** Plans, opens the post's deliveries, and sends each once; what a network refuses for now stays open for the worker. */
const postNow = async (app: App, id: string): Promise<Delivery[]> => {
  const source = await app.content();
  const store = await app.store();
  const context = await openJobContext(app);
  await planPosts.run(context);
  const post = await store.posts.find(id);
  if (post === null) {
    const { daysAhead } = source.current().campaign.plan;
    throw new UserError(`There is no planned post ${id}: \`plan\` shows the ids, and posts of the next ${daysAhead} days can be sent.`);
  }
  if (post.status === "skipped") throw new UserError(`${id} was skipped: ${post.reason ?? ""}`);
  if (post.status !== "dispatched") {
    const outcome = await dispatchPost(post, context);
    if (outcome !== "dispatched") throw new UserError(`${id} is ${outcome}: ${(await store.posts.find(id))?.reason ?? ""}`);
  }
  const deliver = await openDeliverPost(app, context, { atOnce: true });
  for (const delivery of await store.ledger.ofPost(id)) await deliver(delivery.id);
  return store.ledger.ofPost(id);
};

export const postCommand: CommandEntry = {
  name: "post",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("post", "send one planned post now, once, to each of its accounts")
      .argument("<id>", "a post's id as `plan` shows it")
      .addHelpText(
        "after",
        "\nAn account without credentials rehearses: the post is made, recorded and shown, not sent.\n\nExample:\n  npm run -s rollcall -- post 2026-12-01/profile/maria-kalesnikava",
      )
      .action(async (id: string, options: CommonOptions) => {
        await using app = openApp({ ...options, running: true });
        const deliveries = await postNow(app, id);
        const open = describeDeliveries(io, deliveries, options.json === true);
        if (open > 0) throw new UserError(open === 1 ? "1 account did not take the post." : `${open} accounts did not take the post.`);
      }),
};
