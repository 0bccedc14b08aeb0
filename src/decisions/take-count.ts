import type { JobContext } from "../../jobs/job.ts";
import { withCount, withHeldAccepted, type PetitionCount, type PetitionStanding } from "../campaign/petitions/petition-count.ts";
import { milestonesPassed, type PetitionNews } from "../campaign/petitions/petition-news.ts";
import type { Petition } from "../campaign/petition.ts";
import { UserError } from "../user-error.ts";

type CountContext = Pick<JobContext, "content" | "clock" | "petitions" | "tell" | "readCounted">;

/** What became of a count. */
export interface TakenCount {
  readonly standing: PetitionStanding;
  /** Milestones that it passed first, told or not. */
  readonly news: readonly PetitionNews[];
}

const todayOf = ({ content, clock }: CountContext): Temporal.PlainDate => clock().toZonedDateTimeISO(content().campaign.zone).toPlainDate();

const change = async (
  petition: Petition,
  context: CountContext,
  decide: (standing: PetitionStanding) => PetitionStanding,
): Promise<TakenCount> => {
  const { rules } = context.content().campaign.anniversaries;
  const taken = await context.petitions.change(petition.slug, (before, known) => {
    const standing = decide(before);
    const marks = rules["petition-milestone"].signatures;
    const isNew = standing.accepted !== null && standing.accepted !== before.accepted;
    const news =
      isNew && standing.accepted !== null ? milestonesPassed(petition, standing.accepted, marks, { known, today: todayOf(context) }) : [];
    return { standing, news, result: { standing, news } };
  });
  await context.readCounted();
  return taken;
};

/** Campaigners are told once of each accepted count that is doubted. */
const tellOfHeld = async ({ slug }: Petition, { accepted, held }: PetitionStanding, { tell }: CountContext): Promise<void> => {
  if (held === null || accepted === null) return;
  const before = `${accepted.signatures} of ${accepted.countedOn.toString()}`;
  const what = held.doubt === "drop" ? `fewer than ${before}` : `more than a fifth a day above ${before}`;
  await tell({
    key: `petition-held:${slug}:${before}:${held.doubt}`,
    text: `${slug}: ${held.signatures} signatures were counted on ${held.countedOn.toString()}, ${what}. The earlier count stays until somebody has looked: \`npm run -s rollcall -- petitions accept ${slug} --as NAME\`, if it is right.`,
  });
};

/** Takes a count, or holds it for a person where it is doubtful; the accepted one stays then. */
export const takeCount = async (petition: Petition, count: PetitionCount, context: CountContext): Promise<TakenCount> => {
  const taken = await change(petition, context, (standing) => {
    const { accepted } = standing;
    if (accepted !== null && Temporal.PlainDate.compare(count.countedOn, accepted.countedOn) < 0) {
      // A machine whose clock was set back has nobody to tell.
      if (count.countedBy === null) return standing;
      throw new UserError(
        `${petition.slug} has a newer count already: ${accepted.signatures} of ${accepted.countedOn.toString()}. An older one is not taken.`,
      );
    }
    return withCount(standing, count);
  });
  await tellOfHeld(petition, taken.standing, context);
  return taken;
};

/** Throws `UserError` where no count of the petition is held. */
export const acceptHeld = (petition: Petition, who: string, context: CountContext): Promise<TakenCount> =>
  change(petition, context, (standing) => {
    if (standing.held === null)
      throw new UserError(`No count of ${petition.slug} is held: \`npm run -s rollcall -- petitions\` shows them.`);
    return withHeldAccepted(standing, who);
  });
