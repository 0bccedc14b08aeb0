import type { MarkedDay } from "../marked-day.ts";
import type { Petition } from "../petition.ts";
import { admissionGate, recordGate } from "../post-gate.ts";
import type { Verdict } from "../status-gate.ts";
import type { OccasionContent } from "./find-occasions.ts";
import type { OccasionGroup } from "./group-occasions.ts";
import { petitionFaults } from "./petition-faults.ts";

const withheld: Verdict = { kind: "withheld" };

/** Reasons one after the other, each a sentence of its own; null where there is none. */
export const inSentences = (reasons: readonly (string | null)[]): string | null => {
  const given = reasons.filter((reason) => reason !== null);
  if (given.length < 2) return given[0] ?? null;
  return given.map((reason, index) => (index < given.length - 1 ? reason.replace(/[^.]$/, "$&.") : reason)).join(" ");
};

/**
 * May what is recorded of these people be said on that day? Whoever is withheld makes the whole post be so.
 * @param today in the campaign's `peopleZone`
 */
export const judgeGroup = (
  group: OccasionGroup,
  { campaign, prisoners, petitions, counted }: OccasionContent,
  today: Temporal.PlainDate,
): Verdict => {
  const { kind, people, occasions } = group;
  const reasons = [...petitionFaults(group, { petitions, counted }, today)];
  // Where the campaign's zone is behind the people's, the evening of the last day is the day after.
  const over = kind !== "petition-deadline" ? undefined : occasions.find(({ on }) => Temporal.PlainDate.compare(on, today) < 0);
  if (over !== undefined) reasons.push(`The deadline was on ${over.on.toString()}.`);
  for (const slug of people) {
    const prisoner = prisoners.get(slug);
    const verdict = prisoner === undefined ? withheld : recordGate(prisoner, today, campaign).verdict;
    if (verdict.kind === "withheld") return verdict;
    if (verdict.kind === "hold") reasons.push(verdict.reason);
    const admission = prisoner === undefined ? withheld : admissionGate(prisoner);
    if (admission.kind === "hold") reasons.push(admission.reason);
  }
  const reason = inSentences(reasons);
  return reason === null ? { kind: "speak" } : { kind: "hold", reason };
};

const yes = (id: string): string => `Look at it, then say \`npm run -s rollcall -- queue approve ${id} --as NAME\`.`;

/** Why a post needs a campaigner's yes; null where it needs none. */
export const approvalReason = (
  id: string,
  groups: readonly OccasionGroup[],
  {
    campaign,
    days,
    petitions,
  }: Pick<OccasionContent, "campaign"> & {
    readonly days: readonly Pick<MarkedDay, "id" | "autoPost">[];
    readonly petitions: ReadonlyMap<string, Pick<Petition, "opened">>;
  },
): string | null => {
  const { rules } = campaign.anniversaries;
  for (const { kind: room, subject, occasions } of groups) {
    if (room === "marked-day" && days.some((day) => day.id === subject && !day.autoPost))
      return `calendar.yaml has autoPost: false for ${subject}, since its sources are thin. ${yes(id)}`;
    if (room === "petition-launch" && petitions.get(subject)?.opened === undefined)
      return `petitions/${subject}.yaml does not say when it opened, and an old petition is not announced as new: write \`opened:\` and the day there. ${yes(id)}`;
    const asking = occasions.find(({ kind }) => rules[kind].approval);
    if (asking !== undefined)
      return `No campaigner has approved it, and anniversaries.rules.${asking.kind}.approval in campaign.yaml asks for it. ${yes(id)}`;
  }
  return null;
};
