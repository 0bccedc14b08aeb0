import type { Command } from "commander";
import type { App } from "../../app.ts";
import { everyLanguage, ownSubject, type OwnWords } from "../../campaign/own/own-words.ts";
import { statusBasis } from "../../campaign/status-basis.ts";
import { findWaiting } from "../../decisions/approve-post.ts";
import { checkWords } from "../../decisions/check-words.ts";
import { editPost, type Edit } from "../../decisions/edit-post.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { openJobContext } from "../../open-job-context.ts";
import { drawPreview } from "../../terminal/draw-preview.ts";
import { UserError } from "../../user-error.ts";
import { approverNamed } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment } from "../command-environment.ts";
import { chooseAccountIds } from "./choose-accounts.ts";
import { composeForAll } from "./compose-for-all.ts";
import { mayShowWords, postAsJson, whenOf } from "./describe-post.ts";
import { readAt, readPicture, withWordsOptions, type WordsOptions } from "./options.ts";
import { readText } from "./read-text.ts";

interface EditOptions extends WordsOptions {
  readonly withoutImage?: true;
  readonly withoutLink?: true;
  readonly reset?: true;
}

/** The language that a new text is for, where nobody said so. */
const languageOf = (post: StoredPost, spoken: readonly string[]): string => {
  const known = Object.keys(post.words?.texts ?? {});
  const [first = everyLanguage] = known.length > 0 ? known : post.kind === "own" ? [everyLanguage] : new Set(spoken);
  if (known.length > 1) throw new UserError(`${post.id} has texts in ${known.join(", ")}: say with --lang which one this is.`);
  if (known.length === 0 && new Set(spoken).size > 1 && post.kind !== "own")
    throw new UserError(`${post.id} goes out in ${[...new Set(spoken)].join(", ")}: say with --lang which one this text is in.`);
  return first;
};

const readEdit = async (
  app: App,
  post: StoredPost,
  given: string | undefined,
  options: EditOptions,
  environment: CommandEnvironment,
): Promise<Edit> => {
  const { campaign, prisoners } = (await app.content()).current();
  const { lang, network } = options;
  const isOwn = post.kind === "own";
  if (post.kind === "correction") throw new UserError(`${post.id} is a correction: it is not edited.`);
  if (options.reset === true) {
    if (isOwn) throw new UserError(`${post.id} has no words but yours: edit them, or \`queue cancel ${post.id}\`.`);
    return { words: null, at: post.at, accounts: post.accounts };
  }
  if (!isOwn && (options.at !== undefined || network !== undefined))
    throw new UserError(`${post.id} is of the plan, which says when and where: cancel it, and add a post of your own at another time.`);
  const text = await readText(given, options.file, environment);
  const who = approverNamed(campaign, options.as);
  const at = options.at === undefined ? post.at : await readAt(app, options.at);
  const added = lang === undefined || network !== undefined ? [] : chooseAccountIds(campaign, { networks: [], lang });
  const named = network === undefined ? [...post.accounts, ...added] : chooseAccountIds(campaign, { networks: network });
  const accounts = isOwn ? campaign.accounts.map(({ id }) => id).filter((id) => named.includes(id)) : post.accounts;
  const prisoner = post.subject === ownSubject ? undefined : prisoners.get(post.subject);
  const before: OwnWords = post.words ?? { texts: {}, link: null, image: null, thread: false, author: who, basis: null };
  const spoken = campaign.accounts.filter(({ id }) => post.accounts.includes(id)).map(({ language }) => language);
  const words: OwnWords = {
    texts: text === undefined ? before.texts : { ...before.texts, [lang ?? languageOf(post, spoken)]: text },
    link: options.withoutLink === true ? null : (options.link ?? before.link),
    image: options.withoutImage === true ? null : await readPicture(options, before.image, app, environment),
    thread: options.thread === true || before.thread,
    author: who,
    // Whoever edits it has looked at what is recorded now.
    basis: prisoner === undefined ? null : statusBasis(prisoner),
  };
  return { words, at, accounts };
};

export const createEditCommand = (environment: CommandEnvironment): Command =>
  withWordsOptions(commonCommand("edit", "change a post that waits; a planned post keeps its edited words when the plan is made again"))
    .argument("<id>", "the post's id")
    .argument("[text]", "the new text; - reads standard input")
    .option("--without-image", "without the picture that you gave it")
    .option("--without-link", "without the link that you gave it")
    .option("--reset", "a planned post: what the record makes of it, again")
    .addHelpText("after", "\nA change of what is said needs a new approval, where the campaign asks for one.")
    .action(async (id: string, given: string | undefined, options: EditOptions) => {
      const { io } = environment;
      await using app = environment.openApp({ ...options, running: true });
      const source = await app.content();
      const { campaign } = source.current();
      const context = await openJobContext(app);
      const before = await findWaiting(context, id);
      const edit = await readEdit(app, before, given, options, environment);
      const next = { ...before, ...edit };
      if (edit.words !== null) await checkWords(context, edit.words, { again: options.again === true, id });
      const previews = await composeForAll(app, next);
      const post = await editPost(context, before, edit, approverNamed(campaign, options.as));
      if (options.json === true) {
        io.json({ ...postAsJson(post, source.current()), previews });
        return;
      }
      io.print(`${id} is changed. It goes out at ${whenOf(post.at, campaign.zone)} (${campaign.zone}), on ${post.accounts.join(", ")}.`);
      if (post.status === "held") io.print(`HELD, and not sent as long as this is so. ${post.reason ?? ""}`);
      if (mayShowWords(post, source.current())) for (const one of previews) io.print(drawPreview(one));
    });
