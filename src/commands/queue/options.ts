import { InvalidArgumentError, Option, type Command } from "commander";
import { queuePictures, type App } from "../../app.ts";
import { readWallClock } from "../../campaign/own/read-wall-clock.ts";
import type { OwnImage } from "../../campaign/own/own-words.ts";
import { keepPicture } from "../../keep-picture.ts";
import { UserError } from "../../user-error.ts";
import { asOption } from "../campaigner.ts";
import type { CommandEnvironment, CommonOptions } from "../command-environment.ts";

/** What `queue add` and `queue edit` both take. */
export interface WordsOptions extends CommonOptions {
  readonly file?: string;
  readonly at?: string;
  readonly network?: readonly string[];
  readonly lang?: string;
  readonly image?: string;
  readonly alt?: string;
  readonly link?: string;
  readonly thread?: true;
  readonly again?: true;
  readonly preview?: true;
  readonly as?: string;
}

const addName = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const parseLink = (value: string): string => {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new InvalidArgumentError("It must be an http:// or https:// address.");
};

export const withWordsOptions = (command: Command): Command =>
  command
    .option("--file <file>", "the text from a file; - for standard input")
    .option("--at <time>", 'when, on the wall clock of the campaign\'s zone, such as "2027-03-08 10:00"')
    .option("--network <name>", "only this network, or this account of campaign.yaml; may be given again", addName)
    .option("--lang <tag>", "the text is in this language, and for the accounts of this language only")
    .option("--image <file>", "a picture; it is copied, so the file may move")
    .option("--alt <text>", "what the picture shows, for those who cannot see it")
    .option("--link <url>", "a link, put below the text unless it is in it", parseLink)
    .option("--thread", "where the text is too long for one post, make a thread of it; a line of --- begins the next post")
    .option("--preview", "show how each network would get it, with its limits, and change nothing")
    .option("--again", "take it although a post of the last 30 days says the same")
    .option(...asOption);

const parseTime = (value: string): string => {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value;
  throw new InvalidArgumentError("It must be a time of day such as 10:00.");
};

/** When else a new post can go out. */
export const withDayOptions = (command: Command): Command =>
  command
    .option(
      "--on <occasion>",
      "on the next birthday:SLUG, arrest:SLUG, sentence:SLUG, release:SLUG, death:SLUG, or day:KEY of calendar.yaml; it follows the recorded date",
    )
    .option("--time <time>", "with --on: the time of day (default: the one of its rule in campaign.yaml)", parseTime)
    .addOption(
      new Option("--every <period>", "again every year, at the same time of day; each year's post waits by itself").choices(["year"]),
    );

/** The instant that `--at` means. Throws `UserError` where that is not one certain moment ahead. */
export const readAt = async (app: App, written: string): Promise<Temporal.Instant> => {
  const { zone } = (await app.content()).current().campaign;
  const read = readWallClock(written, zone, app.clock());
  if (read.kind === "refused") throw new UserError(`--at ${read.why.startsWith("must") ? `"${written}" ` : ""}${read.why}.`);
  return read.at;
};

/** The picture that is meant, copied to where nothing moves it; null where there is none. */
export const readPicture = async (
  { image, alt }: WordsOptions,
  before: OwnImage | null,
  app: App,
  { resolvePath }: Pick<CommandEnvironment, "resolvePath">,
): Promise<OwnImage | null> => {
  if (image === undefined) {
    if (alt === undefined) return before;
    if (before === null) throw new UserError("--alt is there without --image: give the picture's file, or leave --alt out.");
  }
  const words = alt?.trim() ?? "";
  if (words === "") throw new UserError("--image has no --alt: say in words what the picture shows, for those who cannot see it.");
  if (before?.inLanguage !== undefined && image === undefined)
    throw new UserError("Its picture is another in each language: give one for all with --image and --alt, or leave both out.");
  if (image === undefined) return before === null ? null : { ...before, alt: words };
  return { file: await keepPicture(resolvePath(image), queuePictures(app.config.dataFolder)), alt: words };
};
