import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { entriesElsewhere } from "../../campaign/lists/entries-elsewhere.ts";
import { isWithheld, listIdSchema, type ListEntry } from "../../campaign/lists/list-entry.ts";
import { entryNamed, newlyTakenDown, withholdEntry } from "../../campaign/lists/withhold-entry.ts";
import { notListed, type Prisoner } from "../../campaign/prisoner.ts";
import { saveList } from "../../content/save-list.ts";
import { UserError } from "../../user-error.ts";
import { asOption, campaignerNamed } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment, type CommonOptions } from "../command-environment.ts";
import { chooseList, openLists, type ChosenList } from "./choose-list.ts";
import { linesNaming } from "./lines-naming.ts";
import { handWritten } from "./list-surroundings.ts";
import { sourceOption } from "./source-option.ts";

interface WithholdOptions extends CommonOptions {
  readonly source?: string;
  readonly as?: string;
  readonly yes?: true;
}

interface TakenDown {
  readonly source: string;
  readonly ids: readonly string[];
  /** Who is shown still and may be the same person. */
  readonly namesakes: readonly ListEntry[];
}

/** Takes an id down, and whoever else of the list has the person's page. */
const takeDown = async (folder: string, { source, read, list }: ChosenList, ids: readonly string[]): Promise<TakenDown> => {
  let next = list;
  for (const id of ids) next = withholdEntry(next, id);
  const complaint = await saveList(folder, source, read, next);
  if (complaint !== null) throw new UserError(complaint);
  return { source, ids: [...new Set([...ids, ...newlyTakenDown(list, next)])], namesakes: [] };
};

/** The same person in the other lists, who would be shown by them from now on. */
const takeDownElsewhere = async (
  folder: string,
  source: string,
  {
    people,
    prisoners,
    linked,
  }: { readonly people: readonly ListEntry[]; readonly prisoners: readonly Prisoner[]; readonly linked: Prisoner | undefined },
): Promise<TakenDown[]> => {
  const done: TakenDown[] = [];
  for (const other of await openLists(folder)) {
    if (other.source === source) continue;
    const isShown = (id: string): boolean => prisoners.some(({ list }) => list?.source === other.source && list.id === id);
    const said = linked?.listed?.[other.source];
    const ids = new Set(entriesElsewhere(people, other.list, isShown));
    if (said !== undefined && said !== notListed) ids.add(said);
    const alike = new Set(entriesElsewhere(people, other.list, () => false)).difference(ids);
    const namesakes = other.list.entries.filter((one): one is ListEntry => !isWithheld(one) && alike.has(one.id));
    if (ids.size > 0) done.push({ ...(await takeDown(folder, other, [...ids])), namesakes });
    else if (namesakes.length > 0) done.push({ source: other.source, ids: [], namesakes });
  }
  return done;
};

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
      const first = await takeDown(contentFolder, { source, read, list }, [id]);
      const file =
        linked ??
        (await handWritten(contentFolder, prisoners.values())).find(({ list: listing }) => listing?.source === source && listing.id === id);
      const people = list.entries.filter((one): one is ListEntry => !isWithheld(one) && first.ids.includes(one.id));
      const all = [...prisoners.values()];
      const elsewhere = await takeDownElsewhere(contentFolder, source, { people, prisoners: all, linked: file });
      const taken = [first, ...elsewhere];
      const isTaken = ({ list: listing }: Prisoner): boolean =>
        taken.some((one) => listing?.source === one.source && one.ids.includes(listing.id));
      const path = file === undefined ? null : join(contentFolder, "prisoners", `${file.slug}.yaml`);
      if (path !== null && options.yes === true) await rm(path, { force: true });
      const words = new Set([
        ...people.flatMap(({ slug, names }) => [slug, ...Object.values(names).filter((name) => name !== undefined)]),
        ...all.filter(isTaken).map(({ slug }) => slug),
      ]);
      const named = await linesNaming(contentFolder, [...words], path);
      if (options.json === true)
        io.json({
          source,
          withheld: id,
          ids: first.ids,
          elsewhere: elsewhere.map((one) => ({ ...one, namesakes: one.namesakes.map((other) => other.id) })),
          file: path,
          removed: path !== null && options.yes === true,
          named,
        });
      else {
        for (const { source: of, ids, namesakes } of taken) {
          if (ids.length > 0)
            io.print(
              `Of ${ids.join(" and ")} nothing but the id is left in content/lists/${of}.jsonl; what git keeps of it is for you to remove.`,
            );
          for (const { slug, id: other } of namesakes)
            io.print(
              `${slug} (${other}) of ${of} may be the same person, and is shown still: \`import withhold ${other} --source ${of}\`.`,
            );
        }
        if (named.length > 0)
          io.print(`These lines name the person still, and are for you to mend:\n${named.map((line) => `  ${line}`).join("\n")}`);
        if (path !== null) io.print(options.yes === true ? `${path} is removed.` : `${path} still names the person: remove it, too.`);
      }
    });
