import { InvalidArgumentError, Option } from "commander";
import { listLanguages } from "../campaign/lists/list-row.ts";
import { changeKinds, type ChangeKind } from "../campaign/lists/person-list.ts";
import { asOption } from "./campaigner.ts";
import { commonCommand, parseDate, type CommandEntry } from "./command-environment.ts";
import { createAdmitCommand } from "./import/admit-command.ts";
import { importFile, type ImportOptions } from "./import/import-file.ts";
import { createListImportsCommand } from "./import/list-imports.ts";
import { parseSource } from "./import/source-option.ts";
import { createUndoCommand } from "./import/undo-command.ts";
import { createWithholdCommand } from "./import/withhold-command.ts";

const parseFigure = (value: string): number => {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError("It must be the figure of the file, in digits alone, such as 1180.");
  return Number(value);
};

const isKind = (word: string): word is ChangeKind => (changeKinds as readonly string[]).includes(word);

const parseKinds = (value: string): ChangeKind[] => {
  const words = value.split(",").map((word) => word.trim());
  const unknown = words.find((word) => !isKind(word));
  if (unknown !== undefined)
    throw new InvalidArgumentError(
      `${unknown} is no kind of change: give some of ${changeKinds.join(",")} with commas between, or nothing for all; the file comes before --apply.`,
    );
  return words.filter(isKind);
};

const help = `
Shows what the file would change, and changes nothing. What was shown can then be applied: the same again with --apply, whole or by kind.
Whoever left prison by the file and is not applied is in doubt from then on: nothing is said of where they are. New people are in no post until they are admitted.
A file that is cut off, in another encoding, or moves too much is refused with the reason.

Shape of --json:
  {"source", "layout", "asOf", "rows", "active", "changes": {"new", "freed", "died", "unrecognised", "corrected", "vanished", "sameName": [ID]},
   "refused": [{"line", "id" or null, "reason"}], "hidden", "withheldGone": [ID] where withheld ids are gone and new ones came, "fingerprint"}; with --apply also "applied": [KIND] and "import".

Examples:
  npm run -s rollcall -- import list.csv
  npm run -s rollcall -- import https://prisoners.spring96.org/en/list
  npm run -s rollcall -- import list.csv --apply
  npm run -s rollcall -- import list.csv --apply freed,died --as Anna`;

export const importCommand: CommandEntry = {
  name: "import",
  usesStore: false,
  create: (environment) => {
    const command = commonCommand(
      "import",
      "read somebody else's list of political prisoners: what it would change, and then have it changed",
    )
      .argument(
        "<file>",
        "Viasna's CSV, or our own columns as CSV or JSON; - for standard input; or the address of one, or of the page that links to it",
      )
      .option(
        "--source <name>",
        "whose list it is: the name of its file in content/lists/ (default: viasna for Viasna's layouts)",
        parseSource,
      )
      .option("--as-of <date>", "the day that the file speaks for (default: the day on which it was last changed)", parseDate)
      .addOption(new Option("--language <tag>", "of names that do not show theirs").choices(listLanguages))
      .option("--apply [kinds]", `change what was shown, all of it or some of ${changeKinds.join(",")}`, parseKinds)
      .option(
        "--confirm-active <number>",
        "so many are in prison by the file, and that is right although it is a move by more than 10%",
        parseFigure,
      )
      .option("--confirm-rows <number>", "so many rows has the file, and that is right although it looks cut off", parseFigure)
      .option("--all", "name everybody, not only the first 20 of each kind")
      .option(...asOption)
      .addHelpText("after", help)
      .action((file: string, options: ImportOptions) => importFile(file, options, environment));
    for (const create of [createListImportsCommand, createUndoCommand, createAdmitCommand, createWithholdCommand])
      command.addCommand(create(environment));
    return command;
  },
};
