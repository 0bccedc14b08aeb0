import { continueSeries } from "../../jobs/continue-series.ts";
import type { JobContext } from "../../jobs/job.ts";
import type { App } from "../app.ts";
import { dueOf, timingIn } from "../campaign/own/due-time.ts";
import { sayTheSame, type OwnWords } from "../campaign/own/own-words.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import type { Series } from "../delivery/series-store.ts";
import { UserError } from "../user-error.ts";
import { draftOwnPost, type OwnPost } from "./add-own-post.ts";
import { checkWords } from "./check-words.ts";
import { composeForAll } from "./compose-for-all.ts";
import { editPost, type Edit } from "./edit-post.ts";
import type { QueuedPost } from "./queue-own-post.ts";

/** A series that goes on, by its id. */
export const findSeries = async ({ series }: Pick<JobContext, "series">, id: string): Promise<Series> => {
  const found = await series.find(id);
  if (found === null) throw new UserError(`There is no ${id}: \`queue list\` shows what is repeated every year.`);
  if (found.endedBy !== null) throw new UserError(`${id} was cancelled by ${found.endedBy}.`);
  return found;
};

interface SeriesEdit {
  readonly words: OwnWords;
  readonly accounts: readonly string[];
  readonly every?: OwnPost["every"];
}

interface ChangedSeries {
  readonly series: Series;
  /** The post that waits; null where there is no next day. */
  readonly next: StoredPost | null;
  /** What of that post had been changed by itself, and stays so. */
  readonly kept: readonly ("words" | "accounts" | "time")[];
}

/** Does a post go out when its series says, whatever the zone of the clock was when either was said? */
const isOnTime = ({ timing, series }: StoredPost, { timing: said }: Series, context: JobContext): boolean => {
  if (timing === null || series === null || timing.kind !== said.kind) return false;
  if (timing.kind === "on") return said.kind === "on" && timing.occasion === said.occasion && timing.time === said.time;
  const meant = timingIn(said, series.year, context.content());
  return meant.kind === "at" && meant.wall === timing.wall;
};

/** Changes every year's post from the one that waits on, but not what was changed of that one by itself. */
export const editSeries = async (
  context: JobContext,
  before: Series,
  { words, accounts, every }: SeriesEdit,
  who: string,
): Promise<ChangedSeries> => {
  const { id } = before;
  const waits = await context.posts.findOfSeries(id);
  const ofYear = every === undefined ? null : await context.posts.findOfSeries(id, every.firstYear);
  if (every !== undefined && ofYear !== null && ofYear.id !== waits?.id)
    throw new UserError(`${id} had its post of ${every.firstYear} already (${ofYear.id}): give a day of a later year.`);
  if (!(await context.series.edit(id, { words, accounts, ...every }, who))) throw new UserError(`${id} was just cancelled.`);
  const kept: ChangedSeries["kept"][number][] = [];
  if (waits !== null) {
    const followsWords = waits.words !== null && sayTheSame(waits.words, before.words);
    const followsAccounts = waits.accounts.join() === before.accounts.join();
    const followsTime = isOnTime(waits, before, context);
    if (!followsWords) kept.push("words");
    if (!followsAccounts) kept.push("accounts");
    if (every !== undefined && !followsTime) kept.push("time");
    const calendar = context.content();
    const due = every === undefined || !followsTime ? undefined : dueOf(timingIn(every.timing, every.firstYear, calendar), calendar);
    const edit = {
      words: followsWords ? words : waits.words,
      accounts: followsAccounts ? accounts : waits.accounts,
      at: waits.at,
      ...(due?.kind === "due" && { at: due.at, due, year: every?.firstYear }),
    };
    await editPost(context, waits, edit, who);
  }
  await continueSeries(context);
  return { series: await findSeries(context, id), next: await context.posts.findOfSeries(id), kept };
};

/** The same as it was composed. Throws `UserError` where that may not be said: then nothing is changed, and neither with `dry`. */
export const changeSeries = async (
  app: App,
  context: JobContext,
  before: Series,
  edit: Omit<Edit, "due"> & Pick<SeriesEdit, "every">,
  { who, again, dry }: { readonly who: string; readonly again: boolean; readonly dry: boolean },
): Promise<ChangedSeries & Pick<QueuedPost, "previews">> => {
  const { words, accounts, every, at } = edit;
  if (words === null) throw new UserError(`${before.id} has no words but yours: edit them, or \`queue cancel ${before.id}\`.`);
  const next = await context.posts.findOfSeries(before.id);
  await checkWords(context, words, { again, id: next?.id ?? null, at });
  const previews = await composeForAll(app, draftOwnPost(context, { at, accounts, words }, before.id));
  const changed = dry ? { series: before, next, kept: [] } : await editSeries(context, before, { words, accounts, every }, who);
  return { ...changed, previews };
};

/** No year has a post any more, the one that waits included. Answers with its id; null where none waited. */
export const cancelSeries = async (context: JobContext, id: string, who: string): Promise<string | null> => {
  await findSeries(context, id);
  if (!(await context.series.end(id, who))) throw new UserError(`${id} was just cancelled by somebody else.`);
  const waits = await context.posts.findOfSeries(id);
  if (waits === null) return null;
  return (await context.posts.cancel(waits.id, who, `${id} was cancelled by ${who}.`)) ? waits.id : null;
};
