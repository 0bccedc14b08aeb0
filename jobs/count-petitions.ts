import { isPetitionShown } from "../src/campaign/anniversaries/is-subject-shown.ts";
import { CountFailed } from "../src/campaign/petitions/count-failed.ts";
import type { PetitionStanding } from "../src/campaign/petitions/petition-count.ts";
import { isOver, turnOf } from "../src/campaign/petitions/petition-news.ts";
import { petitionPlatforms, type PlatformAnswer } from "../src/campaign/petitions/petition-platforms.ts";
import type { Petition } from "../src/campaign/petition.ts";
import { takeCount } from "../src/decisions/take-count.ts";
import type { Job, JobContext } from "./job.ts";

const hoursBetweenCalls = 24;
/** A platform that is out of order for a day is nobody's business. */
const failuresToTell = 3;
/** What is signed at the last minute is counted a little later. */
const lastCountsDays = 3;

const todayOf = ({ content, clock }: Pick<JobContext, "content" | "clock">): Temporal.PlainDate =>
  clock().toZonedDateTimeISO(content().campaign.zone).toPlainDate();

/** Is it counted by itself, still? Closed and won petitions are left alone. */
const isAsked = ({ platform, state, deadline }: Petition, today: Temporal.PlainDate): boolean =>
  platform !== "manual" &&
  state === "open" &&
  (deadline === undefined || !isOver({ state, deadline }, today.subtract({ days: lastCountsDays })));

/** Notes that the platform is asked now, before it is: whoever dies over it has asked all the same. False where a day has not passed. */
const beginCall = ({ slug }: Petition, { petitions, clock }: JobContext): Promise<boolean> =>
  petitions.change(slug, (standing) => {
    const now = clock();
    const { askedAt } = standing;
    const isDue = askedAt === null || Math.abs(askedAt.until(now).total("hours")) >= hoursBetweenCalls;
    return { standing: isDue ? { ...standing, askedAt: now } : standing, news: [], result: isDue };
  });

const noteFailure = async (petition: Petition, reason: string, context: JobContext): Promise<void> => {
  const { slug } = petition;
  const { accepted, failures } = await context.petitions.change(
    slug,
    (before): { standing: PetitionStanding; news: []; result: PetitionStanding } => {
      const standing = { ...before, failure: reason, failures: before.failures + 1 };
      return { standing, news: [], result: standing };
    },
  );
  if (failures !== failuresToTell) return;
  const stays =
    accepted === null
      ? "There is no count of it yet."
      : `${accepted.signatures} signatures of ${accepted.countedOn.toString()} stay the newest.`;
  await context.tell({
    key: `petition-failed:${slug}:${context.clock().toString().slice(0, 10)}`,
    text: `Signatures of ${slug} could not be counted ${failures} times in a row: ${reason}. ${stays}`,
  });
};

const noteAnswer = async (petition: Petition, { signatures, state }: PlatformAnswer, context: JobContext): Promise<void> => {
  await context.petitions.change(petition.slug, (standing) => ({
    standing: { ...standing, failure: null, failures: 0, platformState: state ?? standing.platformState },
    news: [],
    result: null,
  }));
  const { platform, platformId = "" } = petition;
  const source = platform === "manual" ? petition.url : petitionPlatforms[platform].addressOf(platformId);
  await takeCount(petition, { signatures, countedOn: todayOf(context), countedBy: null, source }, context);
  if (state !== "closed") return;
  await context.tell({
    key: `petition-over:${petition.slug}`,
    text: `The platform says that ${petition.slug} is closed: if so, set its state in petitions/${petition.slug}.yaml.`,
  });
};

const count = async (petition: Petition, context: JobContext): Promise<boolean> => {
  if (context.countPetition === null || !(await beginCall(petition, context))) return false;
  try {
    await noteAnswer(petition, await context.countPetition(petition), context);
    return true;
  } catch (error) {
    if (!(error instanceof CountFailed)) throw error;
    await noteFailure(petition, error.message, context);
    return false;
  }
};

/** Asks platforms for what has been signed, each petition's once a day at most, and notes what was opened and what is over. */
export const countPetitions: Job = {
  name: "count-petitions",
  every: { ms: 10 * 60_000 },
  run: async (context) => {
    const all = context.content();
    const today = todayOf(context);
    // Of one that names somebody who is withheld nothing is asked, noted or said.
    const petitions = [...all.petitions.values()].filter((petition) => isPetitionShown(petition, all));
    let counted = 0;
    for (const petition of petitions) {
      await context.petitions.change(petition.slug, (standing, known) => {
        const turn = turnOf(petition, { known, today });
        return { standing, news: turn === null ? [] : [turn], result: null };
      });
      if (isAsked(petition, today) && (await count(petition, context))) counted += 1;
    }
    await context.readCounted();
    return `${petitions.length} petitions, ${counted} counted`;
  },
};
