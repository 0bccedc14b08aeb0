import { applyFetched, moveOn, saysTheSame } from "../src/campaign/lists/apply-fetched.ts";
import type { ListDifference } from "../src/campaign/lists/compare-lists.ts";
import { hashOf } from "../src/campaign/lists/hash-of.ts";
import { ListNotFetched } from "../src/campaign/lists/list-not-fetched.ts";
import { sayNews } from "../src/campaign/lists/list-news.ts";
import { fetchedLists } from "../src/campaign/lists/list-settings.ts";
import type { ListVersion, ListWatch } from "../src/campaign/lists/list-watch.ts";
import { createMayName } from "../src/campaign/lists/may-name.ts";
import type { PersonList } from "../src/campaign/lists/person-list.ts";
import { waitingChanges, type WaitingChanges } from "../src/campaign/lists/waiting-changes.ts";
import type { Job, JobContext } from "./job.ts";
import type { ListAtHand } from "./list-room.ts";
import { beginVisit, changeWatch, ended, noteFailure, refuse, type Visit } from "./visit-source.ts";

/** A source in which nobody changes anything for so long is no more kept, or somebody in between keeps an old copy: it says nothing of today. */
const longestSameDays = 21;

interface Written {
  /** Of the list as it is now; null where the source's version is not to be gone by next time. */
  readonly state: string | null;
  /** Why the list could not be written; null where it was, or says all of it already. */
  readonly unwritten: string | null;
}

const write = async ({ room, source }: Visit, hand: ListAtHand, before: PersonList, after: PersonList): Promise<Written> => {
  if (saysTheSame(before, after)) return { state: hand.state, unwritten: null };
  const unwritten = await hand.save(after);
  const now = await room.open(source);
  const state = "complaint" in now ? null : now.state;
  if (unwritten === null) {
    await room.reread();
    return { state, unwritten };
  }
  if (state !== hand.state) throw new ListNotFetched("the list here was changed meanwhile", true);
  return { state: null, unwritten };
};

const tellWaiting = async (
  { source, page, context, today }: Visit,
  watch: ListWatch,
  {
    last,
    difference,
    unwritten,
    waiting,
  }: {
    readonly last: PersonList["imports"][number] | undefined;
    readonly difference: ListDifference;
    readonly unwritten: string | null;
    readonly waiting: WaitingChanges;
  },
): Promise<boolean> => {
  const told = new Set(watch.told);
  const fresh = waiting.keys.filter((key) => !told.has(key));
  if (waiting.waits === null || fresh.length === 0) return false;
  // Names that the source hides are applied by now: who tells again does not meet them again.
  const lasting = fresh.filter((key) => !key.startsWith("hidden:"));
  await context.tell({
    // Whoever is killed before it is noted tells the same again, which is none; and what was told, came to nothing and is news again is another.
    key: `list:${source}:${watch.tellings}:${hashOf((lasting.length > 0 ? lasting : fresh).join("\n"))}`,
    text: sayNews({
      source,
      page,
      last,
      asOf: today.toString(),
      active: difference.file.active.total,
      waits: waiting.waits,
      fresh: fresh.flatMap((key) => waiting.people.get(key) ?? []),
      unwritten,
    }),
  });
  return true;
};

/** Silences whoever left prison by the list, tells what waits, and notes all of it. In this order: killed between, the next try does the rest. */
const goBy = async (
  visit: Visit,
  watch: ListWatch,
  hand: ListAtHand,
  list: PersonList,
  difference: ListDifference,
  version: ListVersion | null,
) => {
  const { source, context } = visit;
  const { state, unwritten } = await write(visit, hand, list, applyFetched(list, difference, context.clock()));
  const waiting = waitingChanges(difference, createMayName(context.content().prisoners.values()));
  const isTold = await tellWaiting(visit, watch, { last: list.imports.at(-1), difference, unwritten, waiting });
  await changeWatch(visit, (before) => [
    {
      ...ended(before, visit),
      ...(unwritten === null && { refusal: null, refusalToldAt: null }),
      state,
      version: state === null ? null : version,
      waits: waiting.waits,
      told: waiting.keys,
      tellings: before.tellings + (isTold ? 1 : 0),
    },
    null,
  ]);
  if (unwritten !== null) return refuse(visit, unwritten, "unwritten");
  return `${source}: ${waiting.keys.length} changes wait`;
};

