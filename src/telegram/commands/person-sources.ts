import { isTelegramPage } from "../../campaign/is-telegram-page.ts";
import { certainlyBefore, latestDay } from "../../campaign/partial-date.ts";
import type { PersonState } from "../../campaign/person-state.ts";
import { newsDays } from "../../campaign/post-gate.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import type { Link } from "./answer-text.ts";

/** More addresses than this nobody opens. */
const mostSources = 6;

/** Without `www.`: what a reader sees of a link before opening it, in every language. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^www\./, "");

/** Keys of the sources of what was before the person's status. */
const factKeys = ({ born, occupation, detained, trials }: Prisoner): string[] =>
  [born, occupation, detained, ...trials].flatMap((fact) => fact?.source ?? []);

/** Whether what the status was read from is too old to be news: a page of these days might tell of a release that nobody has approved yet. */
const isOldDoubt = ({ status }: Prisoner, today: Temporal.PlainDate): boolean =>
  status.kind === "unknown" &&
  status.checked !== undefined &&
  Temporal.PlainDate.compare(latestDay(status.checked).add({ days: newsDays }), today) < 0;

const keysFor = (prisoner: Prisoner, state: PersonState, today: Temporal.PlainDate): string[] => {
  const { link, status, sources } = prisoner;
  if (state !== "unsure") return [...(link === undefined ? [] : [link]), ...status.sources, ...factKeys(prisoner)];
  if (isOldDoubt(prisoner, today)) return [...status.sources, ...factKeys(prisoner)];
  const { since } = status;
  const isOlder = (key: string): boolean => {
    const published = sources[key]?.published;
    return since === undefined || (published !== undefined && certainlyBefore(published, since));
  };
  return factKeys(prisoner).filter((key) => !status.sources.includes(key) && isOlder(key));
};

/** The pages that what is said of somebody can be looked up on, named after their hosts; the one that the campaign chose first. */
export const personSources = (prisoner: Prisoner, state: PersonState, today: Temporal.PlainDate): Link[] => {
  const urls = new Set(keysFor(prisoner, state, today).flatMap((key) => prisoner.sources[key]?.url ?? []));
  return [...urls]
    .filter((url) => !isTelegramPage(url))
    .slice(0, mostSources)
    .map((url) => ({ label: hostOf(url), url }));
};
