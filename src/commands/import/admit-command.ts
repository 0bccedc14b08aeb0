import type { Command } from "commander";
import { admitEntries, unnamedEntries, waitingEntries } from "../../campaign/lists/admit-entries.ts";
import { entryNamed } from "../../campaign/lists/withhold-entry.ts";
import type { PersonList } from "../../campaign/lists/person-list.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import { saveList } from "../../content/save-list.ts";
import { nameOfEntry } from "../../terminal/draw-difference.ts";
import { UserError } from "../../user-error.ts";
import { approverNamed, asOption } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment, type CommonOptions } from "../command-environment.ts";
import { chooseList } from "./choose-list.ts";
import { sourceOption } from "./source-option.ts";

interface AdmitOptions extends CommonOptions {
  readonly source?: string;
  readonly as?: string;
  readonly all?: true;
}

/** Whoever is left out for being maybe somebody else is not let in: on the day on which they are that no more, nobody would look. */
const isThere = (source: string, prisoners: readonly Prisoner[]): ((id: string) => boolean) => {
  const ids = new Set(
    prisoners.flatMap(({ list, listed }) => [
      ...(list?.source === source ? [list.id] : []),
      ...(listed?.[source] === undefined ? [] : [listed[source]]),
    ]),
  );
  return (id) => ids.has(id);
};

const idsOf = (list: PersonList, words: readonly string[], source: string, isThereNow: (id: string) => boolean): string[] =>
  words.map((word) => {
    const entry = entryNamed(list, word);
    if (entry === null) throw new UserError(`${source} has nobody called ${word}: give the slug or the id that the import shows.`);
    if (entry.gone !== undefined) throw new UserError(`${word} is gone from ${source} since ${entry.gone}: ask the source first.`);
    if (entry.status === "np") throw new UserError(`${word} is recognised as no political prisoner by ${source}, and is in no post.`);
    if (entry.mayBeWithheld === undefined && !isThereNow(entry.id))
      throw new UserError(`${word} is left out, and in no post: \`npm run -s rollcall -- check\` says who it may be, and what to write.`);
    return entry.id;
  });

export const createAdmitCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("admit", "let people of a list into posts: until then they are found and counted, and in no post")
    .argument("[people...]", "by slug or by the source's id")
    .option("--all", "everybody who is in prison by the list and waits")
    .option(...sourceOption)
    .option(...asOption)
    .action(async (words: string[], options: AdmitOptions) => {
      if (words.length > 0 === (options.all === true)) throw new UserError("Say who, by slug or id, or --all.");
      await using app = openApp({ ...options, tolerant: true });
      const { campaign, prisoners } = (await app.content()).current();
      approverNamed(campaign, options.as);
      const { contentFolder } = app.config;
      const { source, read, list } = await chooseList(contentFolder, options.source);
      const isThereNow = isThere(source, [...prisoners.values()]);
      const wanted = new Set(
        options.all === true
          ? waitingEntries(list).flatMap(({ id }) => (isThereNow(id) ? [id] : []))
          : idsOf(list, words, source, isThereNow),
      );
      const admitted = list.entries.flatMap((entry) =>
        "slug" in entry && wanted.has(entry.id) && (entry.admitted === undefined || entry.mayBeWithheld !== undefined) ? [entry] : [],
      );
      if (admitted.length > 0) {
        const today = app.clock().toZonedDateTimeISO(campaign.zone).toPlainDate();
        const complaint = await saveList(contentFolder, source, read, admitEntries(list, wanted, today));
        if (complaint !== null) throw new UserError(complaint);
      }
      const unnamed = unnamedEntries(list).filter(({ id }) => !wanted.has(id));
      if (options.json === true) {
        io.json({ source, admitted: admitted.map(({ id }) => id), ...(unnamed.length > 0 && { unnamed: unnamed.map(({ id }) => id) }) });
        return;
      }
      if (options.all === true && unnamed.length > 0)
        io.print(
          `Left out, since each of them may be somebody who is withheld: ${unnamed.map(({ id }) => id).join(", ")}. Look at each, and name one by one whoever is not.`,
        );
      if (admitted.length === 0) io.print("Nobody had to be let in.");
      else
        io.print(
          admitted.length > 20
            ? `${admitted.length.toLocaleString("en")} people of ${source} may be in posts now.`
            : `In posts from now on: ${admitted.map((entry) => `${nameOfEntry(entry)} (${entry.slug})`).join(", ")}.`,
        );
    });