/** Since when the source has given the very same file. */
const noteFile = (visit: Visit, digest: string | null): Promise<Temporal.PlainDate> =>
  changeWatch(visit, (watch) => {
    const isSame = watch.sameSince !== null && (digest === null || digest === watch.digest);
    const sameSince = isSame && watch.sameSince !== null ? watch.sameSince : visit.today;
    return [{ ...watch, digest: digest ?? watch.digest, sameSince }, sameSince];
  });

const lookAt = async (visit: Visit, watch: ListWatch): Promise<string> => {
  const { source, page, room, today, context } = visit;
  const opened = await room.open(source);
  if ("complaint" in opened) return refuse(visit, opened.complaint, "not-asked");
  if (opened.list === null || opened.list.imports.length === 0)
    return refuse(visit, `content/lists/${source}.jsonl is not there yet: the first import is for a campaigner to make.`, "not-asked");
  const answer = await room.fetch(page, watch.state === opened.state ? watch.version : null);

  const sameSince = await noteFile(visit, answer.kind === "same" ? null : answer.digest);
  if (answer.kind === "file" && answer.file.kind === "refused") return refuse(visit, answer.file.reason, "refused");
  if (sameSince.until(today).days >= longestSameDays)
    return refuse(
      visit,
      `It has been the very same file since ${sameSince.toString()}: either nobody keeps it any more, or an old copy is given out. Ask the source; importing it by hand has it count as looked up.`,
      "refused",
    );
  // Whatever somebody imported while the source was asked.
  const hand = await room.open(source);
  if ("complaint" in hand) return refuse(visit, hand.complaint, "refused");
  const { list } = hand;
  if (list === null || (answer.kind === "same" && hand.state !== opened.state))
    throw new ListNotFetched("the list here was changed meanwhile", true);
  if (answer.kind === "same") {
    const { state, unwritten } = await write(visit, hand, list, moveOn(list, today.toString(), context.clock()));
    if (unwritten !== null) return refuse(visit, unwritten, "unwritten");
    await changeWatch(visit, (before) => [{ ...ended(before, visit), state, refusal: null, refusalToldAt: null }, null]);
    return `${source} is the same`;
  }
  if (answer.file.kind === "refused") return refuse(visit, answer.file.reason, "refused");
  const difference = await hand.compare(answer.file, today.toString());
  if (difference.kind === "refused") return refuse(visit, difference.reason, "refused");
  return goBy(visit, watch, hand, list, difference, answer.version);
};

const visitOnce = async (visit: Visit): Promise<string | null> => {
  const watch = await beginVisit(visit);
  if (watch === null) return null;
  try {
    return await lookAt(visit, watch);
  } catch (error) {
    if (!(error instanceof ListNotFetched)) throw error;
    return error.isPassing ? noteFailure(visit, error.message) : refuse(visit, error.message, "not-asked");
  }
};

/**
 * Fetches lists from their sources, each once a day, and tells what they say that is new. Applies by itself only what silences; all else waits for a
 * campaigner.
 */
export const fetchLists: Job = {
  name: "fetch-lists",
  every: { ms: 10 * 60_000 },
  run: async (context: JobContext) => {
    const { listRoom: room, content, clock } = context;
    if (room === null) return "no list is fetched for another day";
    const { lists, zone } = content().campaign;
    const wanted = fetchedLists(lists);
    const done: string[] = [];
    for (const settings of wanted) {
      const said = await visitOnce({ ...settings, context, room, today: clock().toZonedDateTimeISO(zone).toPlainDate() });
      if (said !== null) done.push(said);
    }
    return done.length === 0 ? `${wanted.length} lists, none due` : done.join("; ");
  },
};
