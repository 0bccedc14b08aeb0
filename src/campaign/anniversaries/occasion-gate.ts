import type { MarkedDay } from "../marked-day.ts";
import { postGate } from "../post-gate.ts";
import type { Verdict } from "../status-gate.ts";
import type { OccasionContent } from "./find-occasions.ts";
import type { OccasionGroup } from "./group-occasions.ts";

/** Reasons one after the other, each a sentence of its own; null where there is none. */
export const inSentences = (reasons: readonly (string | null)[]): string | null => {
  const given = reasons.filter((reason) => reason !== null);
  return given.length === 0
    ? null
    : given.map((reason, index) => (index < given.length - 1 ? reason.replace(/[^.]$/, "$&.") : reason)).join(" ");
};

/** May what is recorded of these people be said at this instant? Whoever is withheld makes the whole post be so. */
export const judgeGroup = ({ people }: OccasionGroup, { campaign, prisoners }: OccasionContent, now: Temporal.Instant): Verdict => {
  const reasons: string[] = [];
  for (const slug of people) {
    const verdict = postGate({ kind: "anniversary", prisoner: prisoners.get(slug), settings: campaign, now, approvedBy: null });
    if (verdict.kind === "withheld") return verdict;
    if (verdict.kind === "hold") reasons.push(verdict.reason);
  }
  const reason = inSentences(reasons);
  return reason === null ? { kind: "speak" } : { kind: "hold", reason };
};

const yes = (id: string): string => `Look at it, then say \`npm run -s rollcall -- queue approve ${id} --as NAME\`.`;

/** Why a post needs a campaigner's yes; null where it needs none. */
export const approvalReason = (
  id: string,
  groups: readonly OccasionGroup[],
  { campaign, days }: Pick<OccasionContent, "campaign"> & { readonly days: readonly Pick<MarkedDay, "id" | "autoPost">[] },
): string | null => {
  const { rules } = campaign.anniversaries;
  const occasions = groups.flatMap((group) => group.occasions);
  const thin = occasions.find(({ kind, subject }) => kind === "marked-day" && days.some((day) => day.id === subject && !day.autoPost));
  if (thin !== undefined) return `calendar.yaml has autoPost: false for ${thin.subject}, since its sources are thin. ${yes(id)}`;
  const asking = occasions.find(({ kind }) => rules[kind].approval);
  if (asking === undefined) return null;
  return `No campaigner has approved it, and anniversaries.rules.${asking.kind}.approval in campaign.yaml asks for it. ${yes(id)}`;
};
