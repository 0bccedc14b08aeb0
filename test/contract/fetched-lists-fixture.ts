import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchLists } from "../../jobs/fetch-lists.ts";
import type { JobContext, News } from "../../jobs/job.ts";
import type { ListRoom } from "../../jobs/list-room.ts";
import { admitEntries, waitingEntries } from "../../src/campaign/lists/admit-entries.ts";
import { applyDifference } from "../../src/campaign/lists/apply-difference.ts";
import { compareLists, type ListDifference } from "../../src/campaign/lists/compare-lists.ts";
import type { ListEntry } from "../../src/campaign/lists/list-entry.ts";
import { changeKinds, type ChangeKind, type PersonList } from "../../src/campaign/lists/person-list.ts";
import { unwatched, type ListWatch } from "../../src/campaign/lists/list-watch.ts";
import { readLists } from "../../src/commands/read-lists.ts";
import { openContentSource } from "../../src/content-source.ts";
import { openList, saveList, type ListOnDisk } from "../../src/content/save-list.ts";
import { writeList } from "../../src/content/write-list.ts";
import { openListRoom } from "../../src/open-list-room.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { ListStatus } from "../../src/terminal/draw-lists.ts";
import { createListFetcher } from "../../src/web/list-fetcher.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { openListSource } from "../servers/list-source.ts";
import { syntheticList } from "../synthetic-list.ts";
import { readWhole } from "../unit/lists/read-bytes.ts";
import { writeMachineCsv } from "../write-synthetic-list.ts";
import { idleJobContext } from "./idle-job-context.ts";

const header = { list: "viasna", counter: "Viasna", title: "Viasna: list of political prisoners", page: "https://source.example/en/list" };

const differenceOf = async (list: PersonList | null, csv: string, asOf: string): Promise<ListDifference> => {
  const difference = compareLists(list, await readWhole(csv), { asOf });
  if (difference.kind === "refused") throw new Error(difference.reason);
  return difference;
};

