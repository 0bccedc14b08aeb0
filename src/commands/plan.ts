import { writeFile } from "node:fs/promises";
import { InvalidArgumentError } from "commander";
import type { PlannedPost } from "../campaign/planned-post.ts";
import { writeICalendar } from "../feeds/write-icalendar.ts";
import { drawCalendar } from "../terminal/draw-calendar.ts";
import { drawPlan } from "../terminal/draw-plan.ts";
import { labelPost } from "../terminal/label-post.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, parseDate, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { planBetween } from "./plan-between.ts";

interface PlanOptions extends CommonOptions {
  readonly from?: Temporal.PlainDate;
  readonly to?: Temporal.PlainDate;
  readonly month?: Temporal.PlainYearMonth;
  readonly columns?: number;
  readonly ics?: string;
}

/** Anniversaries are sure for ten years, which rotation is not. */
const longestPlanDays = 3660;

const parseMonth = (value: string): Temporal.PlainYearMonth => {
  try {
    if (!/^\d{4}-\d{2}$/.test(value)) throw new RangeError(value);
    return Temporal.PlainYearMonth.from(value, { overflow: "reject" });
  } catch {
    throw new InvalidArgumentError("It must be a month such as 2026-12.");
  }
};

const parseColumns = (value: string): number => {
  const columns = Number(value);
  if (!Number.isInteger(columns) || columns < 20 || columns > 1000) throw new InvalidArgumentError("It must be a number from 20 to 1000.");
  return columns;
};

const parseFile = (value: string): string => {
  if (value.trim() === "") throw new InvalidArgumentError("It must be a file such as plan.ics.");
  return value;
};

const chooseDays = (
  { from: first, to: last, month }: PlanOptions,
  today: Temporal.PlainDate,
  daysAhead: number,
): { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } => {
  if (month !== undefined && (first !== undefined || last !== undefined))
    throw new UserError("--month is all of a month: give it alone, or --from and --to.");
  const from = first ?? month?.toPlainDate({ day: 1 }) ?? today;
  const to = last ?? month?.toPlainDate({ day: month.daysInMonth }) ?? from.add({ days: daysAhead });
  if (Temporal.PlainDate.compare(from, to) > 0)
    throw new UserError(`--from ${from.toString()} is after --to ${to.toString()}: change places.`);
  if (today.until(to).days > longestPlanDays)
    throw new UserError(`--to ${to.toString()} is too far ahead: at most ${longestPlanDays} days from today.`);
  return { from, to };
};

const calendarStatus = { scheduled: "CONFIRMED", dispatched: "CONFIRMED", held: "TENTATIVE", skipped: "CANCELLED" } as const;

export const planCommand: CommandEntry = {
  name: "plan",
  usesStore: true,
  create: ({ io, openApp, resolvePath }) =>
    commonCommand("plan", "show what would go out, and what is held and why")
      .option("--from <date>", "the first day (default: today)", parseDate)
      .option("--to <date>", "the last day (default: as far ahead as the campaign plans)", parseDate)
      .option("--month <month>", "all of a month, drawn as a calendar", parseMonth)
      .option("--columns <number>", "how wide to draw the calendar (default: as wide as the terminal)", parseColumns)
      .option("--ics <file>", "write it into a calendar file, which other calendars read", parseFile)
      .addHelpText(
        "after",
        "\nExamples:\n  npm run -s rollcall -- plan --from 2026-12-01 --to 2026-12-31\n  npm run -s rollcall -- plan --month 2026-12\n  npm run -s rollcall -- plan --month 2026-12 --ics december.ics",
      )
      .action(async (options: PlanOptions) => {
        await using app = openApp(options);
        await app.readCounted();
        const content = (await app.content()).current();
        const { campaign } = content;
        const today = app.clock().toZonedDateTimeISO(campaign.zone).toPlainDate();
        const { from, to } = chooseDays(options, today, campaign.plan.daysAhead);
        const posts = await planBetween(app, from, to);
        const occasions = new Map(posts.map((post) => [post.id, post.occasions]));
        const labelOf = (post: PlannedPost): string => labelPost(post, occasions.get(post.id) ?? [], content);
        const campaignName = campaign.name[campaign.languages[0] ?? "en"] ?? "Plan";
        if (options.ics !== undefined) {
          const file = resolvePath(options.ics);
          const events = posts.map((post) => ({
            uid: `${post.id}@rollcall`,
            at: post.at,
            summary: `${post.status === "held" ? "(held) " : ""}${labelOf(post)}`,
            description: [
              post.id,
              `on ${post.accounts.join(", ")}`,
              ...(post.reason === null ? [] : [`${post.status}: ${post.reason}`]),
            ].join("\n"),
            status: calendarStatus[post.status],
          }));
          try {
            await writeFile(file, writeICalendar({ name: campaignName, stamp: app.clock(), events }));
          } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            throw new UserError(`--ics ${options.ics} cannot be written: ${reason}`, { cause: error });
          }
          if (options.json !== true) {
            io.print(`${events.length} posts from ${from.toString()} to ${to.toString()} are in ${options.ics}.`);
            return;
          }
        }
        if (options.json === true) {
          io.json(
            posts.map(({ id, kind, subject, at, accounts, status, reason, occasions: spoken }) => ({
              id,
              kind,
              subject,
              at: at.toZonedDateTimeISO(campaign.zone).toString({ timeZoneName: "never", smallestUnit: "second" }),
              accounts,
              status,
              reason,
              ...(spoken.length > 0 && { occasions: spoken }),
            })),
          );
          return;
        }
        if (options.month !== undefined) {
          const columns = options.columns ?? io.columns ?? 80;
          io.print(`${campaignName}, times in ${campaign.zone}\n`);
          io.print(drawCalendar(posts, { month: options.month, zone: campaign.zone, today, columns, labelOf }));
          return;
        }
        io.print(`${campaignName}: ${from.toString()} to ${to.toString()}, times in ${campaign.zone}\n`);
        io.print(drawPlan(posts, campaign.zone, labelOf));
      }),
};
