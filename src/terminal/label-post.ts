import type { OccasionContent } from "../campaign/anniversaries/find-occasions.ts";
import type { Occasion } from "../campaign/anniversaries/occasion.ts";
import { ownSubject } from "../campaign/own/own-words.ts";
import type { PlannedPost } from "../campaign/planned-post.ts";

const years = (count: number): string => (count === 1 ? "1 year" : `${count} years`);

const ahead = (days: number): string => (days === 0 ? "" : days === 1 ? " tomorrow" : ` in ${days} days`);

/** What the day is, for campaigners: `birthday (48)`, `5 years since the arrest`. */
const describeOccasion = ({ kind, years: count, days, daysAhead, signatures }: Occasion): string => {
  const what = {
    birthday: `birthday (${count})`,
    arrest: `${years(count)} since the arrest`,
    sentence: `${years(count)} since the verdict`,
    release: `${years(count)} since the release`,
    death: `in memory, ${years(count)}`,
    "day-count": `day ${days ?? 0} in prison`,
    "half-term": "half of the term",
    "marked-day": count === 0 ? "marked day" : `marked day, ${years(count)}`,
    "petition-launch": "launch",
    "petition-deadline": "deadline",
    "petition-milestone": `${signatures ?? 0} signatures`,
    "petition-closed": `closed${signatures === undefined ? "" : ` with ${signatures} signatures`}`,
  }[kind];
  return `${what}${ahead(daysAhead)}`;
};

/** At most so many of the people of a joint post are named. */
const namesShown = 3;

/** What a post is about, in one line for campaigners. */
export const labelPost = (
  { id, kind, subject }: Pick<PlannedPost, "id" | "kind" | "subject">,
  occasions: readonly Occasion[],
  { campaign, prisoners, days, petitions }: OccasionContent,
): string => {
  const nameOf = (slug: string): string => prisoners.get(slug)?.name.latin ?? slug;
  const [language = "en"] = campaign.languages;
  switch (kind) {
    case "profile":
      return nameOf(subject);
    case "freed":
      return `${nameOf(subject)}: release`;
    case "correction":
      return subject === ownSubject ? id : `${nameOf(subject)}: correction`;
    case "own":
      return id;
    case "anniversary":
      return `${nameOf(subject)}: ${occasions.map(describeOccasion).join(", ")}`;
    case "joint": {
      const people = [...new Set(occasions.map((occasion) => occasion.subject))];
      const what = [...new Set(occasions.map((occasion) => occasion.kind))].join(", ");
      const named = people.slice(0, namesShown).map(nameOf).join(", ");
      const more = people.length > namesShown ? ` and ${people.length - namesShown} more` : "";
      return `${people.length} people (${what}): ${named}${more}`;
    }
    case "marked-day": {
      const [own] = occasions;
      return `${days.find((day) => day.id === subject)?.title[language] ?? subject}${own === undefined ? "" : ahead(own.daysAhead)}`;
    }
    case "petition-launch":
    case "petition-deadline":
    case "petition-milestone":
    case "petition-closed":
      return `${petitions.get(subject)?.title[language] ?? subject}: ${occasions.map(describeOccasion).join(", ")}`;
  }
};
