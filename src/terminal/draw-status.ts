import type { AccountState } from "../account-state.ts";
import type { DeliveryState } from "../delivery/ledger.ts";
import type { WithdrawalState } from "../delivery/withdrawal-store.ts";
import { drawList, type ListStatus } from "./draw-lists.ts";

/** What `status` answers; instants are ISO 8601 in the campaign's zone. */
export interface Status {
  readonly accounts: readonly (AccountState & {
    /** Its credentials are refused: nothing is sent there before they work again. */
    readonly paused: { readonly since: string; readonly reason: string } | null;
    /** Its server asked to be left alone until then. */
    readonly quietUntil: string | null;
  })[];
  /** Null where nothing was ever stored. */
  readonly deliveries: Readonly<Record<DeliveryState, number>> | null;
  readonly queues: Readonly<Record<string, { waiting: number; delayed: number; active: number; failed: number }>> | null;
  /** Deliveries in state `unknown` or `failed`. */
  readonly inDoubt: readonly { id: string; state: DeliveryState; at: string; reason: string | null }[];
  /** Posts of the last week that did not go out. */
  readonly missed: readonly { id: string; at: string; reason: string | null }[];
  readonly open: readonly {
    id: string;
    state: DeliveryState;
    /** The status gate keeps it back. */
    held: boolean;
    reason: string | null;
    attempts: number;
    retryAt: string | null;
  }[];
  readonly held: readonly { id: string; at: string; reason: string | null }[];
  /** What is being taken back, and what could not be. */
  readonly withdrawals: readonly { id: string; state: WithdrawalState; outcome: string | null }[];
  /** How many posts on accounts are public about people who are withheld by now. */
  readonly withheldPublic: number;
  readonly lists: readonly ListStatus[];
  readonly runs: readonly { job: string; at: string; ok: boolean; summary: string }[];
}

const section = (title: string, rows: readonly string[]): string =>
  [title, ...(rows.length === 0 ? ["  none"] : rows.map((row) => `  ${row}`))].join("\n");

const drawAccount = ({ id, mode, language, missing, fault, paused, quietUntil }: Status["accounts"][number]): string =>
  [
    `${id} (${language}): ${mode}${missing.length > 0 ? `, ${missing.join(" and ")} not set` : ""}`,
    ...(fault === null ? [] : [`FAULTY: ${fault}`]),
    ...(paused === null ? [] : [`PAUSED since ${paused.since}: ${paused.reason}`]),
    ...(quietUntil === null ? [] : [`Its server asked for a pause until ${quietUntil}`]),
  ].join(". ");

const drawAccounts = ({ accounts }: Status): string => section("Accounts", accounts.map(drawAccount));

/** What is public and should not be. */
const drawWithdrawals = ({ withdrawals, withheldPublic }: Status): string =>
  section("Taking back", [
    ...(withheldPublic === 0
      ? []
      : [`${withheldPublic} public about people who are withheld by now: \`npm run -s rollcall -- withdraw --withheld\` takes them back`]),
    ...withdrawals.map(({ id, state, outcome }) => `${id}: ${state === "refused" ? "NOT taken back" : "going on"}. ${outcome ?? ""}`),
  ]);

const drawListsOf = ({ lists }: Status): string[] => (lists.length === 0 ? [] : [section("Lists", lists.flatMap(drawList))]);

export const drawStatus = (status: Status): string => {
  if (status.deliveries === null)
    return `${[drawAccounts(status), ...drawListsOf(status)].join("\n\n")}\n\nNothing was planned or posted yet: \`npm start\` begins.`;
  return [
    drawAccounts(status),
    section(
      "Deliveries",
      Object.entries(status.deliveries).map(([state, count]) => `${state}: ${count}`),
    ),
    section(
      "A person must look",
      status.inDoubt.map(({ id, state, at, reason }) => `${id} (${at}): ${state}. ${reason ?? ""}`),
    ),
    drawWithdrawals(status),
    section(
      "Not sent in the last seven days",
      status.missed.map(({ id, at, reason }) => `${id} (${at}): ${reason ?? ""}`),
    ),
    section(
      "On their way",
      status.open.map(({ id, state, held, attempts, reason, retryAt }) =>
        [
          `${id}: ${held ? "HELD" : state}`,
          `${attempts} attempts`,
          ...(reason === null ? [] : [`last: ${reason}`]),
          ...(retryAt === null ? [] : [`again at ${retryAt}`]),
        ].join(", "),
      ),
    ),
    section(
      "Queues",
      Object.entries(status.queues ?? {}).map(
        ([name, { waiting, delayed, active, failed }]) =>
          `${name}: ${waiting} waiting, ${delayed} delayed, ${active} active, ${failed} failed`,
      ),
    ),
    section(
      "Held, a person must look",
      status.held.map(({ id, at, reason }) => `${id} (${at}): ${reason ?? ""}`),
    ),
    ...drawListsOf(status),
    section(
      "Last runs",
      status.runs.map(({ job, at, ok, summary }) => `${job} at ${at}: ${ok ? "" : "FAILED, "}${summary}`),
    ),
  ].join("\n\n");
};
