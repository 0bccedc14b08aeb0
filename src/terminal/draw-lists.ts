import { importCommand, sayCounts, sayPeople } from "../campaign/lists/list-news.ts";
import type { ListWaits } from "../campaign/lists/list-watch.ts";

/** How a list stands. Instants are ISO 8601 in the campaign's zone. */
export interface ListStatus {
  readonly source: string;
  readonly page: string | null;
  /** When it is fetched every day, on the wall clock of the campaign's zone; null where it is not. */
  readonly time: string | null;
  /** The day that it speaks for; null where nothing was imported. */
  readonly asOf: string | null;
  readonly ageDays: number | null;
  readonly active: number | null;
  /** In prison by the list, and in no post before a campaigner lets them in. */
  readonly toAdmit: number;
  readonly fetchedAt: string | null;
  /** Why it could not be fetched, or read, last. */
  readonly failure: string | null;
  /** Why what was fetched last is not gone by. */
  readonly refusal: string | null;
  readonly waits: ListWaits | null;
}

const figure = (count: number): string => count.toLocaleString("en");

const sayAge = (days: number): string => (days <= 0 ? "today" : days === 1 ? "yesterday" : `${figure(days)} days ago`);

const sayFetching = ({ time, fetchedAt }: ListStatus): string =>
  time === null ? "not fetched by itself" : `fetched every day at ${time}, last ${fetchedAt === null ? "never" : `at ${fetchedAt}`}`;

/** A list in a few lines, without names. */
export const drawList = (status: ListStatus): string[] => {
  const { source, asOf, ageDays, active, toAdmit, failure, refusal, waits } = status;
  const day = asOf === null ? "nothing was imported yet" : `as of ${asOf} (${sayAge(ageDays ?? 0)}), ${figure(active ?? 0)} in prison`;
  return [
    `${source}: ${day}; ${sayFetching(status)}`,
    ...(failure === null ? [] : [`${source}: NOT FETCHED: ${failure}`]),
    ...(refusal === null ? [] : [`${source}: NOT GONE BY: ${refusal}`]),
    ...(waits === null ? [] : [`${source} waits for you: ${sayCounts(waits)}`]),
    ...(toAdmit === 0 ? [] : [`${source}: ${figure(toAdmit)} wait to be let into posts (\`import admit\`)`]),
  ];
};

const mostNamed = 25;

/** What each list waits for, with names and how to apply it. */
export const drawLists = (lists: readonly ListStatus[]): string => {
  if (lists.length === 0) return "There is no list: `npm run -s rollcall -- import FILE` makes one.";
  return lists
    .map((status) => {
      const { source, page, waits } = status;
      const people = waits === null ? ["Nothing waits."] : sayPeople(waits.people, waits.counts, mostNamed);
      const how = waits === null || page === null ? [] : [`To look at it and to apply it: \`${importCommand(source, page)}\``];
      return [...drawList(status), ...people, ...how].join("\n");
    })
    .join("\n\n");
};
