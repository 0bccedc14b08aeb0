import { publicOfWithheld } from "../../jobs/tell-of-withheld.ts";
import { accountState } from "../account-state.ts";
import type { App } from "../app.ts";
import { isShown, type NamedPost } from "../campaign/is-shown.ts";
import type { AccountStanding } from "../delivery/account-store.ts";
import type { Status } from "../terminal/draw-status.ts";
import { readLists } from "./read-lists.ts";

const nothing = {
  deliveries: null,
  queues: null,
  inDoubt: [],
  missed: [],
  open: [],
  held: [],
  withdrawals: [],
  withheldPublic: 0,
  runs: [],
} as const;

/** Everything that a campaigner must see. Whoever is withheld is in none of it. */
export const readStatus = async (app: App): Promise<Status> => {
  await app.readCounted();
  const source = await app.content();
  const content = source.current();
  const { zone } = content.campaign;
  const now = app.clock();
  const local = (instant: Temporal.Instant): string =>
    instant.toZonedDateTimeISO(zone).toString({ timeZoneName: "never", smallestUnit: "second" });
  const states = (await app.accounts()).map(accountState);
  const lists = await readLists(app);
  if (!(await app.hasStore()))
    return { ...nothing, lists, accounts: states.map((state) => ({ ...state, paused: null, quietUntil: null })) };

  const store = await app.store();
  const { posts, ledger, accounts, withdrawals, runs } = store;
  const carrier = await app.carrier();
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const [deliveries, queues, inDoubt, lastWeek, open, held, due, refused, withheldPublic, lastRuns, standings] = await Promise.all([
    ledger.countByState(),
    carrier.counts(),
    ledger.inDoubt(),
    posts.between(today.subtract({ days: 7 }), today),
    ledger.open(),
    posts.held(),
    withdrawals.due(now.add({ hours: 24 * 365 })),
    withdrawals.refused(),
    // Who is missing because of a typo is not withheld.
    source.whole ? publicOfWithheld({ content: () => content, ledger, posts }).then((found) => found.length) : 0,
    runs.last(),
    Promise.all(states.map(({ id }) => accounts.standing(id))),
  ]);
  const shown = <T extends NamedPost>(rows: readonly T[]): T[] => rows.filter((row) => isShown(content, row));
  const describeStanding = ({ pause, quietUntil }: AccountStanding): Pick<Status["accounts"][number], "paused" | "quietUntil"> => ({
    paused: pause === null ? null : { since: local(pause.since), reason: pause.reason },
    quietUntil: quietUntil !== null && Temporal.Instant.compare(now, quietUntil) < 0 ? local(quietUntil) : null,
  });
  const withdrawalRows = await Promise.all(
    [...due, ...refused].map(async ({ deliveryId, state, outcome }) => {
      const delivery = await ledger.find(deliveryId);
      const id = delivery === null || isShown(content, delivery) ? deliveryId : `(withheld)@${delivery.account}`;
      return { id, state, outcome };
    }),
  );
  return {
    accounts: states.map((state, index) => ({
      ...state,
      ...describeStanding(standings[index] ?? { account: state.id, quietUntil: null, pause: null, trialSince: null, probes: 0 }),
    })),
    deliveries,
    queues,
    inDoubt: shown(inDoubt).map(({ id, state, at, reason }) => ({ id, state, at: local(at), reason })),
    missed: shown(lastWeek)
      .filter(({ status }) => status === "skipped")
      .map(({ id, at, reason }) => ({ id, at: local(at), reason })),
    open: shown(open).map(({ id, state, held: isHeld, reason, attempts, retryAt }) => ({
      id,
      state,
      held: isHeld,
      reason,
      attempts,
      retryAt: retryAt && local(retryAt),
    })),
    held: shown(held).map(({ id, at, reason }) => ({ id, at: local(at), reason })),
    withdrawals: withdrawalRows,
    withheldPublic,
    lists,
    runs: lastRuns.map(({ job, at, ok, summary }) => ({ job, at: local(at), ok, summary })),
  };
};
