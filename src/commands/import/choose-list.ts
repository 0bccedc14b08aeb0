import type { PersonList } from "../../campaign/lists/person-list.ts";
import { listNames, openList, type ListOnDisk } from "../../content/save-list.ts";
import { UserError } from "../../user-error.ts";

export interface ChosenList {
  readonly source: string;
  readonly read: ListOnDisk;
  readonly list: PersonList;
}

/** All lists of a campaign. Throws `UserError` where one cannot be read. */
export const openLists = async (folder: string): Promise<ChosenList[]> => {
  const lists: ChosenList[] = [];
  for (const source of await listNames(folder)) {
    const read = await openList(folder, source);
    if ("complaint" in read) throw new UserError(read.complaint);
    if (read.list !== null) lists.push({ source, read, list: read.list });
  }
  return lists;
};

/** The list that is meant: the one with this name, or the only one. */
export const chooseList = async (folder: string, named: string | undefined): Promise<ChosenList> => {
  const names = await listNames(folder);
  if (names.length === 0) throw new UserError("content/lists/ has no list yet: `npm run -s rollcall -- import FILE` makes one.");
  if (named === undefined && names.length > 1)
    throw new UserError(`Say which list, with --source and one of these names: ${names.join(", ")}.`);
  const source = named ?? names[0] ?? "";
  if (!names.includes(source)) throw new UserError(`content/lists/ has no list ${source}: it has ${names.join(", ")}.`);
  const read = await openList(folder, source);
  if ("complaint" in read) throw new UserError(read.complaint);
  if (read.list === null) throw new UserError(`content/lists/${source}.jsonl is gone: look again.`);
  return { source, read, list: read.list };
};
