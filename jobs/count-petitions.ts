import { isPetitionShown } from "../src/campaign/anniversaries/is-subject-shown.ts";
import { CountFailed } from "../src/campaign/petitions/count-failed.ts";
import { noStanding, type Asking, type PetitionStanding } from "../src/campaign/petitions/petition-count.ts";
import { isOver, isToCome, platformKey, turnOf } from "../src/campaign/petitions/petition-news.ts";
import { petitionPlatforms, type PlatformAnswer } from "../src/campaign/petitions/petition-platforms.ts";
import type { Petition } from "../src/campaign/petition.ts";
import { takeCount } from "../src/decisions/take-count.ts";
import type { Job, JobContext } from "./job.ts";

const hoursBetweenCalls = 24;
/** How often the one call of a day asks for the record with the state instead of the number alone. */
const daysBetweenStates = 7;
/** A platform that is out of order for a day is nobody's business. */
const failuresToTell = 3;
/** What is signed at the last minute is counted a little later. */
const lastCountsDays = 3;

const todayOf = ({ content, clock }: Pick<JobContext, "content" | "clock">): Temporal.PlainDate =>
  clock().toZonedDateTimeISO(content().campaign.zone).toPlainDate();

/** Is it counted by itself, still? Closed and won petitions are left alone, whoever says that they are: the file or the platform. */
const isAsked = ({ platform, state, deadline, opened }: Petition, today: Temporal.PlainDate): boolean =>
  platform !== "manual" &&
  state === "open" &&
  !isToCome({ opened }, today) &&
  (deadline === undefined || !isOver({ state, deadline }, today.subtract({ days: lastCountsDays })));

const hoursApart = (a: Temporal.Instant, b: Temporal.Instant): number => Math.abs(a.until(b).total("hours"));

/**
 * There is one call a day: the first asks for the state, later ones for the number, which is the smaller answer, and each week one for the state again.
 * Where one failed the other is asked next: an archived petition of UK Parliament has no number of its own, an older Proca server no state.
 */
const askingNow = ({ failures, askedFor, stateAskedAt }: PetitionStanding, now: Temporal.Instant): Asking => {
  if (failures > 0 && askedFor !== null) return askedFor === "count" ? "state" : "count";
  return stateAskedAt === null || hoursApart(stateAskedAt, now) >= daysBetweenStates * 24 ? "state" : "count";
};

/** Notes that the platform is asked now, before it is: whoever dies over it has asked all the same. Null where a day has not passed. */
const beginCall = ({ slug }: Petition, { petitions, clock }: JobContext): Promise<Asking | null> =>
  petitions.change(slug, (standing) => {
    const now = clock();
    if (standing.askedAt !== null && hoursApart(standing.askedAt, now) < hoursBetweenCalls) return { standing, news: [], result: null };
    const asking = askingNow(standing, now);
    const stateAskedAt = asking === "state" ? now : standing.stateAskedAt;
    return { standing: { ...standing, askedAt: now, askedFor: asking, stateAskedAt }, news: [], result: asking };
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
  const { slug, platform, platformId = "" } = petition;
  await context.petitions.change(slug, (before) => {
    const read = state === null ? {} : { platformState: state, stateOf: platformKey(petition) };
    return { standing: { ...before, ...read, failure: null, failures: 0 }, news: [], result: null };
  });
  const source = platform === "manual" ? petition.url : petitionPlatforms[platform].addressOf(platformId);
  await takeCount(petition, { signatures, countedOn: todayOf(context), countedBy: null, source }, context);
  if (state !== "closed") return;
  const name = platform === "manual" ? "" : petitionPlatforms[platform].name;
  await context.tell({
    key: `petition-over:${slug}:${platformId}`,
    text: `${name} says that ${slug} is closed. It is not asked any more, and readers are not shown it as open; if it was seen open here, a post tells of its end tomorrow. Set \`state: closed\`, or \`state: won\` where that was achieved, in petitions/${slug}.yaml; where ${name} is wrong, \`platform: manual\` has the file alone count.`,
  });
};

const count = async (petition: Petition, context: JobContext): Promise<boolean> => {
  if (context.countPetition === null) return false;
  const asking = await beginCall(petition, context);
  if (asking === null) return false;
  try {
    await noteAnswer(petition, await context.countPetition(petition, asking), context);
    return true;
  } catch (error) {
    if (!(error instanceof CountFailed)) throw error;
    await noteFailure(petition, error.message, context);
    return false;
  }
};

/** Nobody knows that a petition is open before its platform has answered once, or somebody has counted; one that cannot be asked is what its file says. */
const isSeen = ({ slug, platform }: Petition, { content, countPetition }: JobContext): boolean => {
  const { accepted, held } = content().counted?.standings.get(slug) ?? noStanding;
  return platform === "manual" || countPetition === null || accepted !== null || held !== null;
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
    for (const petition of petitions) if (isAsked(petition, today) && (await count(petition, context))) counted += 1;
    await context.readCounted();
    for (const { slug } of petitions) {
      // As its platform has it by now.
      const petition = context.content().petitions.get(slug);
      if (petition === undefined || !isSeen(petition, context)) continue;
      await context.petitions.change(slug, (standing, known) => {
        const turn = turnOf(petition, { known, today });
        return { standing, news: turn === null ? [] : [turn], result: null };
      });
    }
    await context.readCounted();
    return `${petitions.length} petitions, ${counted} counted`;
  },
};
