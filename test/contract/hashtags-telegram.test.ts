import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HashtagStore } from "../../src/campaign/hashtags/hashtag-store.ts";
import { createChannelCounter } from "../../src/tracking/telegram/channel-counter.ts";
import { createBotApi } from "../../src/telegram/bot-api.ts";
import { watchChannels } from "../../src/telegram/channels/watch-channels.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import { startReadersStage, type ReadersStage } from "./readers-fixture.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const chat = { id: -1_001_234_567_890, type: "channel", title: "News", username: "Listed_news" };
const tagged = (text: string, ...tags: string[]) => ({
  text,
  entities: tags.map((tag) => ({ type: "hashtag", offset: text.indexOf(tag), length: tag.length })),
});

for (const home of storeHomes) {
  describe.skipIf(!home.here)(`hashtags of channels in Telegram on ${home.name}`, () => {
    let storeHome: StoreHome;
    let store: HashtagStore;
    let stage: ReadersStage;

    beforeAll(async () => {
      storeHome = await home.open();
      store = storeHome.store.hashtags;
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(async () => {
      await storeHome.store.pool.query(
        "truncate rollcall.hashtag_counts, rollcall.hashtag_coverage, rollcall.hashtag_posts, rollcall.hashtag_salts",
      );
    });

    const channels = () => ["@listed_news", "@elsewhere"];
    const open = async (): Promise<ReadersStage> => {
      stage = await startReadersStage();
      const counter = createChannelCounter({ channels, hashtags: () => ["#FreeViasna", "#FreeMarfa"], store, clock: stage.clock });
      stage.start(stage.open({ channels: { names: channels, ...counter } }));
      return stage;
    };
    const seconds = (): number => Math.floor(stage.clock().epochMilliseconds / 1000);
    const post = (id: number, content: object, more: object = {}): Promise<unknown> =>
      stage.server.pushUpdate({ channel_post: { message_id: id, date: seconds(), chat, sender_chat: chat, ...content, ...more } });
    const edit = (id: number, date: number, content: object): Promise<unknown> =>
      stage.server.pushUpdate({ edited_channel_post: { message_id: id, date, edit_date: seconds(), chat, sender_chat: chat, ...content } });
    const totals = async (): Promise<Record<string, number>> => {
      const sums: Record<string, number> = {};
      for (const { tag, network, count } of await store.counts(0)) sums[`${network} ${tag}`] = (sums[`${network} ${tag}`] ?? 0) + count;
      return sums;
    };

    test("a hashtag counts where it is marked as one, in text or caption, once, and as edits leave it", async () => {
      await using _stage = await open();
      await post(1, tagged("🕯 #FREEviasna and #FreeViasna", "#FREEviasna", "#FreeViasna"));
      await post(1, tagged("🕯 #FREEviasna and #FreeViasna", "#FREEviasna", "#FreeViasna"));
      await post(2, { text: "not marked: #FreeViasna" });
      await post(3, { caption: "#FreeMarfa@Listed_news", caption_entities: [{ type: "hashtag", offset: 0, length: 22 }] });
      await post(4, tagged("#FreeViasnaNow", "#FreeViasnaNow"));
      await post(5, tagged("#FreeViasna", "#FreeViasna"), { forward_origin: { type: "channel" } });
      await post(6, tagged("#FreeMarfa", "#FreeMarfa"), { chat: { ...chat, id: -1_009_999, username: "Other_news" } });
      await post(7, tagged("#FreeViasna", "#FreeViasna"));
      await expect.poll(totals).toEqual({ "telegram freeviasna": 2, "telegram freemarfa": 1 });
      const date = seconds();
      await edit(7, date, tagged("#FreeMarfa", "#FreeMarfa"));
      await edit(2, date, tagged("#FreeViasna", "#FreeViasna"));
      await edit(8, date - 9 * 86_400, tagged("#FreeViasna", "#FreeViasna"));
      await post(9, tagged("#FreeMarfa", "#FreeMarfa"));
      await expect.poll(totals).toEqual({ "telegram freeviasna": 2, "telegram freemarfa": 3 });
    });

    test("of two versions the later edit stands, whichever comes first, and counts in its hour", async () => {
      const noon = Temporal.Instant.from("2026-12-01T12:00:00Z");
      const counter = createChannelCounter({ channels, hashtags: () => ["#FreeViasna", "#FreeMarfa"], store, clock: () => noon });
      const version = (hashtag: string, hour: number) => ({
        channel: "@Listed_news",
        id: "telegram/1/1",
        madeAt: noon.subtract({ hours: 9 }),
        editedAt: hour === 9 ? null : noon.subtract({ hours: hour }),
        hashtags: [hashtag],
      });
      for (const each of [version("FreeViasna", 9), version("FreeMarfa", 2), version("FreeViasna", 5), version("FreeViasna", 9)])
        await counter.hear(each);
      expect(await store.counts(0)).toEqual([
        { tag: "freemarfa", network: "telegram", hour: noon.epochMilliseconds / 3_600_000 - 2, count: 1 },
      ]);
    });

    test("what the database does not take is counted when it does, and until then nothing is said to be seen", async () => {
      const noon = Temporal.Instant.from("2026-12-01T12:00:00Z");
      let fails = true;
      const failing: HashtagStore["change"] = (...args) => (fails ? Promise.reject(new Error("gone")) : store.change(...args));
      const own = { channels, hashtags: () => ["#FreeMarfa"], store: { ...store, change: failing }, clock: () => noon };
      const counter = createChannelCounter(own);
      const listed = (id: number) => ({ channel: "@listed_news", id: `1/${id}`, madeAt: noon, editedAt: null, hashtags: ["FreeMarfa"] });
      await expect(counter.hear(listed(1))).rejects.toThrow("gone");
      await expect(counter.hear(listed(2))).rejects.toThrow("gone");
      await expect(counter.watched(["@listed_news"], noon, noon.add({ minutes: 10 }))).rejects.toThrow("gone");
      fails = false;
      await counter.hear(listed(3));
      expect(await totals()).toEqual({ "telegram freemarfa": 3 });
      expect(await store.coverage()).toEqual([]);
      await counter.watched(["@listed_news"], noon.add({ minutes: 10 }), noon.add({ minutes: 20 }));
      expect((await store.coverage()).map(({ from }) => from.equals(noon.add({ minutes: 10 })))).toEqual([true]);
    });

    test("nothing of a post, its channel's number or whoever wrote it is kept or logged", async () => {
      await using _stage = await open();
      await post(41_417, tagged("A secret word #FreeViasna", "#FreeViasna"), { author_signature: "Somebody Signed" });
      await expect.poll(totals).toEqual({ "telegram freeviasna": 1 });
      const { rows } = await storeHome.store.pool.query<{ row: string }>(
        "select to_json(p)::text as row from rollcall.hashtag_posts p union all select to_json(c)::text from rollcall.hashtag_counts c",
      );
      const kept = JSON.stringify([rows, stage.logged]);
      for (const word of ["secret", "Signed", "1234567890", "41417"]) expect(kept).not.toContain(word);
    });

    test("only of channels in which the bot stays a member is it said that they are seen", async () => {
      await using server = await startTelegramServer();
      server.addChannel("listed_news");
      let now = Temporal.Instant.from("2026-12-01T12:00:00Z");
      const stop = new AbortController();
      const counter = createChannelCounter({ channels, hashtags: () => [], store, clock: () => now });
      let looks = 0;
      const pause = async (ms: number): Promise<void> => {
        now = now.add({ milliseconds: ms });
        looks += 1;
        if (looks === 2) server.addChannel("elsewhere");
        if (looks === 4) stop.abort();
      };
      const call = createBotApi({ token: server.token, apiRoot: server.url, closed: stop.signal });
      await watchChannels({ call, channels: { names: channels, ...counter }, clock: () => now, pause }, stop.signal);
      const minutes = (at: Temporal.Instant): string => at.toString().slice(11, 16);
      expect((await store.coverage()).map(({ source, from, to, complete }) => [source, minutes(from), minutes(to), complete])).toEqual([
        ["@listed_news", "12:00", "12:30", false],
        ["@elsewhere", "12:20", "12:30", false],
      ]);
    });
  });
}