/** A campaign with the first of two weeks of a made-up list imported and everybody let in, a source that gives either week, and a clock that a test moves. */
export const openFetchedLists = async (rows = 420) => {
  await using closing = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "rollcall-fetched-"));
  closing.defer(() => rm(folder, { recursive: true, force: true }));
  const contentFolder = join(folder, "content");
  await cp("content", contentFolder, { recursive: true });
  await rm(join(contentFolder, "lists"), { recursive: true, force: true });
  await mkdir(join(contentFolder, "lists"));
  await mkdir(join(folder, "data"));
  await copyMadeDatabase(join(folder, "data"));
  const store = closing.use(await openStore({ dataFolder: join(folder, "data") }));
  const weeks = { first: syntheticList({ seed: 96, rows }), second: syntheticList({ seed: 96, rows, week: 2 }) };
  const csv = { first: writeMachineCsv(weeks.first.people), second: writeMachineCsv(weeks.second.people) };
  const server = closing.use(await openListSource(csv.first));
  const path = join(contentFolder, "lists", "viasna.jsonl");

  const imported = applyDifference(null, await differenceOf(null, csv.first, "2026-11-20"), {
    kinds: new Set(changeKinds),
    header,
    at: Temporal.Instant.from("2026-11-20T09:00:00Z"),
    by: "Anna",
  });
  const everybody = new Set(waitingEntries(imported).map(({ id }) => id));
  const first = writeList(admitEntries(imported, everybody, Temporal.PlainDate.from("2026-11-20")));

  const scene = {
    store,
    server,
    weeks,
    csv,
    path,
    contentFolder,
    now: Temporal.Instant.from("2026-11-21T05:10:00Z"),
    at: (instant: string): void => void (scene.now = Temporal.Instant.from(instant)),
    website: "https://campaign.example" as string | undefined,
    fetches: true,
    /** What saving answers, in place of saving. */
    complaint: null as string | null,
    /** Whether the content is read again as a worker does, which takes its time. */
    rereads: false,
    notices: [] as News[],
    /** What happens while the source is asked. */
    meanwhile: async (): Promise<void> => {},
    /** Whoever is killed is so at the first of these that is done. */
    dieAt: null as keyof ListRoom | "tell" | "saved" | null,
    empty: async (): Promise<void> => {
      await store.pool.query("truncate rollcall.list_watches, rollcall.notices");
      await writeFile(path, first);
      scene.at("2026-11-21T05:10:00Z");
      scene.notices = [];
      scene.fetches = true;
      scene.complaint = null;
      scene.rereads = false;
      scene.meanwhile = async () => {};
      scene.dieAt = null;
      fetchList = openFetcher();
      scene.website = "https://campaign.example";
      Object.assign(server, { csv: csv.first, mood: "well", robots: null, hasVersions: true });
      server.log.length = 0;
      server.offences.length = 0;
    },
    run: (other: JobContext = context): Promise<string> => fetchLists.run(other),
    /** The job on a day of November, at half past six and some minutes more. */
    onDay: async (day: number): Promise<string> => {
      scene.at(`2026-11-${String(day).padStart(2, "0")}T05:10:00Z`);
      return fetchLists.run(context);
    },
    text: () => readFile(path, "utf8"),
    list: async (): Promise<PersonList> => (await onDisk()).list!,
    entry: async (id: string): Promise<ListEntry | undefined> =>
      (await scene.list()).entries.find((entry): entry is ListEntry => "slug" in entry && entry.id === id),
    /** What a campaigner does at the command line. */
    apply: async (text: string, asOf: string, kinds: readonly ChangeKind[] = changeKinds): Promise<void> => {
      const read = await onDisk();
      const applied = applyDifference(read.list, await differenceOf(read.list, text, asOf), {
        kinds: new Set(kinds),
        header,
        at: scene.now,
        by: "Anna",
      });
      const complaint = await saveList(contentFolder, "viasna", read, applied);
      if (complaint !== null) throw new Error(complaint);
    },
    reload: async (): Promise<void> => {
      source.demandReading();
      const read = await source.reload();
      if (read.kind === "refused") throw new Error(read.faults[0]?.message);
    },
    /** As `status` and the chat show it. */
    shown: async (): Promise<ListStatus> => {
      const [status] = await readLists({
        content: async () => ({ ...source, current: content }),
        clock: () => scene.now,
        config: { contentFolder },
        hasStore: async () => true,
        store: async () => store,
      });
      return status!;
    },
    watch: async (): Promise<ListWatch> => (await store.lists.watches()).get("viasna") ?? unwatched,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
  const onDisk = async (): Promise<ListOnDisk> => {
    const read = await openList(contentFolder, "viasna");
    if ("complaint" in read) throw new Error(read.complaint);
    return read;
  };
  const source = await openContentSource(
    contentFolder,
    () => scene.now,
    async () => {},
  );
  const content = () => {
    const current = source.current();
    const viasna = { page: server.page, fetch: scene.fetches, time: "06:30" };
    return { ...current, campaign: { ...current.campaign, website: scene.website, lists: { viasna } } };
  };
  const openFetcher = () =>
    createListFetcher({
      clock: () => scene.now,
      ports: [server.server.port],
      allowAddress: (address) => address === "127.0.0.1",
      timeLimitMs: 2000,
    });
  let fetchList = openFetcher();
  const die = (at: typeof scene.dieAt): void => {
    if (scene.dieAt === at) throw new Error(`killed at ${at}`);
  };
  const room = await openListRoom(
    {
      clock: () => scene.now,
      config: { contentFolder },
      content: async () => ({ ...source, current: content }),
      listFetcher: async () => fetchList,
    },
    async () => {
      die("reread");
      if (scene.rereads) await scene.reload();
    },
  );
  const listRoom: ListRoom = {
    ...room,
    fetch: async (...asked) => {
      const fetched = await room.fetch(...asked);
      await scene.meanwhile();
      die("fetch");
      return fetched;
    },
    open: async (name) => {
      const hand = await room.open(name);
      if ("complaint" in hand) return hand;
      return {
        ...hand,
        save: async (next) => {
          if (scene.complaint !== null) return scene.complaint;
          const complaint = await hand.save(next);
          die("saved");
          return complaint;
        },
      };
    },
  };
  const context: JobContext = {
    ...idleJobContext(store),
    clock: () => scene.now,
    content,
    listRoom,
    tell: async (news) => {
      if (await store.notices.add({ ...news, at: scene.now })) scene.notices.push(news);
      die("tell");
    },
  };
  const open = closing.move();
  return Object.assign(scene, { context, content });
};
