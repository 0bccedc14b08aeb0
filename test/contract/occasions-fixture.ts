import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { createDeliverPost } from "../../jobs/deliver-post.ts";
import { dispatchDue } from "../../jobs/dispatch-due.ts";
import { holdBack } from "../../jobs/hold-back.ts";
import type { JobContext, News } from "../../jobs/job.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import type { Content } from "../../src/campaign/content.ts";
import type { Count } from "../../src/campaign/count.ts";
import type { MarkedDay } from "../../src/campaign/marked-day.ts";
import type { Petition } from "../../src/campaign/petition.ts";
import { goneBy } from "../../src/campaign/petitions/gone-by.ts";
import type { PetitionsCounted } from "../../src/campaign/petitions/petition-news.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { createPostComposer } from "../../src/compose/compose-post.ts";
import { defaultLimits } from "../../src/compose/limits.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { openStore } from "../../src/store/open-store.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { aCampaign } from "../unit/campaign/anniversaries/an-anniversary-plan.ts";
import { shippedTexts } from "../unit/shipped-content.ts";
import { outboxOf } from "./publisher-stages.ts";
import { idleJobContext } from "./idle-job-context.ts";

/** A campaign whose content, clock and publishers a test moves, over a real database and with the words that Rollcall ships with. */
export const openOccasions = async () => {
  await using closing = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "rollcall-occasions-"));
  closing.defer(() => rm(folder, { recursive: true }));
  await copyMadeDatabase(folder);
  const store = closing.use(await openStore({ dataFolder: folder }));
  const picture = join(folder, "card.png");
  await sharp({ create: { width: 600, height: 315, channels: 3, background: "#123" } })
    .png()
    .toFile(picture);
  const { size } = await stat(picture);
  const composePost = createPostComposer({
    media: { prepare: async ({ alt }) => ({ alt, path: picture, mediaType: "image/png", bytes: size, width: 600, height: 315 }) },
    linkCards: { read: async () => null },
    drawCard: async () => new Uint8Array([1]),
    readImage: async () => new Uint8Array([1]),
  });
  const texts = createTexts(shippedTexts());
  const publishers = new Map<string, Publisher>();

  const scene = {
    store,
    publishers,
    campaign: aCampaign(),
    prisoners: new Map<string, Prisoner>(),
    days: [] as MarkedDay[],
    counts: [] as Count[],
    petitions: new Map<string, Petition>(),
    now: Temporal.Instant.from("2027-06-01T04:00:00Z"),
    notices: [] as News[],
    at: (instant: string): void => {
      scene.now = Temporal.Instant.from(instant);
    },
    counted: undefined as PetitionsCounted | undefined,
    content: (): Content => {
      const content = scene as unknown as Content;
      return scene.counted === undefined ? content : goneBy(content, scene.counted);
    },
    /** Everything that the worker does every minute, in its order. */
    minute: async (): Promise<void> => {
      await planPosts.run(context);
      await dispatchDue.run(context);
      await holdBack.run(context);
      await scene.deliver();
    },
    deliver: async (): Promise<void> => {
      for (const { id } of await store.ledger.open()) await deliver(id);
    },
    ofDay: async (date: string): Promise<string[]> => {
      const day = Temporal.PlainDate.from(date);
      return (await store.posts.between(day, day)).map(({ id, status }) => `${id.slice(11)} ${status}`);
    },
    /** What went out, or would have, of all the posts of a day: `kind/subject@account`, with its text. */
    said: async (): Promise<Map<string, string>> => {
      const rows = await store.pool.query<{ id: string; composed: { parts: { text: string }[] } }>(
        "select id, composed from rollcall.deliveries where state = 'sent' order by id",
      );
      return new Map(rows.rows.map(({ id, composed }) => [id.slice(11), composed.parts.map(({ text }) => text).join("\n")]));
    },
    empty: async (): Promise<void> => {
      await store.pool.query("truncate rollcall.posts cascade");
      scene.notices = [];
      scene.days = [];
      scene.counts = [];
      scene.petitions = new Map();
      scene.campaign = aCampaign();
      publishers.clear();
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
  const context: JobContext = {
    ...idleJobContext(store),
    content: scene.content,
    clock: () => scene.now,
    publisherOf: async (id) => {
      const account = scene.campaign.accounts.find((one) => one.id === id);
      return account === undefined ? null : (publishers.get(id) ?? outboxOf(account.network));
    },
    tell: async (news) => void scene.notices.push(news),
    texts: () => texts,
  };
  const deliver = createDeliverPost({
    ...context,
    texts: () => texts,
    composePost,
    limitsOf: async ({ network }) => defaultLimits[network],
    minIntervalMs: () => 0,
    outcome: async () => {},
  });
  const open = closing.move();
  return Object.assign(scene, { context });
};
