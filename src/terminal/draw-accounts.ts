import type { AccountState } from "../account-state.ts";

const namesOf = (accounts: readonly AccountState[]): string => accounts.map(({ id }) => id).join(", ");

const describeModes = (live: readonly AccountState[], rehearsing: readonly AccountState[]): string => {
  if (live.length === 0)
    return "REHEARSAL: nothing is posted anywhere. Posts are made, recorded and shown here, not sent, because no account has all of its credentials, set as they must be:";
  if (rehearsing.length === 0) return `LIVE: posts go out on ${namesOf(live)} when they are due.`;
  return `LIVE on ${namesOf(live)}: posts go out there when they are due. REHEARSAL elsewhere: they are made, recorded and shown here, not sent, because credentials are missing:`;
};

/** What becomes of posts on each account, for whoever starts the worker. */
export const drawAccounts = (accounts: readonly AccountState[]): string => {
  if (accounts.length === 0) return "The campaign has no account: nothing is posted anywhere. campaign.yaml names them.";
  const rehearsing = accounts.filter(({ mode }) => mode === "rehearsal");
  const live = accounts.filter(({ mode, fault }) => mode === "live" && fault === null);
  const faulty = accounts.filter(({ fault }) => fault !== null);
  const lines: string[] = [];
  if (live.length > 0 || rehearsing.length > 0) lines.push(describeModes(live, rehearsing));
  for (const { id, missing } of rehearsing) lines.push(`  ${id}: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set`);
  if (rehearsing.length > 0) lines.push("Put them into a file .env (.env.example lists them).");
  if (faulty.length > 0)
    lines.push("SET WRONGLY, so that nothing can go out there:", ...faulty.map(({ id, fault }) => `  ${id}: ${fault ?? ""}`));
  lines.push("`npm run -s rollcall -- doctor` tries the credentials without posting.");
  return lines.join("\n");
};
