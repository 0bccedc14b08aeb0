import { applyDifference } from "../../campaign/lists/apply-difference.ts";
import { changesAgainst } from "../../campaign/lists/changes-against.ts";
import { compareLists, type ListDifference } from "../../campaign/lists/compare-lists.ts";
import { differenceIds, kindsThere } from "../../campaign/lists/difference-ids.ts";
import { unnamedEntries, waitingEntries } from "../../campaign/lists/admit-entries.ts";
import { isWithheld } from "../../campaign/lists/list-entry.ts";
import { newHeader } from "../../campaign/lists/list-settings.ts";
import { asOfList, changeKinds, type ChangeKind, type PersonList } from "../../campaign/lists/person-list.ts";
import { isUnnamed } from "../../campaign/own/unnamed.ts";
import { openList, saveList } from "../../content/save-list.ts";
import { readRows } from "../../lists/read-rows.ts";
import { drawDifference } from "../../terminal/draw-difference.ts";
import { UserError } from "../../user-error.ts";
import { approverNamed } from "../campaigner.ts";
import type { CommandEnvironment, CommonOptions } from "../command-environment.ts";
import { openForeignFile } from "./foreign-file.ts";
import { listSurroundings } from "./list-surroundings.ts";
import { silenceElsewhere } from "./silence-elsewhere.ts";
import { fingerprintOf, keepShown, wasShown } from "./shown-differences.ts";

export interface ImportOptions extends CommonOptions {
  readonly source?: string;
  readonly asOf?: Temporal.PlainDate;
  readonly language?: "en" | "be" | "ru";
  readonly confirmActive?: number;
  readonly confirmRows?: number;
  readonly apply?: true | readonly ChangeKind[];
  readonly as?: string;
  readonly all?: true;
}

const asJson = (source: string, difference: ListDifference, fingerprint: string) => {
  const { file, asOf, refused, lost } = difference;
  return {
    source,
    layout: file.layout,
    asOf,
    rows: file.total,
    active: file.active.total,
    changes: differenceIds(difference),
    refused,
    hidden: file.hidden.length,
    ...(lost.length > 0 && { withheldGone: lost }),
    fingerprint,
  };
};

/** What the shell takes for one word. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

const applyCommand = (named: string, options: ImportOptions): string =>
  [
    "npm run -s rollcall -- import",
    quoted(named),
    ...(options.source === undefined ? [] : ["--source", options.source]),
    ...(options.asOf === undefined ? [] : ["--as-of", options.asOf.toString()]),
    ...(options.language === undefined ? [] : ["--language", options.language]),
    ...(options.confirmActive === undefined ? [] : ["--confirm-active", String(options.confirmActive)]),
    ...(options.confirmRows === undefined ? [] : ["--confirm-rows", String(options.confirmRows)]),
    ...(options.content === undefined ? [] : ["--content", quoted(options.content)]),
    "--apply",
    ...(options.as === undefined ? [] : ["--as", quoted(options.as)]),
  ].join(" ");

/** Whether the list says all of it already, for the same day. */
const isDone = (list: PersonList | null, { changes, toWithhold, file, asOf, unread }: ListDifference): boolean => {
  const last = list?.imports.at(-1);
  const isSame = last?.asOf === asOf && last.rows === file.total && last.active === file.active.total;
  return isSame && changes.length === 0 && toWithhold.size === 0 && unread.size === 0;
};

const howToApply = (named: string, options: ImportOptions, kinds: readonly ChangeKind[]): string => {
  const command = applyCommand(named, options);
  const [first] = kinds;
  return [
    "",
    kinds.length === 0
      ? "Nothing was changed. To have the list speak for that day:"
      : "Nothing was changed. To apply all of it, or with some of the kinds behind --apply only these:",
    `  ${command}`,
    ...(first === undefined || kinds.length === 1 ? [] : [`  ${command.replace(" --apply", ` --apply ${first}`)}`]),
  ].join("\n");
};

const figure = (count: number): string => count.toLocaleString("en");

