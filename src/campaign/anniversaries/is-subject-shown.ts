import { isPersonShown } from "../is-person-shown.ts";
import type { MarkedDay } from "../marked-day.ts";
import { namesWithheld } from "../own/names-withheld.ts";
import type { Petition } from "../petition.ts";
import type { OccasionPostKind } from "../planned-post.ts";
import type { Prisoner } from "../prisoner.ts";

/** What decides who may be named. */
export interface SubjectContent {
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  readonly days: readonly MarkedDay[];
  readonly petitions: ReadonlyMap<string, Petition>;
}

/** May a day of the calendar be marked? Not where it is about somebody who is withheld, whether `people` says so or only its title does. */
export const isDayShown = ({ id, title, people }: MarkedDay, content: Pick<SubjectContent, "prisoners">): boolean =>
  people.every((slug) => isPersonShown(content, slug)) && !namesWithheld([id, ...Object.values(title)], content.prisoners);

/** The same of a petition, whose people only its title and its address name. */
export const isPetitionShown = ({ slug, title, url }: Petition, { prisoners }: Pick<SubjectContent, "prisoners">): boolean =>
  !namesWithheld([slug, ...Object.values(title), url], prisoners);

/** Whether the content still has what an occasion's post is named after, and may name it: what else was stored is in no output. */
export const isSubjectShown = (
  { kind, subject }: { readonly kind: OccasionPostKind; readonly subject: string },
  content: SubjectContent,
): boolean => {
  switch (kind) {
    case "joint":
      return true;
    case "anniversary":
      return isPersonShown(content, subject);
    case "marked-day":
      return content.days.some((day) => day.id === subject && isDayShown(day, content));
    case "petition-launch":
    case "petition-deadline":
    case "petition-milestone":
    case "petition-closed": {
      const petition = content.petitions.get(subject);
      return petition !== undefined && isPetitionShown(petition, content);
    }
  }
};
