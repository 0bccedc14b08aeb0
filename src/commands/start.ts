import type { App } from "../app.ts";
import { createOccasionsOf } from "../campaign/anniversaries/occasions-of.ts";
import { isShown, mayShowFrozen } from "../campaign/is-shown.ts";
import { isOccasionPost, type PlannedPost } from "../campaign/planned-post.ts";
import { accountState } from "../account-state.ts";
import { labelPost } from "../terminal/label-post.ts";
import { drawOpening, type Opening } from "../terminal/draw-opening.ts";
import { createWorker } from "../worker.ts";
import { commonCommand, type CommandEntry, type CommandEnvironment, type CommonOptions } from "./command-environment.ts";
import { composeStored } from "./compose-stored.ts";

const daysShown = 7;

const readOpening = async (app: App): Promise<Opening> => {
  const content = (await app.content()).current();
  const { campaign } = content;
  const { posts, ledger } = await app.store();
  const now = app.clock();
  const today = now.toZonedDateTimeISO(campaign.zone).toPlainDate();
  // Whoever is withheld is in no output, and a post of theirs may still be in the database.
  const plan = (await posts.between(today, today.add({ days: daysShown }))).filter((post) => isShown(content, post));
  const accounts = await app.accounts();
  const ofToday = plan.filter(({ date, status }) => date.equals(today) && (status === "scheduled" || status === "dispatched"));
  // What is still to come, else what came last.
  const post = ofToday.find(({ status }) => status === "scheduled") ?? ofToday.at(-1) ?? null;
  const deliveries = post === null ? [] : await ledger.ofPost(post.id);
  // What was begun is shown as it was frozen then, whatever the content says by now.
  // Words that name somebody who is withheld by now are not shown, though they went out.
  const begun = deliveries.filter(({ composed }) => composed !== null);
  const frozen = new Map(
    begun
      .filter((delivery) => mayShowFrozen(content, delivery))
      .flatMap(({ account, composed }) => (composed === null ? [] : [[account, composed]])),
  );
  const open = accounts.filter(({ id }) => post?.accounts.includes(id) === true && !begun.some(({ account }) => account === id));
  const composed = post === null ? [] : await composeStored(app, post, open);
  const made = new Map([...frozen, ...composed.map((one) => [one.account, one] as const)]);
  return {
    campaign: campaign.name[campaign.languages[0] ?? "en"] ?? "",
    zone: campaign.zone,
    now,
    accounts: accounts.map(accountState),
    today: post,
    posts: accounts.flatMap(({ id }) => made.get(id) ?? []),
    deliveries: deliveries.map(({ account, state, rehearsed, published, reason }) => ({ account, state, rehearsed, published, reason })),
    ahead: plan.filter(
      ({ id, date }) => id !== post?.id && (Temporal.PlainDate.compare(date, today) > 0 || ofToday.some((one) => one.id === id)),
    ),
  };
};

const labelReader = async (app: App): Promise<(post: PlannedPost) => string> => {
  const content = (await app.content()).current();
  const occasionsOf = createOccasionsOf(content);
  return (post) => labelPost(post, isOccasionPost(post) ? occasionsOf(post, post.at) : [], content);
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
        await using worker = await createWorker(app, (args) => environment.ask(app, args));
        using _reload = environment.onReload(() => void worker.reload());
        await worker.runJob("plan-posts");
        const opening = await readOpening(app);
        if (options.json === true) io.json({ event: "started", ...opening });
        else io.print(drawOpening(opening, await labelReader(app)));
        await using _commands = await environment.serve(app, () => worker.refresh());
        await worker.runJob("dispatch-due");
        await worker.work();
        if (options.json !== true) io.print("Running. Ctrl-C ends it.");
        await stopped(stop);
        if (options.json !== true) io.print("Ending.");
      }),
};