const describeApplied = (shown: string, list: PersonList, difference: ListDifference, kinds: ReadonlySet<ChangeKind>): string => {
  const ids = differenceIds(difference);
  const what = kindsThere(ids).filter((kind) => kinds.has(kind));
  const counts = what.length === 0 ? "nothing differs" : what.map((kind) => `${figure(ids[kind].length)} ${kind}`).join(", ");
  const inDoubt = list.entries.filter((entry) => !isWithheld(entry) && entry.doubt !== undefined).length;
  const waiting = waitingEntries(list).length;
  const unnamed = unnamedEntries(list).length;
  const namesakes = kinds.has("new") ? difference.sameName.length : 0;
  return [
    `${shown} is as of ${asOfList(list) ?? ""} now, by import ${list.imports.at(-1)?.import ?? 0}: ${counts}.`,
    ...(inDoubt === 0 ? [] : [`${figure(inDoubt)} people are in doubt: nothing is said of where they are until the rest is applied.`]),
    ...(namesakes === 0
      ? []
      : [
          `${figure(namesakes)} have the name of somebody else: \`npm run -s rollcall -- check\` says what to write where it may be one person.`,
        ]),
    ...(unnamed === 0
      ? []
      : [
          `${figure(unnamed)} may be somebody who is withheld, and are shown nowhere: look at each, and name whoever is not with \`npm run -s rollcall -- import admit SLUG\`.`,
        ]),
    ...(waiting === 0
      ? []
      : [
          `${figure(waiting)} people in prison wait to be let into posts: \`npm run -s rollcall -- import admit SLUG\`, or \`… import admit --all\`.`,
        ]),
  ].join("\n");
};

/** Shows what somebody else's file would change, or applies what was shown. */
export const importFile = async (named: string, options: ImportOptions, environment: CommandEnvironment): Promise<void> => {
  const { io } = environment;
  // Before the minutes of work, and before anything is read.
  const kinds = new Set(options.apply === true ? changeKinds : (options.apply ?? []));
  await using app = environment.openApp({ ...options, tolerant: true });
  const { contentFolder, dataFolder } = app.config;
  const { campaign, prisoners } = (await app.content()).current();
  const by = options.apply === undefined ? null : approverNamed(campaign, options.as);
  const today = app.clock().toZonedDateTimeISO(campaign.zone).toPlainDate();
  if (options.asOf !== undefined && Temporal.PlainDate.compare(options.asOf, today) > 0)
    throw new UserError(`--as-of ${options.asOf.toString()} is still to come.`);

  const asking = { website: campaign.website, inRealTime: app.inRealTime, listFetcher: () => app.listFetcher() };
  const foreign = await openForeignFile(named, environment, asking);
  const file = await readRows(foreign.bytes, { today, ...(options.language !== undefined && { language: options.language }) });
  if (file.kind === "refused") throw new UserError(file.reason);
  const source = options.source ?? (file.layout.startsWith("viasna") ? "viasna" : null);
  if (source === null)
    throw new UserError("Say whose list it is, with --source and a short name such as baj: its people are kept under it.");
  const modified = foreign.modified?.toZonedDateTimeISO(campaign.zone).toPlainDate() ?? today;
  const asOf = (options.asOf ?? (Temporal.PlainDate.compare(modified, today) > 0 ? today : modified)).toString();

  const read = await openList(contentFolder, source);
  if ("complaint" in read) throw new UserError(read.complaint);
  const { list, shown } = read;
  const surroundings = await listSurroundings(contentFolder, source, { list, rows: file.rows, prisoners: prisoners.values() });
  const difference = compareLists(list, file, {
    ...surroundings,
    asOf,
    confirmed: { active: options.confirmActive, rows: options.confirmRows },
  });
  if (difference.kind === "refused") throw new UserError(difference.reason);
  const fingerprint = fingerprintOf(contentFolder, source, list, difference);
  const json = asJson(source, difference, fingerprint);

  if (options.apply === undefined || !(await wasShown(dataFolder, fingerprint))) {
    if (options.json === true) io.json(json);
    else {
      const header = list?.header ?? newHeader(source, campaign.lists);
      const against = changesAgainst(difference, header, prisoners.values());
      io.print(drawDifference(difference, source, list, { all: options.all === true, against }));
      if (options.apply === undefined && !isDone(list, difference)) io.print(howToApply(named, options, kindsThere(json.changes)));
    }
    await keepShown(dataFolder, fingerprint);
    if (options.apply !== undefined)
      throw new UserError("Nothing was applied, since this was not shown before: look at it, and say the same again.");
    return;
  }

  if (isDone(list, difference)) {
    if (options.json === true) io.json({ ...json, applied: [], import: null });
    else io.print(`${shown} says all of it already.`);
    return;
  }
  const next = applyDifference(list, difference, {
    kinds,
    header: newHeader(source, campaign.lists),
    at: app.clock(),
    by: by === null || isUnnamed(by) ? null : by,
  });
  const complaint =
    (await silenceElsewhere(contentFolder, list, next, prisoners.values())) ?? (await saveList(contentFolder, source, read, next));
  if (complaint !== null) throw new UserError(complaint);
  const made = next.imports.at(-1);
  if (options.json === true) io.json({ ...json, applied: made?.applied ?? [], import: made?.import ?? null });
  else io.print(describeApplied(shown, next, difference, kinds));
};
