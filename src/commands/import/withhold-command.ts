import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { entryNamed, withholdEntry } from "../../campaign/lists/withhold-entry.ts";
import { listIdSchema } from "../../campaign/lists/list-entry.ts";
import { saveList } from "../../content/save-list.ts";
import { UserError } from "../../user-error.ts";
import { asOption, campaignerNamed } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment, type CommonOptions } from "../command-environment.ts";
import { chooseList } from "./choose-list.ts";
import { handWritten } from "./list-surroundings.ts";
import { sourceOption } from "./source-option.ts";

interface WithholdOptions extends CommonOptions {
  readonly source?: string;
  readonly as?: string;
  readonly yes?: true;
}

export const createWithholdCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("withhold", "take somebody down: of a person of a list nothing is kept but the source's id, and no import brings them back")
    .argument("<person>", "by slug or by the source's id")
    .option("--yes", "remove the person's own file in content/prisoners/, too, should there be one")
    .option(...sourceOption)
    .option(...asOption)
    .action(async (word: string, options: WithholdOptions) => {
      await using app = openApp({ ...options, tolerant: true });
      const { campaign, prisoners } = (await app.content()).current();
      campaignerNamed(campaign, options.as);
      const { contentFolder } = app.config;
      const { source, read, list } = await chooseList(contentFolder, options.source);
      const linked = (await handWritten(contentFolder, prisoners.values())).find(
        ({ slug, list: listing }) => listing?.source === source && (listing.id === word || slug === word),
      );
      const entry = entryNamed(list, word) ?? (linked?.list === undefined ? null : entryNamed(list, linked.list.id));
      const isOut = list.entries.some(({ id }) => id === word);
      // An id that is in no list yet is kept out of it, too.
      if (entry === null && !isOut && (linked !== undefined || !/\d/.test(word) || !listIdSchema.safeParse(word).success))
        throw new UserError(`${source} has nobody called ${word}: give the slug or the id that the import shows.`);
      const id = entry?.id ?? word;
      const complaint = await saveList(contentFolder, source, read, withholdEntry(list, id));
      if (complaint !== null) throw new UserError(complaint);
      const file =
        linked ??
        (await handWritten(contentFolder, prisoners.values())).find(({ list: listing }) => listing?.source === source && listing.id === id);
      const path = file === undefined ? null : join(contentFolder, "prisoners", `${file.slug}.yaml`);
      if (path !== null && options.yes === true) await rm(path, { force: true });
      if (options.json === true) io.json({ source, withheld: id, file: path, removed: path !== null && options.yes === true });
      else {
        io.print(`Of ${id} nothing but the id is left in content/lists/${source}.jsonl; what git keeps of it is for you to remove.`);
        if (path !== null) io.print(options.yes === true ? `${path} is removed.` : `${path} still names the person: remove it, too.`);
      }
    });
