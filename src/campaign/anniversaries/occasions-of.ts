import type { OccasionPostKind, PlannedPost } from "../planned-post.ts";
import type { Verdict } from "../status-gate.ts";
import type { OccasionContent } from "./find-occasions.ts";
import { createOccasionGroups, type OccasionGroup } from "./group-occasions.ts";
import { isLaunchNews } from "../petitions/petition-news.ts";
import { isSubjectShown } from "./is-subject-shown.ts";
import type { Occasion } from "./occasion.ts";
import { approvalReason, inSentences, judgeGroup } from "./occasion-gate.ts";

/** All that has to be kept of a post to know what it speaks of. */
export type OccasionPost = Pick<PlannedPost, "id" | "subject" | "date" | "people"> & { readonly kind: OccasionPostKind };

/** The day stands at the head of every id. */
export const dateOfId = (id: string): Temporal.PlainDate => Temporal.PlainDate.from(id.slice(0, 10));

const dayOf = (now: Temporal.Instant, { campaign }: OccasionContent): Temporal.PlainDate =>
  now.toZonedDateTimeISO(campaign.peopleZone).toPlainDate();

const groupsOf = (
  { kind, subject, date, people }: OccasionPost,
  content: OccasionContent,
  now: Temporal.Instant,
  find = createOccasionGroups(content),
): OccasionGroup[] => {
  const groups = find(date);
  if (kind !== "joint") return groups.filter((group) => group.kind === kind && group.subject === subject);
  return groups
    .filter((group) => group.kind === "anniversary" && (people?.includes(group.subject) ?? true))
    .filter((group) => judgeGroup(group, content, dayOf(now, content)).kind === "speak");
};

/**
 * What a post speaks of, from its date, kind and subject and the content as it is now; empty where the content does not have it any more.
 * A joint post speaks of everybody whom the plan put into it (`people`) and whose status allows it at that instant.
 */
export const occasionsOf = (post: OccasionPost, content: OccasionContent, now: Temporal.Instant): Occasion[] =>
  groupsOf(post, content, now).flatMap(({ occasions }) => occasions);

/** The same for many posts, with all that is found from the content looked through once: of thousands of people that takes its time. */
export const createOccasionsOf = (content: OccasionContent): ((post: OccasionPost, now: Temporal.Instant) => Occasion[]) => {
  const find = createOccasionGroups(content);
  return (post, now) => groupsOf(post, content, now, find).flatMap(({ occasions }) => occasions);
};

/** With every rule switched on. */
const unruled = (content: OccasionContent): OccasionContent => {
  const { anniversaries } = content.campaign;
  const rules = Object.fromEntries(Object.entries(anniversaries.rules).map(([kind, rule]) => [kind, { ...rule, enabled: true }]));
  return {
    ...content,
    campaign: { ...content.campaign, anniversaries: { ...anniversaries, enabled: true, rules: rules as typeof anniversaries.rules } },
  };
};

/** Why the content makes nothing of such a post, whatever was written for it. */
export const whyNothingLeft = (post: OccasionPost, content: OccasionContent, now: Temporal.Instant): string => {
  const { kind, subject, date } = post;
  const { enabled, rules } = content.campaign.anniversaries;
  const petition = content.petitions.get(subject);
  if (kind === "petition-deadline" && petition !== undefined && petition.state !== "open")
    return `${petition.closedByPlatform === true ? "Its platform" : `petitions/${subject}.yaml`} says that the petition is ${petition.state}.`;
  if (kind === "petition-launch" && petition?.opened !== undefined && !isLaunchNews(petition, date))
    return `${subject} opened on ${petition.opened}, which is no news on ${date.toString()}.`;
  const kinds = new Set(occasionsOf(post, unruled(content), now).map((occasion) => occasion.kind));
  const off = enabled ? [...kinds].filter((one) => !rules[one].enabled).map((one) => `anniversaries.rules.${one}`) : ["anniversaries"];
  if (kinds.size > 0 && off.length > 0) return `${off.join(" and ")} in campaign.yaml ${off.length > 1 ? "are" : "is"} switched off.`;
  return kind === "joint"
    ? `Nobody whom it was to name has a day on ${date.toString()} that may be spoken of as things are recorded now.`
    : `Nothing that is recorded now asks for it on ${date.toString()}.`;
};

/** May this post go out at this instant, from the content as it is now? What the plan asked, asked again when it is handed out and sent. */
export const occasionGate = (
  post: OccasionPost,
  content: OccasionContent,
  { now, approvedBy }: { readonly now: Temporal.Instant; readonly approvedBy: string | null },
): Verdict => {
  const groups = groupsOf(post, content, now);
  const [first] = groups;
  if (first === undefined) {
    return isSubjectShown(post, content) ? { kind: "hold", reason: whyNothingLeft(post, content, now) } : { kind: "withheld" };
  }
  const today = dayOf(now, content);
  const reasons: (string | null)[] = [];
  for (const group of groups) {
    const verdict = judgeGroup(group, content, today);
    if (verdict.kind === "withheld") return verdict;
    if (verdict.kind === "hold") reasons.push(verdict.reason);
  }
  reasons.push(approvedBy === null ? approvalReason(post.id, groups, content) : null);
  const reason = inSentences(reasons);
  return reason === null ? { kind: "speak" } : { kind: "hold", reason };
};
