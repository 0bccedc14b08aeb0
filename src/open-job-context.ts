import type { JobContext, News } from "../jobs/job.ts";
import { queuePictures, type App } from "./app.ts";
import { createTakeBack } from "./delivery/take-back.ts";
import { isOnThisMachine } from "./networks/is-on-this-machine.ts";
import { openListRoom } from "./open-list-room.ts";
import { storePicture } from "./keep-picture.ts";
import { UserError } from "./user-error.ts";

export interface JobContextOptions {
  /** Told of what campaigners must learn, when it is news. */
  readonly onNews?: (news: News) => void;
  readonly tellCampaigners?: () => Promise<void>;
  /** Has the content be read again; commands read it at their next start. */
  readonly reread?: () => Promise<void>;
}

/** With another day's clock every rule of time could be talked round, and a post is public today. */
const refuseAnotherDay = async (app: App): Promise<void> => {
  if (app.inRealTime) return;
  const live = (await app.accounts()).filter((account) => account.missing.length === 0 && !isOnThisMachine(account)).map(({ id }) => id);
  if (live.length === 0) return;
  throw new UserError(
    `--now is for trying out: with ${live.join(" and ")} live it would tell the public of another day's facts. Leave it out, or leave the credentials out.`,
  );
};

/** What the jobs need, over an app's parts: the worker runs them by schedule, and commands run the same ones at once. Throws `UserError` where `--now` meets a live account. */
export const openJobContext = async (app: App, options: JobContextOptions = {}): Promise<JobContext> => {
  await refuseAnotherDay(app);
  if (app.workersContent !== null)
    throw new UserError(
      `The running worker goes by the content in ${app.workersContent}, and decisions are made by what it goes by: leave --content and CONTENT_DIR out, or stop the worker first.`,
    );
  const [source, store, composePost] = await Promise.all([app.content(), app.store(), app.composePost()]);
  const { posts, series, ledger, accounts, withdrawals, notices, petitions, lists, hashtags } = store;
  await app.readCounted();
  const publisherOf: JobContext["publisherOf"] = (account) => app.publisher(account);

  const takeBack = createTakeBack({
    ledger,
    withdrawals,
    accounts,
    clock: app.clock,
    publisherOf,
    neutralPost: async ({ account: id, composed }) => {
      const { campaign } = source.current();
      const account = (await app.accounts()).find((one) => one.id === id);
      if (account === undefined) throw new Error(`The account ${id} is not in campaign.yaml.`);
      const own = { ...account, language: composed?.language ?? account.language };
      const limits = await app.limits(account);
      const { parts } = await composePost({ kind: "withdrawn", hasPicture: true, campaign, texts: source.texts(), account: own, limits });
      return { text: parts[0]?.text ?? "", picture: parts[0]?.media[0]?.path ?? "" };
    },
  });

  return {
    content: () => source.current(),
    clock: app.clock,
    posts,
    series,
    ledger,
    accounts,
    withdrawals,
    petitions,
    // Another day's clock would date the count falsely.
    countPetition: app.inRealTime
      ? async (petition, asking) => (await app.petitionCounter())(petition, source.current().campaign.website, asking)
      : null,
    lists,
    listRoom: app.inRealTime ? await openListRoom(app, options.reread ?? (async () => {})) : null,
    readCounted: () => app.readCounted(),
    // Opened only when something is handed over.
    carrier: { hand: async (tickets) => (await app.carrier()).hand(tickets) },
    publisherOf,
    takeBack,
    tell: async (news) => {
      if (await notices.add({ ...news, at: app.clock() })) options.onNews?.(news);
    },
    // The worker's job does it for all.
    tellCampaigners: options.tellCampaigners ?? (async () => {}),
    // Only the worker reads what others say.
    hashtags,
    texts: () => source.texts(),
    keepChart: async (facts) => storePicture(await (await app.press()).drawChart(facts), queuePictures(app.config.dataFolder)),
  };
};
