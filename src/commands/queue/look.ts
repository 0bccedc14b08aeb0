import type { Command } from "commander";
import { waitsForYes } from "../../../jobs/gate-post.ts";
import type { App } from "../../app.ts";
import { isShown } from "../../campaign/is-shown.ts";
import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { drawPreview } from "../../terminal/draw-preview.ts";
import { UserError } from "../../user-error.ts";
import { commonCommand, type CommandEnvironment, type CommonOptions } from "../command-environment.ts";
import { composeStored } from "../compose-stored.ts";
import { drawQueued, postAsJson } from "./describe-post.ts";

type ListOptions = CommonOptions & { readonly all?: true };

const daysBack = 30;
const daysAhead = 800;

const isWaiting = ({ status }: StoredPost): boolean => status === "scheduled" || status === "held";

/** What campaigners have a hand in. A profile that the gate holds waits for the record, not for them. */
const isInQueue = (post: StoredPost, context: Parameters<typeof waitsForYes>[1]): boolean =>
  isWaiting(post) &&
  (post.kind === "own" || post.kind === "freed" || post.heldBy !== null || post.words !== null || waitsForYes(post, context));

const readQueue = async (app: App, all: boolean): Promise<StoredPost[]> => {
  if (!(await app.hasStore())) return [];
  const content = (await app.content()).current();
  const context = { content: () => content, clock: app.clock };
  const today = app.clock().toZonedDateTimeISO(content.campaign.zone).toPlainDate();
  const posts = await (await app.store()).posts.between(today.subtract({ days: daysBack }), today.add({ days: daysAhead }));
  return posts
    .filter((post) => isShown(content, post) && (all || isInQueue(post, context)))
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
};

export const createListCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("list", "campaigners' own posts that wait, planned posts that need a yes, and those that somebody held or edited")
    .option("--all", "the whole plan, and what went out or was cancelled in the last 30 days, too")
    .action(async (options: ListOptions) => {
      await using app = openApp(options);
      const posts = await readQueue(app, options.all === true);
      const content = (await app.content()).current();
      if (options.json === true) io.json(posts.map((post) => postAsJson(post, content)));
      else io.print(posts.length === 0 ? "The queue is empty." : posts.map((post) => drawQueued(post, content)).join("\n"));
    });

export const createShowCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("show", "one post: when, where, by whom, what keeps it back, and how each network will get it")
    .argument("<id>", "the post's id")
    .action(async (id: string, options: CommonOptions) => {
      await using app = openApp(options);
      const content = (await app.content()).current();
      const post = (await app.hasStore()) ? await (await app.store()).posts.find(id) : null;
      if (post === null || !isShown(content, post)) throw new UserError(`There is no post ${id}: \`queue list --all\` shows the ids.`);
      const accounts = (await app.accounts()).filter((account) => post.accounts.includes(account.id));
      const previews = mayShowWords(post, content) ? await composeStored(app, post, accounts) : [];
      if (options.json === true) {
        io.json({ ...postAsJson(post, content), previews });
        return;
      }
      io.print(drawQueued(post, content));
      if (post.approvedBy !== null) io.print(`      approved by ${post.approvedBy}`);
      for (const one of previews) io.print(drawPreview(one));
    });
