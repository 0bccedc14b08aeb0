import type { JobContext } from "../../jobs/job.ts";
import { publicOfWithheld } from "../../jobs/tell-of-withheld.ts";
import type { PostKind } from "../campaign/planned-post.ts";
import type { Delivery } from "../delivery/ledger.ts";
import type { WithdrawalState } from "../delivery/withdrawal-store.ts";
import { UserError } from "../user-error.ts";

/** A post's id, one of its deliveries' ids, a prisoner's slug, or everybody who is withheld. */
export type Target = { readonly kind: "named"; readonly name: string } | { readonly kind: "withheld" };

export interface TakenBack {
  readonly deliveryId: string;
  readonly kind: PostKind;
  readonly subject: string;
  readonly account: string;
  readonly state: WithdrawalState;
  readonly outcome: string | null;
}

const findDeliveries = async (target: Target, context: JobContext): Promise<Delivery[]> => {
  const { ledger, posts } = context;
  const ofPosts = async (ids: Iterable<string>): Promise<Delivery[]> => (await Promise.all([...ids].map((id) => ledger.ofPost(id)))).flat();
  if (target.kind === "withheld" || !target.name.includes("/")) {
    const published = target.kind === "withheld" ? await publicOfWithheld(context) : await ledger.publishedAbout(target.name);
    // On another account the same post may wait for its turn: it must not follow. Its corrections would be replies to nothing.
    const ids = new Set(published.map(({ postId }) => postId));
    for (const id of ids) for (const correction of await posts.correctionsOf(id)) ids.add(correction);
    return ofPosts(ids);
  }
  const one = await ledger.find(target.name);
  if (one !== null) return [one];
  if ((await posts.find(target.name)) === null) throw new UserError(`There is no post ${target.name}: \`log\` and \`plan\` show the ids.`);
  // Its corrections would be replies to nothing.
  return ofPosts([...(await posts.correctionsOf(target.name)), target.name]);
};

/**
 * Takes back what is public, on all accounts, and stops what is not sent yet. What cannot be done now is done by the worker;
 * asking again does no harm.
 */
export const withdrawPosts = async (context: JobContext, target: Target, who: string): Promise<TakenBack[]> => {
  const { posts, withdrawals, takeBack, clock } = context;
  const deliveries = await findDeliveries(target, context);
  // A post that waits is not sent either.
  const stopped = target.kind === "named" && (await posts.settle(target.name, "skipped", `Withdrawn by ${who}.`));
  if (deliveries.length === 0 && !stopped) {
    throw new UserError(
      target.kind === "withheld" ? "Nothing is public about anybody who is withheld." : `Nothing is public of ${target.name}.`,
    );
  }
  await withdrawals.ask(
    deliveries.map(({ id }) => id),
    who,
    clock(),
  );
  const taken: TakenBack[] = [];
  for (const { id, kind, subject, account } of deliveries) {
    await takeBack(id);
    const { state, outcome } = (await withdrawals.find(id)) ?? { state: "due" as const, outcome: null };
    taken.push({ deliveryId: id, kind, subject, account, state, outcome });
  }
  return taken;
};
