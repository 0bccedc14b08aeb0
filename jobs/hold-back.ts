import type { Delivery } from "../src/delivery/ledger.ts";
import { heldLookMs } from "../src/delivery/not-sent.ts";
import { handOpenDeliveries } from "./dispatch-due.ts";
import { gatePost, goneReason, isByHand, keptOf } from "./gate-post.ts";
import type { Job, JobContext } from "./job.ts";
import { heldNews } from "./tell-outcome.ts";

type Outcome = "held" | "dropped" | "let go";

/** Asks the gate about a delivery that waits for its next attempt, which may be hours away. Null where nothing changes. */
const judge = async (delivery: Delivery, context: JobContext): Promise<Outcome | null> => {
  const { ledger, posts, clock, tell, content } = context;
  const post = await posts.find(delivery.postId);
  const account = content().campaign.accounts.find(({ id }) => id === delivery.account);
  const kept = keptOf(post);
  const byHand = isByHand(kept.draft, account?.language);
  const { postId, kind, subject } = delivery;
  // What has no account any more ends when it is sent.
  const accounts = account === undefined ? [] : [account.id];
  const verdict = gatePost({ id: postId, kind, subject, accounts, byHand, ...kept }, context);
  switch (verdict.kind) {
    case "withheld":
      if (!(await ledger.skip(delivery.id, goneReason, clock()))) return null;
      await tell({
        key: `dropped:${delivery.id}`,
        text: `A post on ${delivery.account} that was waiting to be sent was dropped: ${goneReason}`,
      });
      return "dropped";
    case "hold":
      if (!(await ledger.hold(delivery.id, verdict.reason, clock().add({ milliseconds: heldLookMs })))) return null;
      await tell(heldNews(delivery, delivery.id, verdict.reason));
      return "held";
    case "speak":
      return delivery.held && (await ledger.letGo(delivery.id)) ? "let go" : null;
  }
};

/** Holds, drops or lets go what was handed out and waits to be sent, as the content says now. */
export const holdBack: Job = {
  name: "hold-back",
  every: { ms: 60_000 },
  run: async (context) => {
    const tally: Record<Outcome, number> = { held: 0, dropped: 0, "let go": 0 };
    for (const delivery of await context.ledger.open()) {
      const outcome = delivery.state === "due" ? await judge(delivery, context) : null;
      if (outcome !== null) tally[outcome] += 1;
    }
    if (tally["let go"] > 0) await handOpenDeliveries(context);
    return `${tally.held} held, ${tally.dropped} dropped, ${tally["let go"]} let go`;
  },
};
