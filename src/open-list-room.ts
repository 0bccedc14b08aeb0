import { createHash } from "node:crypto";
import type { ListRoom } from "../jobs/list-room.ts";
import type { App } from "./app.ts";
import { compareLists } from "./campaign/lists/compare-lists.ts";
import { ListNotFetched } from "./campaign/lists/list-not-fetched.ts";
import { listSurroundings } from "./commands/import/list-surroundings.ts";
import { silenceElsewhere } from "./commands/import/silence-elsewhere.ts";
import { openList, saveList } from "./content/save-list.ts";
import { UserError } from "./user-error.ts";

const digestOf = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\n");
  return hash.digest("hex");
};

async function* inOnePiece(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

/** The lists in the content folder, and the way to where they come from. */
export const openListRoom = async (
  app: Pick<App, "content" | "clock" | "listFetcher"> & { readonly config: Pick<App["config"], "contentFolder"> },
  reread: () => Promise<void>,
): Promise<ListRoom> => {
  const source = await app.content();
  const { contentFolder } = app.config;
  const withheldNow = (): string =>
    [...source.current().prisoners.values()].flatMap(({ slug, consent }) => (consent === "withheld" ? [slug] : [])).join();
  return {
    reread,
    open: async (name) => {
      const read = await openList(contentFolder, name);
      if ("complaint" in read) return read;
      const { list } = read;
      return {
        list,
        state: digestOf(read.text ?? "", withheldNow()),
        compare: async (file, asOf) => {
          try {
            const { prisoners } = source.current();
            const surroundings = await listSurroundings(contentFolder, name, { list, rows: file.rows, prisoners: prisoners.values() });
            return compareLists(list, file, { ...surroundings, asOf });
          } catch (error) {
            if (error instanceof UserError) return { kind: "refused", reason: error.message };
            throw error;
          }
        },
        save: async (next) =>
          (await silenceElsewhere(contentFolder, list, next, source.current().prisoners.values())) ??
          saveList(contentFolder, name, read, next),
      };
    },
    fetch: async (page, known) => {
      const { website, zone } = source.current().campaign;
      if (website === undefined)
        throw new ListNotFetched("campaign.yaml has no website, and no source is asked without saying who can be written to", false);
      const fetchList = await app.listFetcher();
      const { isPassingRefusal } = await import("./web/is-passing-refusal.ts");
      const fetched = await fetchList(page, website, known).catch((error: unknown) => {
        const passing = isPassingRefusal(error);
        throw passing === null ? error : new ListNotFetched((error as Error).message, passing, { cause: error });
      });
      if (fetched.kind === "unchanged") return { kind: "same" };
      const { readRows } = await import("./lists/read-rows.ts");
      const today = app.clock().toZonedDateTimeISO(zone).toPlainDate();
      const file = await readRows(inOnePiece(fetched.data), { today });
      return { kind: "file", file, version: fetched.known, digest: digestOf(fetched.data) };
    },
  };
};
