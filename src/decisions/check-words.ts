import type { JobContext } from "../../jobs/job.ts";
import { namesWithheld } from "../campaign/own/names-withheld.ts";
import { namesSomebodyWithheld, readableParts } from "../campaign/own/own-gate.ts";
import type { OwnWords } from "../campaign/own/own-words.ts";
import { UserError } from "../user-error.ts";

/** Campaigners may insist on it. */
export class SaidBefore extends UserError {}

/** Readers of a timeline remember about so long. */
const repeatDays = 30;
const furthestDays = 800;

const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

/** Another post of the last 30 days, or one that waits, with the same text. */
const findRepeat = async ({ posts, clock, content }: JobContext, words: OwnWords, id: string | null): Promise<string | null> => {
  const today = clock().toZonedDateTimeISO(content().campaign.zone).toPlainDate();
  const near = await posts.between(today.subtract({ days: repeatDays }), today.add({ days: furthestDays }));
  const said = new Set(Object.values(words.texts).map(folded));
  const same = near.find(
    (post) => post.id !== id && post.status !== "skipped" && Object.values(post.words?.texts ?? {}).some((text) => said.has(folded(text))),
  );
  return same?.id ?? null;
};

/**
 * Throws `UserError` where words may not be said as they are.
 * @param again somebody insists on saying what was said already
 * @param id the post's own; null where it is new
 */
export const checkWords = async (
  context: JobContext,
  words: OwnWords,
  { again, id }: { readonly again: boolean; readonly id: string | null },
): Promise<void> => {
  if (namesWithheld(readableParts(words), context.content().prisoners))
    throw new UserError(`${namesSomebodyWithheld}, so it is not taken: leave the name out.`);
  const repeated = again ? null : await findRepeat(context, words, id);
  if (repeated !== null)
    throw new SaidBefore(`${repeated} says the same, within ${repeatDays} days: change the text, or insist with --again.`);
};
