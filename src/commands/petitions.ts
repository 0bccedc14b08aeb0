import { isIP } from "node:net";
import { Command, InvalidArgumentError } from "commander";
import { isPetitionShown } from "../campaign/anniversaries/is-subject-shown.ts";
import type { Content } from "../campaign/content.ts";
import type { Petition } from "../campaign/petition.ts";
import { baseOf, mostSignatures, noStanding } from "../campaign/petitions/petition-count.ts";
import { urlSchema } from "../campaign/prisoner.ts";
import { acceptHeld, refuseHeld, takeCount, type TakenCount } from "../decisions/take-count.ts";
import { openJobContext } from "../open-job-context.ts";
import { drawPetition } from "../terminal/draw-petition.ts";
import { UserError } from "../user-error.ts";
import { asOption, approverNamed, campaignerNamed } from "./campaigner.ts";
import { petitionAsJson, petitionsShape } from "./petition-as-json.ts";
import { commonCommand, parseDate, type CommandEntry, type CommandEnvironment, type CommonOptions } from "./command-environment.ts";

interface SetOptions extends CommonOptions {
  readonly source?: string;
  readonly on?: Temporal.PlainDate;
  readonly as?: string;
}

type DecideOptions = CommonOptions & Pick<SetOptions, "as">;

const parseSignatures = (value: string): number => {
  const signatures = /^\d{1,10}$/.test(value) ? Number(value) : Infinity;
  if (signatures > mostSignatures) throw new InvalidArgumentError("It must be a whole number in digits alone, such as 12345.");
  return signatures;
};

const parseSource = (value: string): string => {
  const { data } = urlSchema.safeParse(value);
  // Readers are told the host as who counted.
  if (data === undefined || isIP(new URL(data).hostname) !== 0)
    throw new InvalidArgumentError("It must be the address of the page that shows the number, with https:// or http://.");
  return data;
};

/** No petition of anybody's campaign was counted before. */
const earliestDay = Temporal.PlainDate.from("2000-01-01");

/** Throws `UserError` where nobody can have counted on that day. */
const checkDay = (on: Temporal.PlainDate, { slug, opened }: Petition, today: Temporal.PlainDate): void => {
  if (Temporal.PlainDate.compare(on, today) > 0) throw new UserError(`--on ${on.toString()} is still to come.`);
  if (opened !== undefined && Temporal.PlainDate.compare(on, opened) < 0)
    throw new UserError(`${on.toString()} is before ${slug} opened: petitions/${slug}.yaml says ${opened}.`);
  if (Temporal.PlainDate.compare(on, earliestDay) < 0)
    throw new UserError(`--on ${on.toString()} is too long ago to be a count of ${slug}.`);
};

/** Whoever is withheld is in no output, nor a petition that names them. */
const shownPetitions = (content: Content): Petition[] =>
  [...content.petitions.values()].filter((petition) => isPetitionShown(petition, content));

const petitionNamed = (content: Content, slug: string): Petition => {
  const found = shownPetitions(content).find((one) => one.slug === slug);
  if (found !== undefined) return found;
  const slugs = shownPetitions(content).map((one) => one.slug);
  throw new UserError(
    `There is no petition ${slug}: ${slugs.length === 0 ? "content/petitions/ has none" : `content/petitions/ has ${slugs.join(", ")}`}.`,
  );
};

/** What is to come of it, in words. */
const describeTaken = ({ slug }: Petition, { standing, news }: TakenCount): string => {
  const { accepted, held } = standing;
  if (held !== null && held.refusedBy !== null)
    return `${slug}: ${held.signatures} signatures of ${held.countedOn.toString()} are not right, says ${held.refusedBy}. ${accepted === null ? "There is no count yet." : `${accepted.signatures} of ${accepted.countedOn.toString()} stay.`}`;
  if (held !== null) {
    const against = held.doubt === "jump" ? baseOf(standing, held.countedOn) : accepted;
    const before = against === null ? "" : ` than the ${against.signatures} of ${against.countedOn.toString()}`;
    const why = { first: "more than any petition had", drop: `fewer${before}`, jump: `more than a fifth a day more${before}` }[held.doubt];
    return `${slug}: ${held.signatures} signatures of ${held.countedOn.toString()} are held, ${why}. If that is right: \`npm run -s rollcall -- petitions accept ${slug} ${held.signatures}\`.`;
  }
  const told = news.find(({ day }) => day !== null);
  const post = told === undefined ? "" : ` It passed ${told.mark}: ${told.day?.toString() ?? ""}/petition-milestone/${slug} is its post.`;
  return `${slug}: ${accepted?.signatures ?? 0} signatures of ${accepted?.countedOn.toString() ?? ""}.${post}`;
};

