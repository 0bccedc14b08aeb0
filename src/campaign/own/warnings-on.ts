import type { CampaignSettings } from "../campaign-settings.ts";
import { earliestDay, type PartialDate } from "../partial-date.ts";
import type { PlannedPost } from "../planned-post.ts";
import type { Prisoner } from "../prisoner.ts";
import { statusGate, type Freshness } from "../status-gate.ts";
import { callsFor, isCall } from "../words/hashtags-for.ts";
import { readableParts } from "./own-gate.ts";
import type { OwnWords } from "./own-words.ts";
import { createIsNamed, isFormOf, nameWords, wordsOfAll } from "./words-of-names.ts";

/** For campaigners, who read English whatever the campaign is written in. */
const sayDay = (date: PartialDate): string => {
  const isDay = date.length === 10;
  const said = earliestDay(date).toLocaleString("en-GB", {
    year: "numeric",
    ...(date.length > 4 && { month: "long" }),
    ...(isDay && { day: "numeric" }),
  });
  return `${isDay ? "on" : "in"} ${said}`;
};

/** What is recorded of a person of whom nobody may say today that they are in prison; null where that may be said. */
const standingOf = (prisoner: Prisoner, today: Temporal.PlainDate, freshness: Freshness): string | null => {
  const { kind, since, checked } = prisoner.status;
  const when = since === undefined ? "" : ` ${sayDay(since)}`;
  switch (kind) {
    case "released":
      return `recorded as released${when}`;
    case "died":
      return `recorded as having died${when}`;
    case "unknown":
      return "whose status is recorded as unknown";
    case "imprisoned":
      if (statusGate(prisoner, today, freshness).kind === "speak") return null;
      return checked === undefined
        ? "recorded as in prison, though not when that was last checked"
        : `recorded as in prison, which was last checked ${sayDay(checked)} and has to be looked up again`;
  }
};

const hashtagsIn = (texts: readonly string[]): string[] => {
  const found = texts.flatMap((text) => text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "").match(/#[\p{L}\p{M}\p{N}_]+/gu) ?? []);
  return [...new Map(found.map((tag) => [tag.toLowerCase(), tag])).values()];
};

const surnamesOf = ({ name, spellings }: Prisoner): string[] =>
  [name.latin, name.be, name.ru, name.lacinka, ...spellings].flatMap((form) =>
    form === undefined ? [] : nameWords(form).slice(1).slice(-1),
  );

/** Whom a hashtag calls for: those who are recorded with it, or else those whose surname stands in it. */
const calledBy = (tag: string, people: readonly Prisoner[]): readonly Prisoner[] => {
  const recorded = people.filter((prisoner) => callsFor(prisoner).some((one) => one.toLowerCase() === tag.toLowerCase()));
  if (recorded.length > 0 || !isCall(tag)) return recorded;
  const words = nameWords(tag);
  return people.filter((prisoner) => surnamesOf(prisoner).some((surname) => words.some((word) => isFormOf(word, surname))));
};

interface WarningsInput {
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  readonly campaign: Freshness & Pick<CampaignSettings, "peopleZone">;
}

/**
 * Sentences about whomever a campaigner's words name, or call for, of whom nobody may say today that they are in prison. They stop nothing: the words
 * may well say that somebody is free.
 */
export const warningsOn = (
  { words, subject, people }: Pick<PlannedPost, "subject" | "people"> & { readonly words: OwnWords | null },
  { prisoners, campaign }: WarningsInput,
  now: Temporal.Instant,
): string[] => {
  if (words === null) return [];
  const today = now.toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
  const shown = [...prisoners.values()].filter(({ consent }) => consent !== "withheld");
  const standings = new Map(
    shown.flatMap((prisoner) => {
      const standing = standingOf(prisoner, today, campaign);
      return standing === null ? [] : [[prisoner, standing] as const];
    }),
  );
  const texts = readableParts(words);
  const isNamed = createIsNamed(wordsOfAll(texts));
  const named = [...standings.keys()].filter(isNamed);
  const about = new Set([subject, ...(people ?? []), ...(words.about ?? [])]);
  const say = (prisoner: Prisoner): string => `${prisoner.name.latin}, ${standings.get(prisoner) ?? ""}`;
  return [
    ...named.map((prisoner) => `It names ${say(prisoner)}: see that it does not speak of prison as of today.`),
    ...hashtagsIn(texts).flatMap((tag) => {
      const called = calledBy(tag, shown);
      // A call is right as long as one of them is in prison, but not in a post about another.
      const isForOthers = called.some((prisoner) => !standings.has(prisoner));
      const wrong = called.filter((prisoner) => standings.has(prisoner) && (!isForOthers || about.has(prisoner.slug)));
      return wrong.length === 0 ? [] : [`${tag} calls for the freedom of ${wrong.map(say).join("; of ")}.`];
    }),
  ];
};
