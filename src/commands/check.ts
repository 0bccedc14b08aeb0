import { formatFault } from "../content/fault.ts";
import { readSettledContent } from "../content/read-settled-content.ts";
import { restlessFault } from "../content-source.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { UserError } from "../user-error.ts";

export const checkCommand: CommandEntry = {
  name: "check",
  usesStore: false,
  create: ({ io, openApp }) =>
    commonCommand("check", "read all of the campaign's content and list every fault, each with its file, line and column")
      .addHelpText(
        "after",
        '\nExit code 0 means that nothing is wrong. Notes (with --json: "note": true) are worth a look: where a person\'s file and a list do not agree, and whom a list has who may be somebody else already.\n\nExample:\n  npm run -s rollcall -- check',
      )
      .action(async (options: CommonOptions) => {
        await using app = openApp(options);
        const today = (options.now ?? app.clock()).toZonedDateTimeISO("Pacific/Kiritimati").toPlainDate();
        const settled = await readSettledContent(app.config.contentFolder, { today });
        const read = settled?.read ?? { content: null, faults: [restlessFault(app.config.contentFolder)] };
        const { content, faults } = read;
        const notes = read.content === null ? [] : read.notes;
        if (options.json === true) io.json([...faults, ...notes.map((note) => ({ ...note, note: true }))]);
        if (content === null) {
          if (options.json !== true) for (const fault of faults) io.print(formatFault(fault));
          throw new UserError(faults.length === 1 ? "1 fault" : `${faults.length} faults`);
        }
        if (options.json === true) return;
        for (const note of notes) io.print(`note: ${formatFault(note)}`);
        const ofLists = [...content.prisoners.values()].filter(({ list }) => list !== undefined).length;
        const figures = [
          `${content.prisoners.size} people${ofLists === 0 ? "" : ` (${ofLists} in lists)`}`,
          `${content.counts.length} counts`,
          `${content.days.length} marked days`,
          `${content.actions.length} actions`,
          `${content.petitions.size} petitions`,
          `texts in ${[...content.texts.keys()].join(", ")}`,
        ];
        io.print(`Nothing is wrong: ${figures.join(", ")}.`);
      }),
};
