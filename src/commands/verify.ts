import { InvalidArgumentError, Option } from "commander";
import { partialDateSchema, type PartialDate } from "../campaign/partial-date.ts";
import { lineSchema, statusHows, statusKindSchema, urlSchema, type StatusHow } from "../campaign/prisoner.ts";
import type { Verification } from "../campaign/verification.ts";
import { verifyPerson } from "../decisions/verify-person.ts";
import { asOption, approverNamed } from "./campaigner.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

interface VerifyOptions extends CommonOptions {
  readonly status: Verification["kind"];
  readonly on: PartialDate;
  readonly source: string;
  readonly title?: string;
  readonly since?: PartialDate;
  readonly how?: StatusHow;
  readonly as?: string;
}

const parseBy =
  (schema: {
    safeParse: (value: unknown) => { success: true; data: string } | { success: false; error: { issues: { message: string }[] } };
  }) =>
  (value: string): string => {
    const read = schema.safeParse(value);
    if (!read.success) throw new InvalidArgumentError(`It ${read.error.issues[0]?.message ?? "cannot be read"}.`);
    return read.data;
  };

export const verifyCommand: CommandEntry = {
  name: "verify",
  usesStore: false,
  create: ({ io, openApp }) =>
    commonCommand("verify", "write down what you looked up of a person's status: it goes into their file, with the page that says so")
      .argument("<slug>", "the person: the file's name without .yaml")
      .addOption(new Option("--status <status>", "what the page says").choices(statusKindSchema.options).makeOptionMandatory())
      .requiredOption("--on <date>", "the day that the page speaks for: 2026-11-20, or 2026-11", parseBy(partialDateSchema))
      .requiredOption("--source <url>", "the page that says so", parseBy(urlSchema))
      .option("--title <words>", "who says it, and what (default: the page's host)", parseBy(lineSchema(300)))
      .option("--since <date>", "the day of the release or of the death, as far as it is known", parseBy(partialDateSchema))
      .addOption(new Option("--how <how>", "how the person was released").choices(statusHows))
      .option(...asOption)
      .addHelpText(
        "after",
        `
Only status and sources of the file change; its comments and its order stay. A second page that says the same is added to the first.
With --json: {"slug", "file", "status", "held": why nothing may be said of this person all the same, or null}.

Examples:
  npm run -s rollcall -- verify andrei-aliaksandrau --status imprisoned --on 2026-11-20 --source https://prisoners.spring96.org/en/person/…
  npm run -s rollcall -- verify maria-kalesnikava --status released --since 2025-12-13 --on 2025-12-15 --source https://…`,
      )
      .action(async (slug: string, options: VerifyOptions) => {
        // A typo in somebody else's file must not keep a release from being written down.
        await using app = openApp({ ...options, tolerant: true });
        const content = (await app.content()).current();
        approverNamed(content.campaign, options.as);
        const { status: kind, on, source: url, title, since, how } = options;
        const done = await verifyPerson(slug, { kind, on, url, title, since, how }, { content, clock: app.clock });
        if (options.json === true) {
          io.json(done);
          return;
        }
        const { status } = done;
        io.print(
          `${done.file}: ${status.kind}${status.since === undefined ? "" : ` since ${status.since}`}, checked ${status.checked ?? ""}, by ${status.sources.join(" and ")}.`,
        );
        io.print(done.held === null ? "Posts may say so now." : `Posts are held: ${done.held}`);
      }),
};
