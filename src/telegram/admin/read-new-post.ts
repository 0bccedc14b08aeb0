import { UserError } from "../../user-error.ts";

/** What somebody wrote behind /add, as far as it goes. */
export interface WrittenPost {
  /** As it was written; null where no time stands at its beginning. */
  readonly at: string | null;
  readonly networks: readonly string[];
  readonly language: string | undefined;
  readonly thread: boolean;
  readonly again: boolean;
  readonly text: string | null;
}

const moment = /^(\d{4}-\d{2}-\d{2}|today|tomorrow)[\sT,]+(\d{1,2})[:.](\d{2})(?!\d)/i;
/** Was meant for a time: it is neither guessed nor made the beginning of what the post says. */
const nearlyMoment =
  /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{2,4})?|\d{1,2}:\d{2}(?=\s))[,.]?(?:\s+\d{1,2}[:.]\d{2})?(?=\s|$|\p{Cf})/u;

/** `2027-03-08 9:30` as the campaign reads it: `2027-03-08 09:30`; what is no time stays as it is. */
export const readWritten = (written: string): string => {
  const [whole, day, hour = "", minute] = moment.exec(written.trim()) ?? [];
  return whole?.length === written.trim().length && day !== undefined
    ? `${day.toLowerCase()} ${hour.padStart(2, "0")}:${minute}`
    : written.trim();
};

/** `tomorrow` is another day when a message comes late. */
export const isRelative = (written: string): boolean => /^(today|tomorrow) /.test(written);

/** Telephones make one long dash of two short ones. */
const bare = (word: string): string => word.toLowerCase().replace(/^[-\u2013\u2014]+|[,;]$/g, "");

const switches = new Set(["thread", "again"]);
const fillers = new Set(["on", "in", "and", "network", "lang"]);

/**
 * Reads `2027-03-08 10:00 telegram be`, and the text from the next line on or, where the first line says more than that, right behind the time.
 * Throws `UserError` where a time was meant that is none.
 * @param placeNames what accounts may be chosen by
 */
export const readNewPost = (written: string, placeNames: ReadonlyMap<string, "network" | "language">): WrittenPost => {
  const trimmed = written.trim();
  const time = moment.exec(trimmed)?.[0] ?? null;
  const nearly = time === null ? nearlyMoment.exec(trimmed)?.[0] : undefined;
  if (nearly !== undefined)
    throw new UserError(
      `“${nearly}” is not a day and a time such as 2027-03-08 10:00: send it again with one, or begin with the text and be asked.`,
    );
  const rest = trimmed.slice(time?.length ?? 0).replace(/^[^\S\n]+/, "");
  const [firstLine = "", ...others] = rest.split("\n");
  const words = firstLine
    .split(/\s+/)
    .map(bare)
    .filter((word) => word !== "");
  const isKnown = (word: string): boolean => placeNames.has(word) || switches.has(word);
  const areOptions = words.some(isKnown) && words.every((word) => isKnown(word) || fillers.has(word));
  const text = (areOptions ? others.join("\n") : rest).trim();
  const named = areOptions ? words : [];
  const languages = new Set(named.filter((word) => placeNames.get(word) === "language"));
  if (languages.size > 1)
    throw new UserError(`A text is in one language, or in none in particular: take one of ${[...languages].join(", ")}.`);
  return {
    at: time === null ? null : readWritten(time),
    networks: [...new Set(named.filter((word) => placeNames.get(word) === "network"))],
    language: [...languages][0],
    thread: named.includes("thread"),
    again: named.includes("again"),
    text: text === "" ? null : text,
  };
};
