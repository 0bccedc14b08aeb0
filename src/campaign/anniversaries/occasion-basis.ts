import { isPetitionKind } from "../planned-post.ts";
import { statusBasis } from "../status-basis.ts";
import type { OccasionContent } from "./find-occasions.ts";
import type { Occasion } from "./occasion.ts";
import { occasionsOf, type OccasionPost } from "./occasions-of.ts";

/** Slugs of those whom the words of a post with these occasions name, or say something of. */
export const peopleIn = (
  { kind, subject }: Pick<OccasionPost, "kind" | "subject">,
  occasions: readonly Occasion[],
  { days }: Pick<OccasionContent, "days">,
): readonly string[] => {
  if (kind === "marked-day") return days.find(({ id }) => id === subject)?.people ?? [];
  return kind === "anniversary" || kind === "joint" ? [...new Set(occasions.map((occasion) => occasion.subject))] : [];
};

/**
 * `statusBasis` for posts of occasions: of everybody whom the post names, with what it says of them and of the day or the petition itself. Who approved
 * it approved this.
 */
export const basisOfOccasions = (
  post: Pick<OccasionPost, "kind" | "subject">,
  occasions: readonly Occasion[],
  content: OccasionContent,
): string => {
  const { prisoners, days, petitions } = content;
  const marked = post.kind === "marked-day" ? days.find(({ id }) => id === post.subject) : undefined;
  const petition = petitions.get(post.subject);
  const isPetition = isPetitionKind(post.kind);
  return JSON.stringify({
    said: occasions.map(({ kind, subject, since, on, daysAhead, years, days: count, signatures }) => [
      kind,
      subject,
      since.toString(),
      on.toString(),
      daysAhead,
      years,
      count,
      ...(signatures === undefined ? [] : [signatures]),
    ]),
    people: peopleIn(post, occasions, content).map((slug) => {
      const prisoner = prisoners.get(slug);
      return [slug, prisoner === undefined ? null : statusBasis(prisoner)];
    }),
    ...(marked !== undefined && { title: marked.title, since: marked.since }),
    ...(isPetition && petition !== undefined && { title: petition.title, url: petition.url, state: petition.state }),
  });
};

/** The same of a stored post, from the content as it is at that instant. */
export const occasionBasis = (post: OccasionPost, content: OccasionContent, now: Temporal.Instant): string =>
  basisOfOccasions(post, occasionsOf(post, content, now), content);
