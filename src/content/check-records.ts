import type { z } from "zod";
import type { actionsSchema } from "../campaign/action.ts";
import type { countsSchema } from "../campaign/count.ts";
import type { calendarSchema } from "../campaign/marked-day.ts";
import type { Petition } from "../campaign/petition.ts";
import { petitionPlatforms } from "../campaign/petitions/petition-platforms.ts";
import { checkLanguages, isLanguage } from "./check-languages.ts";
import type { Sheet } from "./read-sheet.ts";
import {
  dateOf,
  foldCase,
  reportFuture,
  reportRepeatedTags,
  reportRepeats,
  reportUnknownPeople,
  textsOf,
  type Surroundings,
  type Unique,
} from "./surroundings.ts";
import { suggest } from "./wording.ts";

/** Days of the longest year: 29 February is a day that can be marked. */
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const checkCalendar = (sheet: Sheet<z.output<typeof calendarSchema>>, surroundings: Surroundings): void => {
  const { sound, report } = sheet;
  const ids = new Set<string>();
  for (const [index, day] of (sound?.days ?? []).entries()) {
    if (day === undefined) continue;
    const path = ["days", index];
    if (day.id !== undefined && ids.has(day.id)) report([...path, "id"], `the id ${day.id} is there twice: give each day an id of its own`);
    if (day.id !== undefined) ids.add(day.id);
    checkLanguages([...path, "title"], day.title, surroundings, report, {
      missing: "give the title in each language of the campaign, since nothing else can be said of the day in it",
    });
    reportUnknownPeople([...path, "people"], day.people, surroundings, sheet);
    if (day.since !== undefined && surroundings.today !== null && day.since > Number(surroundings.today.slice(0, 4))) {
      report([...path, "since"], `days[].since ${day.since} is after today (${surroundings.today}): it is the year of the first time`);
    }
    if (day.kind === "anniversary" && !Object.hasOwn(day, "since"))
      report([...path, "since"], "days[].since is missing: an anniversary needs the year in which it happened");
    if (day.day === undefined) continue;
    const monthly = day.day.length === 2;
    if (!monthly && Number(day.day.slice(3)) > (daysOfMonth[Number(day.day.slice(0, 2)) - 1] ?? 0)) {
      report([...path, "day"], `days[].day ${day.day} is not a day of the calendar: month first, then day`);
    } else if (day.kind !== undefined && monthly !== (day.kind === "monthly")) {
      const right = monthly ? "month and day such as 05-21" : 'the day alone, such as "16"';
      report(
        [...path, "day"],
        `days[].day is ${day.day}, and kind is ${day.kind}: ${day.kind === "monthly" ? "a monthly day gives" : `a day of kind ${day.kind} gives`} ${right}`,
      );
    }
  }
};

export const checkActions = (
  sheet: Sheet<z.output<typeof actionsSchema>>,
  file: string,
  name: string,
  surroundings: Surroundings,
): Unique[] => {
  const { sound, report, at } = sheet;
  const found: Unique[] = [];
  for (const [index, total] of (sound?.totals ?? []).entries()) reportFuture(["totals", index, "asOf"], total?.asOf, surroundings, report);
  for (const [index, action] of (sound?.actions ?? []).entries()) {
    if (action === undefined) continue;
    const path = ["actions", index];
    if (action.id !== undefined) {
      found.push({
        what: "action id",
        key: action.id,
        file,
        remedy: "give each action an id of its own",
        place: () => at([...path, "id"]),
      });
    }
    reportUnknownPeople([...path, "people"], action.people, surroundings, sheet);
    reportRepeatedTags(path, { hashtags: action.hashtags }, report);
    const date = dateOf(action.date);
    const dated = Object.hasOwn(action, "date");
    if (name === "undated" && date !== undefined)
      report([...path, "date"], `actions[].date is ${date}: an action with a date belongs into actions/${date.slice(0, 4)}.yaml`);
    else if (name !== "undated" && !dated)
      report(path, `actions[].date is missing: an action without a date belongs into actions/undated.yaml`);
    else if (date !== undefined && date.slice(0, 4) !== name)
      report([...path, "date"], `actions[].date is ${date}: it belongs into actions/${date.slice(0, 4)}.yaml`);
    else reportFuture([...path, "date"], date, surroundings, report);
  }
  return found;
};

export const checkCounts = ({ sound, report, at }: Sheet<z.output<typeof countsSchema>>, surroundings: Surroundings): void => {
  const seen = new Map<string, { readonly value: number; readonly line: number }>();
  for (const [index, row] of (sound?.counts ?? []).entries()) {
    if (row === undefined) continue;
    const path = ["counts", index];
    const date = dateOf(row.date);
    reportFuture([...path, "date"], date, surroundings, report);
    for (const figure of ["total", "women", "journalists"] as const) {
      const value = row[figure];
      if (value === undefined) continue;
      if (figure !== "total" && row.total !== undefined && value > row.total) {
        report([...path, figure], `counts[].${figure} ${value} is more than the total ${row.total}: one of the two is wrong`);
      }
      if (date === undefined || row.countedBy === undefined) continue;
      const key = JSON.stringify([date, foldCase(row.countedBy), figure]);
      const before = seen.get(key);
      if (before === undefined) seen.set(key, { value, line: at(path).line });
      else
        report(
          [...path, figure],
          `${row.countedBy}'s ${figure} of ${date} is in line ${before.line} already${before.value === value ? "" : `, as ${before.value}`}: keep one figure of a counter for a date, and put the other page into its note`,
        );
    }
  }
};

export const checkPetition = ({ sound, report, at }: Sheet<Omit<Petition, "slug">>, file: string, surroundings: Surroundings): Unique[] => {
  if (sound === null) return [];
  if (sound.platform !== undefined && sound.platform !== "manual" && !Object.hasOwn(sound, "platformId")) {
    report(
      ["platformId"],
      `platformId is missing: signatures on ${sound.platform} are found by the platform's own number or name; with platform: manual none is needed`,
    );
  }
  if (sound.platform !== undefined && sound.platform !== "manual" && sound.platformId !== undefined) {
    const { id, idHint } = petitionPlatforms[sound.platform];
    if (!id.test(sound.platformId))
      report(["platformId"], `platformId ${sound.platformId} is none of ${sound.platform}: it must be ${idHint}`);
  }
  if (sound.opened !== undefined && sound.deadline !== undefined && sound.deadline < sound.opened)
    report(["deadline"], `deadline ${sound.deadline} is before opened ${sound.opened}: one of the two is wrong`);
  reportRepeats(["languages"], sound.languages, report);
  for (const [language, index] of textsOf(sound.languages)) {
    if (!isLanguage(language))
      report(
        ["languages", index],
        `languages[] has ${language}, which is no language: give its tag, such as be for Belarusian${suggest(language, surroundings.texts)}`,
      );
  }
  const also = textsOf(sound.languages).map(([language]) => language);
  checkLanguages(["title"], sound.title, surroundings, report, { also });
  return sound.url === undefined
    ? []
    : [{ what: "petition url", key: sound.url, file, remedy: "two files for one petition; keep one", place: () => at(["url"]) }];
};
