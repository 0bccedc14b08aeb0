import { isFetchDue } from "../src/campaign/lists/fetch-due.ts";
import { importCommand } from "../src/campaign/lists/list-news.ts";
import { listSeed, type FetchedListSettings } from "../src/campaign/lists/list-settings.ts";
import type { ListWatch } from "../src/campaign/lists/list-watch.ts";
import type { JobContext } from "./job.ts";
import type { ListRoom } from "./list-room.ts";

/** A source that is out of order for a day is nobody's business. */
const failedDaysToTell = 3;
/** The same failure, or the same refusal, is told again after a week. */
const daysBetweenTellings = 7;

/** One list on one day. */
export interface Visit extends FetchedListSettings {
  readonly context: JobContext;
  readonly room: ListRoom;
  readonly today: Temporal.PlainDate;
}

export const changeWatch = <T>({ context, source }: Visit, decide: (watch: ListWatch) => readonly [ListWatch, T]): Promise<T> =>
  context.lists.change(source, (watch) => {
    const [next, result] = decide(watch);
    return { watch: next, result };
  });

/** Notes that the source is asked now, before it is: whoever dies over it has asked all the same, and nobody else asks meanwhile. Null where it is not due. */
export const beginVisit = (visit: Visit): Promise<ListWatch | null> => {
  const { context, time, today } = visit;
  const { zone, website } = context.content().campaign;
  return changeWatch(visit, (watch): readonly [ListWatch, ListWatch | null] => {
    const now = context.clock();
    if (!isFetchDue(watch, { now, zone, time, seed: listSeed(website, visit) })) return [watch, null];
    const isSameDay = watch.askedAt?.toZonedDateTimeISO(zone).toPlainDate().equals(today) === true;
    const begun = { ...watch, askedAt: now, tries: isSameDay ? watch.tries + 1 : 1 };
    return [begun, begun];
  });
};

/** The end of a visit at which the source was there. */
export const ended = (watch: ListWatch, { today, context }: Visit): ListWatch => ({
  ...watch,
  doneOn: today,
  fetchedAt: context.clock(),
  failedDays: 0,
  failedOn: null,
  failure: null,
});

/** Comes again in a while; campaigners are told on the third day. */
export const noteFailure = async (visit: Visit, reason: string): Promise<string> => {
  const { source, today, context } = visit;
  const { isNewDay, watch } = await changeWatch(visit, (before) => {
    const isNew = before.failedOn === null || !before.failedOn.equals(today);
    const next = { ...before, failure: reason, failedOn: today, failedDays: before.failedDays + (isNew ? 1 : 0) };
    return [next, { isNewDay: isNew, watch: next }] as const;
  });
  const { failedDays, fetchedAt } = watch;
  if (isNewDay && failedDays % daysBetweenTellings === failedDaysToTell) {
    const last = fetchedAt === null ? "It was never fetched before" : `It was last fetched on ${fetchedAt.toString().slice(0, 10)}`;
    await context.tell({
      key: `list-failed:${source}:${today.toString()}`,
      text: `The list ${source} could not be fetched for ${failedDays} days in a row: ${reason}. ${last}; whoever is in it counts as looked up on the day of its last import.`,
    });
  }
  return `${source} could not be fetched`;
};

/** The figures in it may be others every day. */
const gistOf = (reason: string): string => reason.replaceAll(/\d[\d,.-]*/g, "#");

const consequences = {
  refused: "was fetched and is not gone by, so that nothing was changed",
  "not-asked": "is not fetched, so that nothing was changed",
  unwritten: "was fetched and could not be written, so that whoever was freed is SPOKEN OF AS BEFORE",
} as const;

/** Nothing of the list is gone by. Campaigners are told once for each reason, and again after a week. */
export const refuse = async (visit: Visit, reason: string, how: keyof typeof consequences): Promise<string> => {
  const { source, page, context } = visit;
  const { isTold, tellings } = await changeWatch(visit, (watch) => {
    const { refusal, refusalToldAt } = watch;
    const isKnown =
      refusal !== null &&
      gistOf(refusal) === gistOf(reason) &&
      refusalToldAt !== null &&
      refusalToldAt.until(context.clock()).total("hours") < daysBetweenTellings * 24;
    return [watch, { isTold: isKnown, tellings: watch.tellings }] as const;
  });
  // Told before it is noted: whoever is killed between tells the same notice again, which is none.
  if (!isTold)
    await context.tell({
      key: `list-refused:${source}:${tellings}:${gistOf(reason)}`,
      text: `The list ${source} ${consequences[how]}: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}\nTo look at it: \`${importCommand(source, page)}\``,
    });
  await changeWatch(visit, (watch) => [
    {
      ...(how === "not-asked" ? watch : ended(watch, visit)),
      // Where it could not be written, it is tried again on the same day.
      doneOn: how === "unwritten" ? null : visit.today,
      refusal: reason,
      ...(!isTold && { refusalToldAt: context.clock(), tellings: watch.tellings + 1 }),
    },
    null,
  ]);
  return `${source} is not gone by`;
};
