import type { Job } from "./job.ts";

/** Goes on with what is to be taken back. */
export const withdrawPosts: Job = {
  name: "withdraw-posts",
  every: { ms: 60_000 },
  run: async ({ withdrawals, takeBack, tell, clock }) => {
    const due = await withdrawals.due(clock());
    for (const { deliveryId } of due) {
      await takeBack(deliveryId);
      const left = await withdrawals.find(deliveryId);
      if (left?.state === "refused")
        await tell({
          key: `refused:${deliveryId}:${left.outcome ?? ""}`,
          text: `${deliveryId} could not be taken back: ${left.outcome ?? ""}`,
        });
    }
    return `${due.length} to take back`;
  },
};
