import type { StoredPost } from "./delivery/post-store.ts";
import type { Store } from "./store/open-store.ts";

/** The posts of some days, both ends included, without those of which anything was taken back: nobody is told of them again. */
export const createPostsToShow =
  ({ posts, ledger, withdrawals }: Pick<Store, "posts" | "ledger" | "withdrawals">) =>
  async (from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<StoredPost[]> => {
    const isTakenBack = async ({ id }: StoredPost): Promise<boolean> => {
      const deliveries = await ledger.ofPost(id);
      const asked = await Promise.all(deliveries.map((delivery) => withdrawals.find(delivery.id)));
      return asked.some((withdrawal) => withdrawal !== null);
    };
    const ofDays = await posts.between(from, to);
    const takenBack = await Promise.all(ofDays.map(isTakenBack));
    return ofDays.filter((_, index) => takenBack[index] === false);
  };