const say = ({ io }: CommandEnvironment, json: boolean, petition: Petition, taken: TakenCount): void => {
  if (json) io.json(petitionAsJson(petition, taken.standing));
  else io.print(describeTaken(petition, taken));
};

const createSetCommand = (environment: CommandEnvironment): Command =>
  commonCommand("set", "write down how many signatures a petition has")
    .argument("<slug>", "the name of the petition's file, without .yaml")
    .argument("<signatures>", "the number, in digits alone", parseSignatures)
    .option("--source <url>", "the page that shows it (default: the petition's own)", parseSource)
    .option("--on <date>", "the day on which it was shown (default: today)", parseDate)
    .option(...asOption)
    .addHelpText(
      "after",
      "\nExample:\n  npm run -s rollcall -- petitions set free-them 12345 --source https://example.org/petition --on 2026-12-01",
    )
    .action(async (slug: string, signatures: number, options: SetOptions) => {
      await using app = environment.openApp({ ...options, running: true });
      const context = await openJobContext(app);
      const { campaign } = context.content();
      const petition = petitionNamed(context.content(), slug);
      const today = app.clock().toZonedDateTimeISO(campaign.zone).toPlainDate();
      const countedOn = options.on ?? today;
      checkDay(countedOn, petition, today);
      const countedBy = campaignerNamed(campaign, options.as);
      const taken = await takeCount(petition, { signatures, countedOn, countedBy, source: options.source ?? petition.url }, context);
      say(environment, options.json === true, petition, taken);
    });

/** `accept` and `refuse`. */
const createDecideCommand = (environment: CommandEnvironment, name: "accept" | "refuse", description: string): Command =>
  commonCommand(name, description)
    .argument("<slug>", "the name of the petition's file, without .yaml")
    .argument("[signatures]", "the number that is held, so that no other one is meant", parseSignatures)
    .option(...asOption)
    .action(async (slug: string, signatures: number | undefined, options: DecideOptions) => {
      await using app = environment.openApp({ ...options, running: true });
      const context = await openJobContext(app);
      const petition = petitionNamed(context.content(), slug);
      const who = approverNamed(context.content().campaign, options.as);
      const decide = name === "accept" ? acceptHeld : refuseHeld;
      const taken = await decide(petition, who, context, signatures);
      say(environment, options.json === true, petition, taken);
    });

const createListCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("list", "each with its count, what is held for a person, and what went wrong; the same as `petitions` alone")
    .addHelpText("after", petitionsShape)
    .action(async (options: CommonOptions) => {
      await using app = openApp(options);
      await app.readCounted();
      const content = (await app.content()).current();
      const rows = shownPetitions(content).map((petition) => ({
        petition,
        standing: content.counted?.standings.get(petition.slug) ?? noStanding,
      }));
      if (options.json === true) {
        io.json(rows.map(({ petition, standing }) => petitionAsJson(petition, standing)));
        return;
      }
      if (rows.length === 0) io.print("content/petitions/ has no petition.");
      const [language = "en"] = content.campaign.languages;
      for (const { petition, standing } of rows) io.print(`${drawPetition(petition, standing, language)}\n`);
    });

export const petitionsCommand: CommandEntry = {
  name: "petitions",
  usesStore: true,
  saysAlone: true,
  create: (environment) =>
    new Command("petitions")
      .description("how many signatures petitions have: by whom and when each was counted")
      .addCommand(createListCommand(environment), { isDefault: true })
      .addCommand(createSetCommand(environment))
      .addCommand(createDecideCommand(environment, "accept", "take a count that is held for a person"))
      .addCommand(createDecideCommand(environment, "refuse", "say that a count that is held is not right: the one before stays")),
};
