import type { JobContext } from "../../jobs/job.ts";
import { namesWithheld } from "../campaign/own/names-withheld.ts";
import { namesSomebodyWithheld, readableParts } from "../campaign/own/own-gate.ts";
import type { OwnWords } from "../campaign/own/own-words.ts";
import { UserError } from "../user-error.ts";

/** Campaigners may insist on it. */
export class SaidBefore extends UserError {}

/** Readers of a timeline remember about so long. */
const repeatDays = 30;

/** Neither case nor punctuation, nor what cannot be seen, makes another text. */
const folded = (text: string): string => {
  const seen = text
    .normalize("NFKC")
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase();
  return seen.replaceAll(/[\p{P}\s]+/gu, " ").trim() || seen.trim();
};

/** Another post with the same text, of the 30 days before that moment or after it. */
const findRepeat = async (
  { posts, content }: JobContext,
  words: OwnWords,
  id: string | null,
  at: Temporal.Instant,
): Promise<string | null> => {
  const day = at.toZonedDateTimeISO(content().campaign.zone).toPlainDate();
  const near = await posts.between(day.subtract({ days: repeatDays }), day.add({ days: repeatDays }));
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
 * @param at when it is to go out
 */
export const checkWords = async (
  context: JobContext,
  words: OwnWords,
  { again, id, at }: { readonly again: boolean; readonly id: string | null; readonly at: Temporal.Instant },
): Promise<void> => {
  if (namesWithheld(readableParts(words), context.content().prisoners))
    throw new UserError(`${namesSomebodyWithheld}, so it is not taken: leave the name out.`);
  const repeated = again ? null : await findRepeat(context, words, id, at);
  if (repeated !== null)
    throw new SaidBefore(`${repeated} says the same, within ${repeatDays} days: change the text, or insist with --again.`);
};
