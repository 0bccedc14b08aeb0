import type { App } from "../../app.ts";
import { nextOccasion } from "../../campaign/own/due-time.ts";
import { findOwnDay, isMonthly } from "../../campaign/own/own-occasion.ts";
import { dueAtInstant, type OwnPost } from "../../decisions/add-own-post.ts";
import { UserError } from "../../user-error.ts";
import { readAt } from "./options.ts";

export interface WhenOptions {
  readonly at?: string;
  readonly on?: string;
  readonly time?: string;
  readonly every?: string;
}

/** When a post is to go out, and whose day it is for. */
export interface When extends Pick<OwnPost, "at" | "due" | "every"> {
  readonly about: readonly string[];
}

/** Throws `UserError` where that is not one certain moment ahead. */
export const readWhen = async (app: App, { at: written, on, time, every }: WhenOptions): Promise<When> => {
  const content = (await app.content()).current();
  const { zone } = content.campaign;
  if (written !== undefined && on !== undefined) throw new UserError("Say when with --at or with --on, not both.");
  if (on === undefined) {
    if (time !== undefined) throw new UserError("--time goes with --on; with --at the time stands behind the day.");
    if (written === undefined)
      throw new UserError(`Say when, with --at and a time in ${zone} such as --at "2027-03-08 10:00", or with --on birthday:SLUG.`);
    const at = await readAt(app, written);
    if (every === undefined) return { at, about: [] };
    const wall = at.toZonedDateTimeISO(zone).toPlainDateTime();
    const [monthDay, clock] = [wall.toPlainDate().toString().slice(5), wall.toPlainTime().toString({ smallestUnit: "minute" })];
    const due = dueAtInstant(at, zone);
    return { at, due, every: { timing: { kind: "at", monthDay, time: clock }, firstYear: wall.year }, about: [] };
  }
  const found = findOwnDay(on, content);
  if (found.kind === "none") throw new UserError(`--on ${on}: ${found.why}.`);
  if (every !== undefined && isMonthly(found)) throw new UserError(`--on ${on}: that day comes every month: leave --every out.`);
  const due = nextOccasion(on, time ?? null, content, app.clock());
  if (due.kind === "none") throw new UserError(`--on ${on}: ${due.why}.`);
  const when = { at: due.at, due, about: found.people };
  return every === undefined
    ? when
    : { ...when, every: { timing: { kind: "on", occasion: on, time: time ?? null }, firstYear: due.date.year } };
};
