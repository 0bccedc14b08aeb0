import type { JobContext } from "../../jobs/job.ts";
import type { App } from "../app.ts";
import type { Delivery } from "../delivery/ledger.ts";
import { PublishError } from "../delivery/publish-error.ts";
import type { Published, Publisher } from "../delivery/publisher.ts";
import { recoverPart } from "../delivery/recover-part.ts";
import { openDeliverPost } from "../open-deliver-post.ts";
import { UserError } from "../user-error.ts";

/** What somebody says of a delivery that nobody could tell of. `url`: the post's page; without it the network is asked once more. */
export type Answer = { readonly kind: "sent"; readonly url: string | null } | { readonly kind: "resend" };

/** Somebody's word extends what is left of the post's time, so that a post of this morning can be sent again in the evening. */
const extraHours = 1;

/** The link is needed: only it says which of the account's posts it is. */
export class NeedsLink extends UserError {}

const askNetwork = async (delivery: Delivery, publisher: Publisher, { ledger }: JobContext): Promise<Published | null> => {
  try {
    const found = await recoverPart(delivery, publisher, ledger);
    return typeof found === "string" ? null : found;
  } catch (error) {
    if (error instanceof PublishError) return null;
    throw error;
  }
};

const locate = async (delivery: Delivery, url: string | null, context: JobContext): Promise<Published> => {
  const publisher = await context.publisherOf(delivery.account);
  if (publisher === null || !publisher.live)
    throw new UserError(`${delivery.account} has no credentials here, so its posts cannot be told apart.`);
  const found = url === null ? await askNetwork(delivery, publisher, context) : publisher.locate(url);
  if (found !== null) return found;
  if (url === null) throw new NeedsLink(`${delivery.account} does not show it: the post's own link is needed.`);
  throw new UserError(`${url} is not the address of a post of ${delivery.account}: open the post there and copy its link.`);
};

/** Says what became of a delivery in doubt, and sends what is left of it. Answers with the delivery as it is then. */
export const settleDelivery = async (app: App, context: JobContext, id: string, answer: Answer, who: string): Promise<Delivery> => {
  const { ledger, clock } = context;
  const delivery = await ledger.find(id);
  if (delivery === null) throw new UserError(`There is no delivery ${id}: \`status\` lists those that a person must look at.`);
  const isWithdrawn = (await context.withdrawals.find(id)) !== null;
  const refuse = (): never => {
    throw new UserError(
      isWithdrawn ? `${id} was withdrawn, so it is not sent again.` : `${id} is ${delivery.state}: there is nothing to settle.`,
    );
  };
  if (answer.kind === "resend") {
    if (!(await ledger.resend(id, who, clock().add({ hours: extraHours })))) refuse();
  } else {
    if (delivery.inFlight === null || (delivery.state !== "unknown" && delivery.state !== "failed")) refuse();
    const found = await locate(delivery, answer.url, context);
    if (!(await ledger.confirm(id, found, who, clock()))) refuse();
  }
  if (isWithdrawn) {
    // What was found goes the way of the rest.
    await context.withdrawals.ask([id], who, clock());
    await context.takeBack(id);
  } else {
    const deliver = await openDeliverPost(app, context, { atOnce: true });
    await deliver(id);
  }
  return (await ledger.find(id)) ?? delivery;
};
