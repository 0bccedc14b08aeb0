import type { Petition } from "../petition.ts";
import type { PetitionCount, PetitionStanding } from "./petition-count.ts";

/**
 * Something of a petition that was seen once, and is told at most once.
 * - `launch`: it was seen open for the first time.
 * - `milestone`: a count passed `mark`.
 * - `closed`: it was seen open before, and is not any more.
 */
export interface PetitionNews {
  readonly petition: string;
  readonly kind: "launch" | "milestone" | "closed";
  /** The round number that was passed, or the target; 0 of the other kinds. */
  readonly mark: number;
  /** The day of its post; null where it is told by none. */
  readonly day: Temporal.PlainDate | null;
  /** The count that passed the mark; null of the other kinds. */
  readonly count: Pick<PetitionCount, "signatures" | "countedOn"> | null;
}

export const newsKey = ({ kind, mark }: Pick<PetitionNews, "kind" | "mark">): string => `${kind} ${mark}`;

/** All that was counted and seen of petitions. */
export interface PetitionsCounted {
  readonly standings: ReadonlyMap<string, PetitionStanding>;
  readonly news: readonly PetitionNews[];
}

/** What happened longer ago than this is no news any more: a milestone by the day of its count, a launch by the day on which the petition opened. */
const newsDays = 14;

interface Seen {
  /** Keys (`newsKey`) of what was seen before. */
  readonly known: ReadonlySet<string>;
  /** In the campaign's zone. */
  readonly today: Temporal.PlainDate;
}

const isNews = (day: Temporal.PlainDate | string, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.from(day).until(today, { largestUnit: "days" }).days <= newsDays;

/** May its launch be told of on that day? An old petition is not announced as new; of one whose day is not written down nobody knows. */
export const isLaunchNews = ({ opened }: Pick<Petition, "opened">, on: Temporal.PlainDate): boolean =>
  // The day before was the day on which it was seen.
  opened === undefined || isNews(opened, on.subtract({ days: 1 }));

/**
 * The milestones that a count has passed and none before it. One post tells of the highest, and none of a mark below one that was passed before:
 * the others are passed in silence, and no mark ever comes again, after whatever drop and rise.
 * @param seen `isFirst`: nothing was accepted before, so that nobody knows when its marks were passed, unless the petition has opened lately
 */
export const milestonesPassed = (
  { slug, target, opened }: Pick<Petition, "slug" | "target" | "opened">,
  { signatures, countedOn }: PetitionCount,
  marks: readonly number[],
  { known, today, isFirst }: Seen & { readonly isFirst: boolean },
): PetitionNews[] => {
  const all = [...new Set([...marks, ...(target === undefined ? [] : [target])])].filter((mark) => mark <= signatures);
  const isKnown = (mark: number): boolean => known.has(newsKey({ kind: "milestone", mark }));
  const highest = Math.max(...all);
  const isTold = isNews(countedOn, today) && (!isFirst || (opened !== undefined && isNews(opened, today)));
  const highestKnown = Math.max(0, ...[...known].filter((key) => key.startsWith("milestone ")).map((key) => Number(key.slice(10))));
  return all
    .filter((mark) => !isKnown(mark))
    .map((mark) => ({
      petition: slug,
      kind: "milestone",
      mark,
      day: isTold && mark === highest && mark > highestKnown ? today.add({ days: 1 }) : null,
      count: { signatures, countedOn },
    }));
};

/** No signatures are collected any more: its file says so, or its deadline is over. */
export const isOver = ({ state, deadline }: Pick<Petition, "state" | "deadline">, today: Temporal.PlainDate): boolean =>
  state !== "open" || (deadline !== undefined && Temporal.PlainDate.compare(deadline, today) < 0);

/** It is prepared, and opens on a later day. */
export const isToCome = ({ opened }: Pick<Petition, "opened">, today: Temporal.PlainDate): boolean =>
  opened !== undefined && Temporal.PlainDate.compare(opened, today) > 0;

/** A petition is as its platform has it: closed there is over, whatever its file still says. With `platform: manual` the file alone counts. */
export const asOnPlatform = (petition: Petition, standing: PetitionStanding | undefined): Petition =>
  petition.state === "open" && standing?.platformState === "closed" && standing.stateOf === platformKey(petition)
    ? { ...petition, state: "closed", closedByPlatform: true }
    : petition;

/** Tells a petition's record on its platform from what its file named before. */
export const platformKey = ({ platform, platformId = "" }: Pick<Petition, "platform" | "platformId">): string =>
  `${platform} ${platformId}`;

/** That a petition was opened or is over, where that has not been seen before. One that was never seen open is over without news. */
export const turnOf = (petition: Petition, { known, today }: Seen): PetitionNews | null => {
  const kind = isOver(petition, today) ? "closed" : "launch";
  if (kind === "launch" && isToCome(petition, today)) return null;
  if (known.has(newsKey({ kind, mark: 0 })) || (kind === "closed" && !known.has(newsKey({ kind: "launch", mark: 0 })))) return null;
  return { petition: petition.slug, kind, mark: 0, day: today.add({ days: 1 }), count: null };
};
