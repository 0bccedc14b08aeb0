import { InvalidArgumentError, type Command } from "commander";
import { asOfList, type PersonList } from "../../campaign/lists/person-list.ts";
import { undoImport } from "../../campaign/lists/undo-import.ts";
import { saveList } from "../../content/save-list.ts";
import { UserError } from "../../user-error.ts";
import { approverNamed, asOption } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment, type CommonOptions } from "../command-environment.ts";
import { chooseList } from "./choose-list.ts";
import { sourceOption } from "./source-option.ts";

interface UndoOptions extends CommonOptions {
  readonly source?: string;
  readonly as?: string;
}

const parseNumber = (value: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError("It must be the number of an import, as `import list` shows it.");
  return Number(value);
};

/** A list of which nothing is left but that it was there is none. */
const orNone = (list: PersonList): PersonList | null => (list.imports.length === 0 && list.entries.length === 0 ? null : list);

export const createUndoCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("undo", "take the newest import of a list back, all of it; whoever was taken down stays so")
    .argument("[number]", "of the import, as `import list` shows it; only the newest can be taken back", parseNumber)
    .option(...sourceOption)
    .option(...asOption)
    .action(async (number: number | undefined, options: UndoOptions) => {
      await using app = openApp({ ...options, tolerant: true });
      approverNamed((await app.content()).current().campaign, options.as);
      const { contentFolder } = app.config;
      const { source, read, list } = await chooseList(contentFolder, options.source);
      const undone = undoImport(list, number);
      if (undone.kind === "forgotten")
        throw new UserError(
          `What import ${list.imports.at(-1)?.import ?? 0} of ${source} changed is not kept any more: take it back with git.`,
        );
      if (undone.kind === "not-newest") {
        throw new UserError(
          undone.newest === null
            ? `${source} has no import that could be taken back.`
            : `Import ${number ?? 0} of ${source} is not the newest: only import ${undone.newest} can be taken back.`,
        );
      }
      const complaint = await saveList(contentFolder, source, read, orNone(undone.list));
      if (complaint !== null) throw new UserError(complaint);
      const asOf = asOfList(undone.list);
      const gone = list.imports.at(-1)?.import ?? 0;
      if (options.json === true) io.json({ source, undone: gone, people: undone.changed, asOf });
      else
        io.print(
          `Import ${gone} of ${source} is taken back, for ${undone.changed === 1 ? "1 person" : `${undone.changed} people`}. ${asOf === null ? "No import is left." : `The list is as of ${asOf} again.`}`,
        );
    });
