import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { CompareOptions } from "../../campaign/lists/compare-lists.ts";
import { isWithheld } from "../../campaign/lists/list-entry.ts";
import type { ListRow } from "../../campaign/lists/list-row.ts";
import type { PersonList } from "../../campaign/lists/person-list.ts";
import { personPage } from "../../campaign/lists/person-page.ts";
import { notListed, type Prisoner } from "../../campaign/prisoner.ts";
import { listNames, openList } from "../../content/save-list.ts";
import { UserError } from "../../user-error.ts";

/** People who have files of their own. */
export const handWritten = async (folder: string, prisoners: Iterable<Prisoner>): Promise<Prisoner[]> => {
  const files = new Set(await readdir(join(folder, "prisoners")).catch((): string[] => []));
  return [...prisoners].filter(({ slug }) => files.has(`${slug}.yaml`));
};

const personPages = ({ sources }: Prisoner): string[] =>
  Object.values(sources).flatMap(({ url }) => {
    const page = url === undefined ? null : personPage(url);
    return page?.includes("/person/") === true ? [page] : [];
  });

/** The id of each page, of a list and of a file that is to be imported. */
const idsByPage = (list: PersonList | null, rows: readonly ListRow[]): Map<string, string> => {
  const ids = new Map<string, string>();
  for (const one of [...(list?.entries ?? []), ...rows]) {
    const page = "url" in one && typeof one.url === "string" ? personPage(one.url) : null;
    if (page !== null && !ids.has(page)) ids.set(page, one.id);
  }
  return ids;
};

/** What comparing must know of the people outside of a list: those who have files of their own, and those of other lists. */
export const listSurroundings = async (
  folder: string,
  source: string,
  {
    list,
    rows,
    prisoners,
  }: { readonly list: PersonList | null; readonly rows: readonly ListRow[]; readonly prisoners: Iterable<Prisoner> },
): Promise<Pick<CompareOptions, "slugs" | "otherNames" | "withheld">> => {
  const slugs = new Map<string, string | null>();
  const otherNames: string[] = [];
  const withheld = { ids: new Set<string>(), pages: new Set<string>() };
  const idOf = idsByPage(list, rows);
  for (const prisoner of await handWritten(folder, prisoners)) {
    const said = prisoner.listed !== undefined && Object.hasOwn(prisoner.listed, source) ? prisoner.listed[source] : undefined;
    const pages = personPages(prisoner);
    const byPage = pages.flatMap((page) => idOf.get(page) ?? [])[0];
    const id = said === notListed ? null : (said ?? (prisoner.list?.source === source ? prisoner.list.id : byPage) ?? null);
    slugs.set(prisoner.slug, id);
    if (prisoner.consent === "withheld") {
      if (id !== null) withheld.ids.add(id);
      for (const page of pages) withheld.pages.add(page);
    }
    const { latin, be, ru, lacinka } = prisoner.name;
    if (id === null && said !== notListed) otherNames.push(...[latin, be, ru, lacinka].filter((name) => name !== undefined));
  }
  for (const name of await listNames(folder)) {
    if (name === source) continue;
    const read = await openList(folder, name);
    if ("complaint" in read) throw new UserError(read.complaint);
    for (const entry of read.list?.entries ?? []) {
      // Somebody with a file of their own may be in both lists.
      if (isWithheld(entry) || typeof slugs.get(entry.slug) === "string") continue;
      slugs.set(entry.slug, null);
      otherNames.push(...Object.values(entry.names).filter((value) => value !== undefined));
    }
  }
  return { slugs, otherNames, withheld };
};
