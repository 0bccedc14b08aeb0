import { statusGate } from "../src/campaign/status-gate.ts";
import type { Content } from "../src/campaign/content.ts";
import type { Texts } from "../src/campaign/words/texts.ts";
import type { Clock } from "../src/clock.ts";
import type { ComposedPost } from "../src/compose/composed-post.ts";
import type { ProfileInput } from "../src/compose/compose-profile.ts";
import type { Limits } from "../src/compose/limits.ts";
import type { ComeAgain } from "../src/delivery/carrier.ts";
import { createDeliver, type Readiness } from "../src/delivery/deliver.ts";
import type { Delivery, Ledger } from "../src/delivery/ledger.ts";
import type { Publisher } from "../src/delivery/publisher.ts";

export interface DeliverPostContext {
  content(): Content;
  texts(): Texts;
  readonly clock: Clock;
  readonly ledger: Ledger;
  publisherOf(account: string): Promise<Publisher | null>;
  composeProfile(input: ProfileInput): Promise<ComposedPost>;
  /** What the account's server takes now. */
  limitsOf(publisher: Publisher): Promise<Limits>;
}

/** The job of the delivery queues: the gate once more, with the content as it is now, then the post itself. */
export const createDeliverPost = (context: DeliverPostContext): ((deliveryId: string) => Promise<ComeAgain | null>) => {
  const makeReady = async (delivery: Delivery): Promise<Readiness> => {
    const { campaign, prisoners } = context.content();
    const prisoner = prisoners.get(delivery.subject);
    const account = campaign.accounts.find(({ id }) => id === delivery.account);
    const publisher = await context.publisherOf(delivery.account);
    if (prisoner === undefined || account === undefined || publisher === null) {
      return { kind: "stop", reason: "Its subject or its account is not in the campaign any more." };
    }
    const today = context.clock().toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
    const verdict = statusGate(prisoner, today, campaign);
    if (verdict.kind === "withheld") return { kind: "stop", reason: "Its subject is not in the campaign any more." };
    if (verdict.kind === "hold") return { kind: "stop", reason: verdict.reason };
    const limits = await context.limitsOf(publisher);
    return { kind: "ready", post: await context.composeProfile({ campaign, texts: context.texts(), prisoner, today, account, limits }) };
  };

  return createDeliver({ ledger: context.ledger, clock: context.clock, publisherOf: context.publisherOf, makeReady });
};
