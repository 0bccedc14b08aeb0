import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { App } from "../app.ts";
import { fetchedLists, listSeed } from "../campaign/lists/list-settings.ts";
import { fetchTime } from "../campaign/lists/fetch-due.ts";
import { openList } from "../content/save-list.ts";

interface ListFinding {
  readonly source: string;
  readonly ok: boolean;
  readonly message: string;
}

const mayWrite = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  );

/** Whether the daily job has here what it needs for each list that it fetches. No source is asked: that is done once a day. */
export const checkFetchedLists = async (
  app: Pick<App, "content"> & { readonly config: Pick<App["config"], "contentFolder"> },
): Promise<ListFinding[]> => {
  const { campaign } = (await app.content()).current();
  const { contentFolder } = app.config;
  const folder = join(contentFolder, "lists");
  const isWritable = await mayWrite(folder);
  return Promise.all(
    fetchedLists(campaign.lists).map(async (settings): Promise<ListFinding> => {
      const { source, page, time } = settings;
      const fault = (message: string): ListFinding => ({ source, ok: false, message });
      if (campaign.website === undefined)
        return fault("is not fetched: campaign.yaml has no website, and no source is asked without saying who can be written to.");
      const read = await openList(contentFolder, source);
      if ("complaint" in read) return fault(`is not fetched: ${read.complaint}`);
      if (read.list === null || read.list.imports.length === 0)
        return fault(`is not fetched before its first import: \`npm run -s rollcall -- import '${page}'\` shows what there is.`);
      if (!isWritable)
        return fault(
          `could not be written: let the user that runs Rollcall write into ${folder}, or whoever is freed is spoken of as before.`,
        );
      const at = fetchTime(time, listSeed(campaign.website, settings)).toString({ smallestUnit: "minute" });
      return { source, ok: true, message: `is fetched every day at ${at} from ${new URL(page).hostname}.` };
    }),
  );
};
