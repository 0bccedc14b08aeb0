import type { AccountState } from "../account-state.ts";
import type { PlannedPost } from "../campaign/planned-post.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Delivery } from "../delivery/ledger.ts";
import { drawAccounts } from "./draw-accounts.ts";
import { drawPlan } from "./draw-plan.ts";
import { drawPreview } from "./draw-preview.ts";

/** What the worker shows when it begins. */
export interface Opening {
  readonly campaign: string;
  /** The campaign's, IANA. */
  readonly zone: string;
  readonly now: Temporal.Instant;
  readonly accounts: readonly AccountState[];
  readonly today: PlannedPost | null;
  /** Today's post for each account, as it will be sent or was. */
  readonly posts: readonly ComposedPost[];
  /** Of today's post; empty as long as it waits for its time. */
  readonly deliveries: readonly Pick<Delivery, "account" | "state" | "rehearsed" | "published" | "reason">[];
  /** The rest of today and of the next days. */
  readonly ahead: readonly PlannedPost[];
}

const stateWords: Readonly<Record<Delivery["state"], string>> = {
  due: "not sent yet, and tried again",
  sending: "being sent, or cut off while it was: taken up again within minutes",
  sent: "sent",
  unknown: "perhaps sent: a person must look at the account",
  failed: "not sent, and not tried again",
  skipped: "not sent",
};

const describeDelivery = ({ account, state, rehearsed, published, reason }: Opening["deliveries"][number]): string => {
  const urls = published.flatMap(({ url }) => url ?? []).join(" ");
  const words = rehearsed ? "rehearsed, not sent, and not sent later either" : stateWords[state];
  return `  ${account}: ${words}${urls === "" ? "" : ` ${urls}`}${reason === null ? "" : ` (${reason})`}`;
};

const describeTime = ({ at, status }: PlannedPost, zone: string, now: Temporal.Instant): string => {
  const time = at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" });
  if (status === "dispatched") return `was due at ${time}, ${zone}; what became of it:`;
  return Temporal.Instant.compare(at, now) > 0 ? `due at ${time}, ${zone}` : `was due at ${time}, ${zone}; its turn is now`;
};

type LabelOf = (post: PlannedPost) => string;

const drawToday = ({ today, posts, deliveries, zone, now }: Opening, labelOf: LabelOf): string => {
  if (today === null) return "Nothing is left to post today: `npm run -s rollcall -- plan` says what is held or came too late, and why.\n";
  const head = `Today, ${today.date.toString()}: ${labelOf(today)}, ${describeTime(today, zone, now)}`;
  return [head, ...deliveries.map(describeDelivery), "", ...posts.map(drawPreview)].join("\n");
};

export const drawOpening = (opening: Opening, labelOf: LabelOf): string =>
  [
    `Rollcall · ${opening.campaign}\n`,
    `${drawAccounts(opening.accounts)}\n`,
    drawToday(opening, labelOf),
    `\nWhat else comes, at ${opening.zone} time:\n${drawPlan(opening.ahead, opening.zone, labelOf)}\n`,
  ].join("\n");
