import type { ListedEntry, ListEntry } from "../../../../src/campaign/lists/list-entry.ts";
import type { PersonList } from "../../../../src/campaign/lists/person-list.ts";
import { listedPrisonerSchema, type PrisonerFile } from "../../../../src/campaign/prisoner.ts";

const nameFrom = (slug: string): string =>
  slug
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");

/** Somebody who is in prison, let into posts, with a page of their own at Viasna. */
export const anEntry = (id: string, slug: string, changes: Partial<ListEntry> = {}): ListEntry => ({
  id,
  slug,
  url: `https://prisoners.spring96.org/en/person/${slug}`,
  names: { en: nameFrom(slug) },
  status: "active",
  admitted: "2026-11-01",
  ...changes,
});

/** Viasna's list as of 20 November 2026. */
export const aList = (
  entries: readonly ListedEntry[],
  changes: { readonly source?: string; readonly asOf?: string; readonly at?: string } = {},
): PersonList => {
  const { source = "viasna", asOf = "2026-11-20", at = `${asOf}T09:00:00Z` } = changes;
  return {
    header: {
      list: source,
      counter: source === "viasna" ? "Viasna" : source.toUpperCase(),
      title: `${source === "viasna" ? "Viasna" : source.toUpperCase()}: list of political prisoners`,
      page: "https://prisoners.spring96.org/en/list",
    },
    imports: [
      {
        import: 1,
        at,
        asOf,
        by: null,
        layout: "viasna",
        rows: entries.length,
        active: 1180,
        women: 160,
        applied: ["new"],
        tail: [],
        first: true,
      },
    ],
    entries,
  };
};

/** What stands in `prisoners/<slug>.yaml`: whole, in prison and checked on 1 November 2026, with whatever the test changes. */
export const aFile = (slug: string, changes: Record<string, unknown> = {}): PrisonerFile => ({
  ...listedPrisonerSchema.parse({
    name: { latin: nameFrom(slug) },
    status: { kind: "imprisoned", checked: "2026-11-01", sources: ["press"] },
    consent: "public",
    sources: { press: { title: "Press: a report" } },
    ...changes,
  }),
  slug,
});

/** What stands in a file that leaves to a list whatever a list says. */
export const aPartialFile = (slug: string, fields: Record<string, unknown>): PrisonerFile => ({
  ...listedPrisonerSchema.parse(fields),
  slug,
});
