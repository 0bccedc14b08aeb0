import type { App } from "../app.ts";
import type { Prisoner } from "../campaign/prisoner.ts";
import { statusGate } from "../campaign/status-gate.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Account } from "../config.ts";
import { drawPreview } from "../terminal/draw-preview.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

type PreviewOptions = CommonOptions & { readonly network?: string; readonly lang?: string };

interface Subject {
  readonly prisoner: Prisoner;
  /** The day that the post speaks of. */
  readonly today: Temporal.PlainDate;
}

const idPattern = /^(\d{4}-\d{2}-\d{2})\/profile\/([a-z0-9-]+)$/;

const findSubject = async (app: App, idOrSlug: string): Promise<Subject> => {
  const { prisoners, campaign } = (await app.content()).current();
  const [, date, idSlug] = idPattern.exec(idOrSlug) ?? [];
  const prisoner = prisoners.get(idSlug ?? idOrSlug);
  if (prisoner === undefined || prisoner.consent === "withheld") {
    throw new UserError(`There is no post and no person ${idOrSlug}: give a slug such as maria-kalesnikava, or an id that \`plan\` shows.`);
  }
  const now = app.clock().toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
  if (date === undefined) return { prisoner, today: now };
  try {
    return { prisoner, today: Temporal.PlainDate.from(date, { overflow: "reject" }) };
  } catch (error) {
    throw new UserError(`There is no post ${idOrSlug}: ${date} is no day of the calendar.`, { cause: error });
  }
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

/** The profile of one person for each account, as it would be sent on that day. */
export const composeSubject = async (app: App, { prisoner, today }: Subject, accounts: readonly Account[]): Promise<ComposedPost[]> => {
  const source = await app.content();
  const composePost = await app.composePost();
  return Promise.all(
    accounts.map(async (account) =>
      composePost({
        kind: "profile",
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
        const subject = await findSubject(app, idOrSlug);
        const accounts = await chooseAccounts(app, options);
        const { campaign } = (await app.content()).current();
        const verdict = statusGate(subject.prisoner, subject.today, campaign);
        const held = verdict.kind === "hold" ? verdict.reason : undefined;
        if (subject.prisoner.status.kind === "unknown")
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
