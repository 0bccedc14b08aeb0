import type { Command } from "commander";
import { waitsForYes } from "../../../jobs/gate-post.ts";
import { planPosts } from "../../../jobs/plan-posts.ts";
import type { App } from "../../app.ts";
import { isShown } from "../../campaign/is-shown.ts";
import { furthestDays } from "../../campaign/own/furthest-days.ts";
import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import { warningsOn } from "../../campaign/own/warnings-on.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { numberOfSeries } from "../../delivery/series-store.ts";
import { openJobContext } from "../../open-job-context.ts";
import { drawPreview } from "../../terminal/draw-preview.ts";
import { UserError } from "../../user-error.ts";
import { commonCommand, type CommandEnvironment, type CommonOptions } from "../command-environment.ts";
import { composeStored } from "../compose-stored.ts";
import { drawQueued, postAsJson } from "./describe-post.ts";
import { drawSeries, seriesAsJson } from "./describe-series.ts";

type ListOptions = CommonOptions & { readonly all?: true };

const daysBack = 30;

const isWaiting = ({ status }: StoredPost): boolean => status === "scheduled" || status === "held";

/** What campaigners have a hand in. A profile that the gate holds waits for the record, not for them. */
const isInQueue = (post: StoredPost, context: Parameters<typeof waitsForYes>[1]): boolean =>
  isWaiting(post) &&
  (post.kind === "own" || post.kind === "freed" || post.heldBy !== null || post.words !== null || waitsForYes(post, context));

const isPlanned = ({ kind }: StoredPost): boolean => kind !== "own" && kind !== "correction";

/** Makes the first plan where no worker was ever there to do so. Later ones are a worker's, and of those who decide: looking does not change what waits. */
const planFirst = async (app: App): Promise<void> => {
  const { posts } = await app.store();
  const ever = await posts.between(Temporal.PlainDate.from("2000-01-01"), Temporal.PlainDate.from("9999-12-31"));
  if (!ever.some(isPlanned)) await planPosts.run(await openJobContext(app));
};

const readQueue = async (app: App, all: boolean): Promise<StoredPost[]> => {
  await app.readCounted();
  const content = (await app.content()).current();
  const context = { content: () => content, clock: app.clock };
  const today = app.clock().toZonedDateTimeISO(content.campaign.zone).toPlainDate();
  const { posts } = await app.store();
  const readNear = (): Promise<StoredPost[]> => posts.between(today.subtract({ days: daysBack }), today.add({ days: furthestDays }));
  let near = await readNear();
  if (!near.some(isPlanned)) {
    await planFirst(app);
    near = await readNear();
  }
  return near
    .filter((post) => isShown(content, post) && (all || isInQueue(post, context)))
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
};

export const createListCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("list", "campaigners' own posts that wait, planned posts that need a yes, and those that somebody held or edited")
    .option("--all", "the whole plan, and what went out or was cancelled in the last 30 days, too")
    .action(async (options: ListOptions) => {
      await using app = openApp(options);
      const posts = await readQueue(app, options.all === true);
      const series = await (await app.store()).series.going();
      const content = (await app.content()).current();
      const now = app.clock();
      const waits = (id: string): StoredPost | null => posts.find((post) => post.series?.id === id && isWaiting(post)) ?? null;
      if (options.json === true) {
        io.json([
          ...posts.map((post) => postAsJson(post, content)),
          ...series.map((one) => seriesAsJson(one, waits(one.id), content, now)),
        ]);
        return;
      }
      const lines = [
        ...posts.map((post) => drawQueued(post, content)),
        ...series.map((one) => drawSeries(one, waits(one.id), content, now)),
      ];
      io.print(lines.length === 0 ? "The queue is empty." : lines.join("\n"));
    });

export const createShowCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("show", "one post: when, where, by whom, what keeps it back, and how each network will get it")
    .argument("<id>", "the post's id, or yearly/NUMBER for what is repeated every year")
    .action(async (id: string, options: CommonOptions) => {
      await using app = openApp(options);
      await app.readCounted();
      const content = (await app.content()).current();
      if (numberOfSeries(id) !== null) {
        const store = (await app.hasStore()) ? await app.store() : null;
        const series = (await store?.series.find(id)) ?? null;
        if (series === null) throw new UserError(`There is no ${id}: \`queue list\` shows what is repeated every year.`);
        const waits = (await store?.posts.findOfSeries(id)) ?? null;
        if (options.json === true) io.json(seriesAsJson(series, waits, content, app.clock()));
        else
          io.print(
            `${drawSeries(series, waits, content, app.clock())}${waits === null ? "" : `\n      \`queue show ${waits.id}\` shows the post that waits`}`,
          );
        return;
      }
      const { posts } = await app.store();
      let post = await posts.find(id);
      if (post === null) {
        await planFirst(app);
        post = await posts.find(id);
      }
      if (post === null || !isShown(content, post)) throw new UserError(`There is no post ${id}: \`queue list --all\` shows the ids.`);
      const accounts = (await app.accounts()).filter((account) => post.accounts.includes(account.id));
      const previews = mayShowWords(post, content) ? await composeStored(app, post, accounts) : [];
      const warnings = isWaiting(post) ? warningsOn(post, content, app.clock()) : [];
      if (options.json === true) {
        io.json({ ...postAsJson(post, content), warnings, previews });
        return;
      }
      io.print(drawQueued(post, content));
      for (const warning of warnings) io.print(`      ${warning}`);
      if (post.approvedBy !== null) io.print(`      approved by ${post.approvedBy}`);
      for (const one of previews) io.print(drawPreview(one));
    });
