import type { Command } from "commander";
import { unnamedEntries, waitingEntries } from "../../campaign/lists/admit-entries.ts";
import { isWithheld } from "../../campaign/lists/list-entry.ts";
import { asOfList, type ListImport, type PersonList } from "../../campaign/lists/person-list.ts";
import { commonCommand, type CommandEnvironment, type CommonOptions } from "../command-environment.ts";
import { openLists } from "./choose-list.ts";

const asJson = ({ header, imports, entries }: PersonList) => ({
  source: header.list,
  counter: header.counter,
  asOf: imports.at(-1)?.asOf ?? null,
  people: entries.filter((entry) => !isWithheld(entry)).length,
  withheld: entries.filter(isWithheld).length,
  inDoubt: entries.filter((entry) => !isWithheld(entry) && entry.doubt !== undefined).length,
  waiting: waitingEntries({ header, imports, entries }).map(({ id }) => id),
  unnamed: unnamedEntries({ header, imports, entries }).map(({ id }) => id),
  imports: imports.map(({ before, first, tail: _tail, women, journalists, ...one }) => ({
    ...one,
    women: women ?? null,
    journalists: journalists ?? null,
    canUndo: before !== undefined || first === true,
  })),
});

const figure = (count: number): string => count.toLocaleString("en");

const drawImport = ({ import: number, asOf, rows, active, women, journalists, by, applied, at }: ListImport): string => {
  const figures = [
    `${figure(rows)} rows`,
    `${figure(active)} in prison`,
    ...(women === undefined ? [] : [`${figure(women)} women`]),
    ...(journalists === undefined ? [] : [`${figure(journalists)} journalists`]),
  ];
  const who = by === null ? "" : ` by ${by}`;
  return `  ${number}  as of ${asOf}: ${figures.join(", ")}; ${applied.length === 0 ? "nothing" : applied.join(", ")} applied on ${at.slice(0, 10)}${who}`;
};

/** The daily job makes one a day. */
const mostShown = 30;

const draw = (list: PersonList): string => {
  const { source, people, withheld, inDoubt, waiting, unnamed } = asJson(list);
  const more = [
    ...(inDoubt === 0 ? [] : [`${figure(inDoubt)} in doubt`]),
    ...(waiting.length === 0 ? [] : [`${figure(waiting.length)} waiting to be let into posts`]),
    ...(unnamed.length === 0
      ? []
      : [`${figure(unnamed.length)} who may be withheld, shown nowhere until named with admit: ${unnamed.join(", ")}`]),
    ...(withheld === 0 ? [] : [`${figure(withheld)} taken down`]),
  ];
  return [
    `${source}: ${figure(people)} people as of ${asOfList(list) ?? "no day"}${more.length === 0 ? "" : ` (${more.join(", ")})`}`,
    ...(list.imports.length > mostShown ? [`  … ${figure(list.imports.length - mostShown)} earlier ones: --json shows them`] : []),
    ...list.imports.slice(-mostShown).map(drawImport),
  ].join("\n");
};

const shape = `
Shape of --json:
  [{"source", "counter", "asOf" or null, "people", "withheld", "inDoubt", "waiting": [ID], "unnamed": [ID],
    "imports": [{"import", "at", "asOf", "by" or null, "layout", "rows", "active", "women" or null, "journalists" or null, "applied": [KIND], "canUndo"}]}]`;

export const createListImportsCommand = ({ io, openApp }: CommandEnvironment): Command =>
  commonCommand("list", "which lists there are, and what each import counted")
    .addHelpText("after", shape)
    .action(async (options: CommonOptions) => {
      await using app = openApp({ ...options, tolerant: true });
      const lists = await openLists(app.config.contentFolder);
      if (options.json === true) io.json(lists.map(({ list }) => asJson(list)));
      else if (lists.length === 0) io.print("content/lists/ has no list.");
      else for (const { list } of lists) io.print(draw(list));
    });
