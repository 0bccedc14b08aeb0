import { drawUpPlan } from "../../jobs/plan-posts.ts";
import type { App } from "../app.ts";
import { isShown } from "../campaign/is-shown.ts";
import type { PlannedPost } from "../campaign/planned-post.ts";
import { drawPlan } from "../terminal/draw-plan.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, parseDate, type CommandEntry, type CommonOptions } from "./command-environment.ts";

type PlanOptions = CommonOptions & { readonly from?: Temporal.PlainDate; readonly to?: Temporal.PlainDate };

/** Three years: beyond, rotation says nothing that will stay true. */
const longestPlanDays = 1100;

const nothingStored = { lastShown: async () => [], between: async () => [], approvals: async () => new Map<string, string>() };

/** The plan from one day to another: what the database has, and what the content makes of the days ahead. */
const planBetween = async (app: App, from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<PlannedPost[]> => {
  const content = await app.content();
  const posts = (await app.hasStore()) ? (await app.store()).posts : nothingStored;
  const plan = await drawUpPlan({ content: () => content.current(), clock: app.clock, posts }, to);
  const stored = await posts.between(from, to);
  const settled = stored.filter(
    (post) =>
      (post.kind === "own" || post.status === "dispatched" || post.status === "skipped") && isShown(content.current(), post.subject),
  );
  const settledIds = new Set(settled.map((post) => post.id));
  // A release is told from its own day on, and may be from before.
  const ahead = plan.posts.filter(
    (post) => (post.kind === "freed" || Temporal.PlainDate.compare(post.date, from) >= 0) && !settledIds.has(post.id),
  );
  return [...settled, ...ahead].sort((a, b) => Temporal.Instant.compare(a.at, b.at));
};

export const planCommand: CommandEntry = {
  name: "plan",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("plan", "show what would go out, and what is held and why")
      .option("--from <date>", "the first day (default: today)", parseDate)
      .option("--to <date>", "the last day (default: as far ahead as the campaign plans)", parseDate)
      .addHelpText("after", "\nExample:\n  npm run -s rollcall -- plan --from 2026-12-01 --to 2026-12-31")
      .action(async (options: PlanOptions) => {
        await using app = openApp(options);
        const { campaign, prisoners } = (await app.content()).current();
        const today = app.clock().toZonedDateTimeISO(campaign.zone).toPlainDate();
        const from = options.from ?? today;
        const to = options.to ?? from.add({ days: campaign.plan.daysAhead });
        if (Temporal.PlainDate.compare(from, to) > 0)
          throw new UserError(`--from ${from.toString()} is after --to ${to.toString()}: change places.`);
        if (today.until(to).days > longestPlanDays)
          throw new UserError(`--to ${to.toString()} is too far ahead: at most ${longestPlanDays} days from today.`);
        const posts = await planBetween(app, from, to);
        if (options.json === true) {
          io.json(
            posts.map(({ id, kind, subject, at, accounts, status, reason }) => ({
              id,
              kind,
              subject,
              at: at.toZonedDateTimeISO(campaign.zone).toString({ timeZoneName: "never", smallestUnit: "second" }),
              accounts,
              status,
              reason,
            })),
          );
          return;
        }
        io.print(
          `${campaign.name[campaign.languages[0] ?? "en"] ?? "Plan"}: ${from.toString()} to ${to.toString()}, times in ${campaign.zone}\n`,
        );
        io.print(drawPlan(posts, campaign.zone, (slug) => prisoners.get(slug)?.name.latin ?? slug));
      }),
};
