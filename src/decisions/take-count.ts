import type { JobContext } from "../../jobs/job.ts";
import { isPetitionShown } from "../campaign/anniversaries/is-subject-shown.ts";
import {
  baseOf,
  noStanding,
  withCount,
  withHeldAccepted,
  withHeldRefused,
  type HeldCount,
  type PetitionCount,
  type PetitionStanding,
} from "../campaign/petitions/petition-count.ts";
import { milestonesPassed, type PetitionNews } from "../campaign/petitions/petition-news.ts";
import type { Petition } from "../campaign/petition.ts";
import type { NoticeChoice } from "../delivery/notice-store.ts";
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
      isNew && standing.accepted !== null
        ? milestonesPassed(petition, standing.accepted, marks, { known, today: todayOf(context), isFirst: before.accepted === null })
        : [];
    return { standing, news, result: { standing, news } };
  });
  await context.readCounted();
  return taken;
};

const sayCount = (count: Pick<PetitionCount, "signatures" | "countedOn"> | null): string =>
  count === null ? "" : `${count.signatures} of ${count.countedOn.toString()}`;

const sayDoubt = ({ doubt, countedOn }: HeldCount, standing: Pick<PetitionStanding, "accepted" | "anchor">): string => {
  switch (doubt) {
    case "drop":
      return `fewer than ${sayCount(standing.accepted)}`;
    case "jump":
      return `more than a fifth a day above ${sayCount(baseOf(standing, countedOn))}`;
    case "first":
      return "and there was no count before";
  }
};

/** Campaigners are told once of each accepted count that is doubted, and of each number after one that somebody refused or could not decide about. */
const tellOfHeld = async (
  { slug }: Petition,
  { accepted, anchor, held }: PetitionStanding,
  { tell }: CountContext,
  again: boolean,
): Promise<void> => {
  if (held === null || held.refusedBy !== null) return;
  const { signatures, doubt } = held;
  const countedOn = held.countedOn.toString();
  const before = accepted === null ? "none" : `${accepted.signatures} of ${accepted.countedOn.toString()}`;
  const stays = accepted === null ? "Readers are shown no number" : "The earlier count stays";
  await tell({
    key: `petition-held:${slug}:${before}:${doubt}${again ? `:${signatures} of ${countedOn}` : ""}`,
    text: `${slug}: ${signatures} signatures were counted on ${countedOn}, ${sayDoubt(held, { accepted, anchor })}. ${stays} until somebody has looked: \`npm run -s rollcall -- petitions accept ${slug} ${signatures} --as NAME\`, if it is right.`,
    choices: [
      { kind: "accept-count", petition: slug, signatures, countedOn },
      { kind: "refuse-count", petition: slug, signatures, countedOn },
    ],
  });
};

/** A clock that went wrong, or a rehearsal of another day, leaves no number that shuts out all others until its day has come. */
const notOfTheFuture = (standing: PetitionStanding, today: Temporal.PlainDate): PetitionStanding => {
  const { accepted } = standing;
  if (accepted === null || Temporal.PlainDate.compare(accepted.countedOn, today) <= 0) return standing;
  return { ...standing, accepted: { ...accepted, countedOn: today }, anchor: null };
};

/** Takes a count, or holds it for a person where it is doubtful; the accepted one stays then. */
export const takeCount = async (petition: Petition, count: PetitionCount, context: CountContext): Promise<TakenCount> => {
  let wasRefused = false;
  const taken = await change(petition, context, (before) => {
    const standing = notOfTheFuture(before, todayOf(context));
    const { accepted, held } = standing;
    wasRefused = held !== null && held.refusedBy !== null;
    if (accepted !== null && Temporal.PlainDate.compare(count.countedOn, accepted.countedOn) < 0) {
      // A machine whose clock was set back has nobody to tell.
      if (count.countedBy === null) return standing;
      throw new UserError(
        `${petition.slug} has a newer count already: ${accepted.signatures} of ${accepted.countedOn.toString()}. An older one is not taken.`,
      );
    }
    return withCount(standing, count);
  });
  await tellOfHeld(petition, taken.standing, context, wasRefused);
  return taken;
};

/** @param shown the number that somebody saw and decides about; left out: whatever is held */
const demandShown = ({ slug }: Petition, { held, accepted }: PetitionStanding, shown: number | undefined): void => {
  const newest = accepted === null ? "" : ` The newest is ${accepted.signatures} of ${accepted.countedOn.toString()}.`;
  if (held === null) throw new UserError(`No count of ${slug} is held.${newest}`);
  const { signatures, countedOn } = held;
  // The platform may have said the same on a later day.
  if (shown === undefined || shown === signatures) return;
  throw new UserError(`Not ${shown}, but ${signatures} signatures of ${countedOn.toString()} are held for ${slug} by now.`);
};

/** Throws `UserError` where no count of the petition is held, or another one than was shown. */
export const acceptHeld = (petition: Petition, who: string, context: CountContext, shown?: number): Promise<TakenCount> =>
  change(petition, context, (standing) => {
    demandShown(petition, standing, shown);
    return withHeldAccepted(standing, who);
  });

/** The held count is not right: what was accepted before stays, and the same number is not asked about again. Throws like `acceptHeld`. */
export const refuseHeld = (petition: Petition, who: string, context: CountContext, shown?: number): Promise<TakenCount> =>
  change(petition, context, (standing) => {
    demandShown(petition, standing, shown);
    return withHeldRefused(standing, who);
  });

/** Decides about the number on a button. Where another one is held by now that is asked about anew, with buttons of its own. */
export const decideShownCount = async (
  { kind, petition: slug, signatures }: Extract<NoticeChoice, { kind: "accept-count" | "refuse-count" }>,
  who: string,
  context: CountContext,
): Promise<string> => {
  const petition = context.content().petitions.get(slug);
  if (petition === undefined || !isPetitionShown(petition, context.content())) return `${slug} is not among the petitions any more.`;
  try {
    const decide = kind === "accept-count" ? acceptHeld : refuseHeld;
    const { accepted, held } = (await decide(petition, who, context, signatures)).standing;
    const number = `${signatures} signatures of ${(held ?? accepted)?.countedOn.toString() ?? ""}`;
    return held === null
      ? `${slug}: ${number}, accepted.`
      : `${slug}: ${number} are not right, and ${accepted === null ? "readers are shown no number" : "the earlier count stays"}.`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const standing = context.content().counted?.standings.get(slug) ?? noStanding;
    await tellOfHeld(petition, standing, context, true);
    return `Nothing was decided. ${error.message}`;
  }
};
