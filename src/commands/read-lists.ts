import type { App } from "../app.ts";
import { waitingEntries } from "../campaign/lists/admit-entries.ts";
import { fetchTime } from "../campaign/lists/fetch-due.ts";
import { fetchedLists, listSeed } from "../campaign/lists/list-settings.ts";
import { createMayName } from "../campaign/lists/may-name.ts";
import { asOfList } from "../campaign/lists/person-list.ts";
import { waitingNow } from "../campaign/lists/waiting-now.ts";
import { listNames, openList } from "../content/save-list.ts";
import type { Store } from "../store/open-store.ts";
import type { ListStatus } from "../terminal/draw-lists.ts";

/** Of the app. */
export interface ListsToRead extends Pick<App, "content" | "clock" | "hasStore"> {
  readonly config: Pick<App["config"], "contentFolder">;
  store(): Promise<Pick<Store, "lists">>;
}

/** How each list stands that is there or is fetched. Whoever is withheld is named in none of it. */
export const readLists = async (app: ListsToRead): Promise<ListStatus[]> => {
  const { campaign, prisoners } = (await app.content()).current();
  const { contentFolder } = app.config;
  const { zone } = campaign;
  const fetched = new Map(fetchedLists(campaign.lists).map((settings) => [settings.source, settings]));
  const names = [...new Set([...(await listNames(contentFolder)), ...fetched.keys()])].sort();
  if (names.length === 0) return [];
  const watches = (await app.hasStore()) ? await (await app.store()).lists.watches() : new Map<string, never>();
  const mayName = createMayName(prisoners.values());
  const local = (instant: Temporal.Instant): string =>
    instant.toZonedDateTimeISO(zone).toString({ timeZoneName: "never", smallestUnit: "second" });
  const today = app.clock().toZonedDateTimeISO(zone).toPlainDate();
  return Promise.all(
    names.map(async (source): Promise<ListStatus> => {
      const settings = fetched.get(source);
      const watch = watches.get(source);
      const read = await openList(contentFolder, source);
      const list = "complaint" in read ? null : read.list;
      const asOf = list === null ? null : asOfList(list);
      return {
        source,
        page: settings?.page ?? list?.header.page ?? null,
        time:
          settings === undefined
            ? null
            : fetchTime(settings.time, listSeed(campaign.website, settings)).toString({ smallestUnit: "minute" }),
        asOf,
        ageDays: asOf === null ? null : Temporal.PlainDate.from(asOf).until(today).days,
        active: list?.imports.at(-1)?.active ?? null,
        toAdmit: list === null ? 0 : waitingEntries(list).length,
        fetchedAt: watch?.fetchedAt == null ? null : local(watch.fetchedAt),
        failure: "complaint" in read ? read.complaint : (watch?.failure ?? null),
        refusal: watch?.refusal ?? null,
        waits: list === null ? null : waitingNow(list, watch, mayName),
      };
    }),
  );
};
