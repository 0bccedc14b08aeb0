import { isOver, isToCome } from "../petitions/petition-news.ts";
import { isPetitionKind } from "../planned-post.ts";
import type { OccasionContent } from "./find-occasions.ts";
import type { OccasionGroup } from "./group-occasions.ts";

/** Why a petition's post must not go out as things stand now, each a sentence. */
export const petitionFaults = (
  { kind, subject, occasions }: OccasionGroup,
  { petitions, counted }: Pick<OccasionContent, "petitions" | "counted">,
  today: Temporal.PlainDate,
): string[] => {
  const petition = petitions.get(subject);
  if (!isPetitionKind(kind) || petition === undefined) return [];
  const over = isOver(petition, today);
  const { accepted, held } = counted?.standings.get(subject) ?? { accepted: null, held: null };
  const waiting = held?.refusedBy === null ? held : null;
  if (kind === "petition-launch") {
    if (over) return [`${subject} is not open any more.`];
    return isToCome(petition, today) ? [`${subject} opens on ${petition.opened ?? ""}.`] : [];
  }
  if (kind === "petition-closed") {
    if (!over) return [`${subject} is open again: petitions/${subject}.yaml says so.`];
    const isCounted = occasions.some(({ signatures }) => signatures !== undefined);
    if (waiting !== null)
      return [
        `${waiting.signatures} signatures of ${waiting.countedOn.toString()} are held: \`npm run -s rollcall -- petitions accept ${subject}\`, or \`petitions refuse ${subject}\`.`,
      ];
    return isCounted ? [] : [`Nobody has counted its signatures: \`npm run -s rollcall -- petitions set ${subject} NUMBER\`.`];
  }
  if (kind === "petition-deadline") return [];
  const said = Math.max(...occasions.map(({ signatures }) => signatures ?? 0));
  const lower = [waiting, accepted].find((count) => count !== null && count.signatures < said);
  return lower == null
    ? []
    : [`${lower.signatures} signatures were counted on ${lower.countedOn.toString()}, which is less than the ${said} of this post.`];
};
