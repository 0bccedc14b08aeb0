import type { App } from "../app.ts";
import type { PlannedPost } from "../campaign/planned-post.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Account } from "../config.ts";
import { drawPlan } from "../terminal/draw-plan.ts";
import { drawPreview } from "../terminal/draw-preview.ts";
import { createWorker } from "../worker.ts";
import { commonCommand, type CommandEntry, type CommandEnvironment, type CommonOptions } from "./command-environment.ts";
import { composeSubject } from "./preview.ts";

const daysShown = 7;

interface Opening {
  readonly accounts: readonly Account[];
  readonly today: PlannedPost | null;
  /** Today's post for each account, as it will be sent or was. */
  readonly posts: readonly ComposedPost[];
  readonly ahead: readonly PlannedPost[];
}

const readOpening = async (app: App): Promise<Opening> => {
  const { campaign, prisoners } = (await app.content()).current();
  const { posts } = await app.store();
  const today = app.clock().toZonedDateTimeISO(campaign.zone).toPlainDate();
  const plan = await posts.between(today, today.add({ days: daysShown }));
  const accounts = await app.accounts();
  const post = plan.find(({ date, status }) => date.equals(today) && (status === "scheduled" || status === "dispatched")) ?? null;
  const prisoner = post === null ? undefined : prisoners.get(post.subject);
  const composed =
    post === null || prisoner === undefined
      ? []
      : await composeSubject(app, { prisoner, today: post.at.toZonedDateTimeISO(campaign.peopleZone).toPlainDate() }, accounts);
  return { accounts, today: post, posts: composed, ahead: plan.filter(({ date }) => Temporal.PlainDate.compare(date, today) > 0) };
};

const describeAccounts = (accounts: readonly Account[]): string => {
  const rehearsing = accounts.filter(({ missing }) => missing.length > 0);
  if (rehearsing.length === 0) return `Live: posts go out on ${accounts.map(({ id }) => id).join(", ")}.`;
  const live = accounts.filter(({ missing }) => missing.length === 0).map(({ id }) => id);
  const head =
    live.length === 0
      ? "REHEARSAL: nothing leaves this machine. Posts are made, recorded and shown, not sent, because no account has its credentials:"
      : `Live on ${live.join(", ")}. REHEARSAL elsewhere: posts are made, recorded and shown, not sent, because credentials are missing:`;
  const rows = rehearsing.map(({ id, missing }) => `  ${id}: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set`);
  return [head, ...rows, "Put them into a file .env (.env.example lists them); `npm run -s rollcall -- doctor` tries them."].join("\n");
};

const printOpening = async (app: App, { accounts, today, posts, ahead }: Opening, print: (text: string) => void): Promise<void> => {
  const { campaign, prisoners } = (await app.content()).current();
  const nameOf = (slug: string): string => prisoners.get(slug)?.name.latin ?? slug;
  print(`Rollcall · ${campaign.name[campaign.languages[0] ?? "en"] ?? ""}\n`);
  print(`${describeAccounts(accounts)}\n`);
  if (today === null) print("Today has no post: `npm run -s rollcall -- plan` says what is held and why.\n");
  else {
    const time = today.at.toZonedDateTimeISO(campaign.zone).toPlainTime().toString({ smallestUnit: "minute" });
    const when = today.status === "dispatched" ? "made already, and not made again" : `due at ${time}, ${campaign.zone}`;
    print(`Today, ${today.date.toString()}: ${nameOf(today.subject)} (${when})\n`);
    for (const post of posts) print(drawPreview(post));
  }
  print(`\nThe next days, at ${campaign.zone} time:\n${drawPlan(ahead, campaign.zone, nameOf)}\n`);
};

const stopped = async (stop: AbortSignal): Promise<void> => {
  if (stop.aborted) return;
  await new Promise<void>((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
};

export const startCommand: CommandEntry = {
  name: "start",
  usesStore: false,
  create: (environment: CommandEnvironment) =>
    commonCommand("start", "run the worker: schedule, deliveries, previews of what is coming; Ctrl-C ends it")
      .addHelpText("after", "\nWithout credentials it rehearses: posts are made, recorded and shown, not sent.")
      .action(async (options: CommonOptions) => {
        const { io, stop } = environment;
        await using app = environment.openApp({ ...options, running: true });
        await using worker = await createWorker(app);
        using _reload = environment.onReload(() => void worker.reload());
        await worker.runJob("plan-posts");
        const opening = await readOpening(app);
        if (options.json === true) io.json({ event: "started", ...opening });
        else await printOpening(app, opening, (text) => io.print(text));
        await using _commands = await environment.serve(app);
        await worker.runJob("dispatch-due");
        await worker.work();
        if (options.json !== true) io.print("Running. Ctrl-C ends it.");
        await stopped(stop);
        if (options.json !== true) io.print("Ending.");
      }),
};
