import type { Content } from "../campaign/content.ts";
import { earliestDay } from "../campaign/partial-date.ts";
import { personPage } from "../campaign/lists/person-page.ts";
import { recordGate } from "../campaign/post-gate.ts";
import { verificationComplaint, verifiedStatus, type Verification } from "../campaign/verification.ts";
import type { Clock } from "../clock.ts";
import { readContent } from "../content/read-content.ts";
import { openPersonFile, saveVerified } from "../content/save-verified.ts";
import { UserError } from "../user-error.ts";

/** What the record says after it. */
export interface VerifiedPerson {
  readonly slug: string;
  readonly file: string;
  readonly status: ReturnType<typeof verifiedStatus>["status"];
  /** Why nothing may be said of this person now all the same; null where it may. */
  readonly held: string | null;
}

/** A person's page, in whichever language, can stand in one file only. */
const takenBy = (address: string, slug: string, { prisoners }: Content): string | null => {
  const page = /\/person\//.test(address) ? personPage(address) : null;
  if (page === null) return null;
  const other = [...prisoners.values()].find(
    (person) =>
      person.slug !== slug &&
      person.consent !== "withheld" &&
      Object.values(person.sources).some(({ url }) => url !== undefined && personPage(url) === page),
  );
  return other?.slug ?? null;
};

/**
 * Puts into a person's file what a campaigner has looked up; posts that wait go by it as soon as the content is read again.
 * Throws a `UserError` where it cannot be recorded, and nothing is changed then.
 */
export const verifyPerson = async (
  slug: string,
  seen: Verification,
  { content, clock }: { readonly content: Content; readonly clock: Clock },
): Promise<VerifiedPerson> => {
  const prisoner = content.prisoners.get(slug);
  if (prisoner === undefined || prisoner.consent === "withheld")
    throw new UserError(`There is no prisoners/${slug}.yaml without faults: \`npm run -s rollcall -- find NAME\` tells whom a name means.`);
  // A page may speak for today wherever the person who looks lives.
  const latest = clock().toZonedDateTimeISO("Pacific/Kiritimati").toPlainDate();
  if (seen.on > latest.toString().slice(0, seen.on.length))
    throw new UserError(`--on ${seen.on} is after today: give the day that the page speaks for.`);
  const other = takenBy(seen.url, slug, content);
  if (other !== null) throw new UserError(`--source ${seen.url} is the page of ${other}: give the one of ${slug}.`);
  const file = await openPersonFile(content.folder, prisoner);
  if ("complaint" in file) throw new UserError(file.complaint);
  const complaint = verificationComplaint(file, seen, prisoner.detained?.date);
  if (complaint !== null) throw new UserError(`${slug}: ${complaint}`);
  const verified = verifiedStatus(file, seen);
  const refusal = await saveVerified(file, verified, content, latest);
  if (refusal !== null) throw new UserError(refusal);
  const today = clock().toZonedDateTimeISO(content.campaign.peopleZone).toPlainDate();
  const sources = verified.added === null ? prisoner.sources : { ...prisoner.sources, [verified.key]: verified.added };
  const { list } = prisoner;
  // As the content joins the two when it is read again: what a person looked up later than the list is believed.
  const isSettled = seen.kind === "released" || seen.kind === "died" || (list !== undefined && earliestDay(seen.on).toString() > list.asOf);
  const listed = list === undefined ? {} : { list: { ...list, doubt: isSettled ? null : list.doubt } };
  const estimated = { ...prisoner, ...listed, status: verified.status, sources };
  // What is said is up to all lists and files together.
  const read = await readContent(content.folder);
  const joined = (read.content ?? read.readable)?.prisoners.get(slug);
  const { verdict } = recordGate(joined ?? estimated, today, content.campaign);
  return { slug, file: file.shown, status: verified.status, held: verdict.kind === "hold" ? verdict.reason : null };
};
