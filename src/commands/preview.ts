import type { App } from "../app.ts";
import type { Prisoner } from "../campaign/prisoner.ts";
import { postGate } from "../campaign/post-gate.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import { isShown } from "../campaign/is-shown.ts";
import { mayShowWords } from "../campaign/own/may-show-words.ts";
import { namesSomebodyWithheld } from "../campaign/own/own-gate.ts";
import type { Account } from "../config.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { drawPreview } from "../terminal/draw-preview.ts";
import { UserError } from "../user-error.ts";
import { composeStored, isKnown } from "./compose-stored.ts";
import { findOccasionPost } from "./find-occasion-post.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

type PreviewOptions = CommonOptions & { readonly network?: string; readonly lang?: string };

interface Subject {
  readonly kind: "profile" | "freed";
  readonly prisoner: Prisoner;
  /** The day that the post speaks of. */
  readonly today: Temporal.PlainDate;
}

const idPattern = /^(\d{4}-\d{2}-\d{2})\/(profile|freed)\/([a-z0-9-]+)$/;

const findSubject = async (app: App, idOrSlug: string): Promise<Subject> => {
  const { prisoners, campaign } = (await app.content()).current();
  const [, date, kind, idSlug] = idPattern.exec(idOrSlug) ?? [];
  const prisoner = prisoners.get(idSlug ?? idOrSlug);
  if (prisoner === undefined || prisoner.consent === "withheld") {
    throw new UserError(`There is no post and no person ${idOrSlug}: give a slug such as maria-kalesnikava, or an id that \`plan\` shows.`);
  }
  const now = app.clock().toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
  if (date === undefined) return { kind: "profile", prisoner, today: now };
  if (kind === "freed") {
    if (prisoner.status.kind === "released" && prisoner.status.since === date) return { kind, prisoner, today: now };
    throw new UserError(`There is no post ${idOrSlug}: prisoners/${prisoner.slug}.yaml has no release on ${date}.`);
  }
  try {
    return { kind: "profile", prisoner, today: Temporal.PlainDate.from(date, { overflow: "reject" }) };
  } catch (error) {
    throw new UserError(`There is no post ${idOrSlug}: ${date} is no day of the calendar.`, { cause: error });
  }
};

/** A post of an occasion, or one with words that a campaigner wrote, by its id; null for all others. */
const findWritten = async (app: App, id: string): Promise<StoredPost | null> => {
  const occasion = await findOccasionPost(app, id);
  if (occasion !== null && mayShowWords(occasion, (await app.content()).current())) return occasion;
  if (!id.includes("/") || !(await app.hasStore())) return null;
  const post = await (await app.store()).posts.find(id);
  const content = (await app.content()).current();
  if (post === null || post.words === null || !isShown(content, post)) return null;
  if (!mayShowWords(post, content)) throw new UserError(`${id} is not shown. ${post.reason ?? namesSomebodyWithheld}`);
  return post;
};

const chooseAccounts = async (app: App, { network, lang }: PreviewOptions): Promise<Account[]> => {
  const { campaign } = (await app.content()).current();
  if (lang !== undefined && !campaign.languages.includes(lang)) {
    throw new UserError(`--lang ${lang}: the campaign has texts in ${campaign.languages.join(", ")}.`);
  }
  const accounts = await app.accounts();
  const chosen = network === undefined ? accounts : accounts.filter((account) => account.network === network || account.id === network);
  if (chosen.length === 0) throw new UserError(`--network ${network ?? ""}: the campaign has ${accounts.map(({ id }) => id).join(", ")}.`);
  return chosen.map((account) => (lang === undefined ? account : { ...account, language: lang }));
};

/** Why this post is held, as it stands now; undefined where it is not. */
const readHold = async (app: App, idOrSlug: string, { kind, prisoner, today }: Subject): Promise<string | undefined> => {
  const { campaign } = (await app.content()).current();
  const now = kind === "freed" ? app.clock() : today.toZonedDateTime({ timeZone: campaign.peopleZone, plainTime: "12:00" }).toInstant();
  const stored = kind === "freed" && (await app.hasStore()) ? await (await app.store()).posts.find(idOrSlug) : null;
  // Who approved it is the database's to know.
  if (stored !== null) return stored.status === "held" ? (stored.reason ?? undefined) : undefined;
  const verdict = postGate({ kind, prisoner, settings: campaign, now, approvedBy: null });
  return verdict.kind === "hold" ? verdict.reason : undefined;
};

/** One person's post for each account, as it would be sent on that day. */
const composeSubject = async (app: App, { kind, prisoner, today }: Subject, accounts: readonly Account[]): Promise<ComposedPost[]> => {
  const source = await app.content();
  const composePost = await app.composePost();
  return Promise.all(
    accounts.map(async (account) =>
      composePost({
        kind,
        campaign: source.current().campaign,
        texts: source.texts(),
        prisoner,
        today,
        account,
        limits: await app.limits(account),
      }),
    ),
  );
};

export const previewCommand: CommandEntry = {
  name: "preview",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("preview", "show a post exactly as each network will get it")
      .argument("<id-or-slug>", "a post's id as `plan` shows it, or a person's slug")
      .option("--network <name>", "only this network, or this account of campaign.yaml")
      .option("--lang <tag>", "in this language instead of the account's own")
      .addHelpText(
        "after",
        "\nOf somebody whose status is unknown there is no post: one line on standard error says so, with --json too, and the exit code is 1.\n\nExamples:\n  npm run -s rollcall -- preview maria-kalesnikava\n  npm run -s rollcall -- preview maria-kalesnikava --network telegram --lang ru",
      )
      .action(async (idOrSlug: string, options: PreviewOptions) => {
        await using app = openApp(options);
        const accounts = await chooseAccounts(app, options);
        const written = await findWritten(app, idOrSlug);
        if (written !== null) {
          // In another language than its account's a post of the plan can be looked at everywhere.
          const isEverywhere =
            written.kind === "profile" || written.kind === "freed" || (options.lang !== undefined && written.kind !== "own");
          const posts = await composeStored(
            app,
            written,
            isEverywhere ? accounts : accounts.filter(({ id }) => written.accounts.includes(id)),
          );
          if (posts.length === 0)
            throw new UserError(
              `Of ${idOrSlug} nothing can be shown there: it has no words in that language, or is not for that account. ${written.reason ?? ""}`.trim(),
            );
          if (options.json === true) io.json(written.status === "held" ? posts.map((post) => ({ ...post, held: written.reason })) : posts);
          else {
            if (written.status === "held") io.print(`HELD, and not sent as long as this is so. ${written.reason ?? ""}\n`);
            for (const post of posts) io.print(drawPreview(post));
          }
          return;
        }
        const subject = await findSubject(app, idOrSlug);
        const held = await readHold(app, idOrSlug, subject);
        if (!isKnown(subject.prisoner.status))
          throw new UserError(`Nothing is said of this person as long as nobody knows. ${held ?? ""}`.trim());
        const posts = await composeSubject(app, subject, accounts);
        if (options.json === true) {
          io.json(held === undefined ? posts : posts.map((post) => ({ ...post, held })));
          return;
        }
        if (held !== undefined) io.print(`HELD, and not sent as long as this is so. ${held}\n`);
        for (const post of posts) io.print(drawPreview(post));
      }),
};
