import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noStanding, withCount } from "../../src/campaign/petitions/petition-count.ts";
import type { PetitionNews } from "../../src/campaign/petitions/petition-news.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const day = Temporal.PlainDate.from("2027-06-01");
const count = { signatures: 450, countedOn: day, countedBy: null, source: "https://petition.example/1" };
const milestone: PetitionNews = { petition: "roses", kind: "milestone", mark: 100, day, count: { signatures: 450, countedOn: day } };

for (const home of storeHomes)
  describe.skipIf(!home.here)(`petitions on ${home.name}`, () => {
    let storeHome: StoreHome;
    beforeAll(async () => {
      storeHome = await home.open();
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(() => storeHome.empty());

    test("are kept with their counts, what is held, their calls and their news", async () => {
      const { petitions } = storeHome.store;
      const askedAt = Temporal.Instant.from("2027-06-01T09:00:00Z");
      const accepted = { ...count, countedBy: "Ania", acceptedBy: "Yan" };
      const held = { ...count, signatures: 1, doubt: "drop" as const, refusedBy: "Yan" };
      const standing = {
        accepted,
        anchor: { signatures: 440, countedOn: day.subtract({ days: 1 }) },
        held,
        platformState: "closed" as const,
        stateOf: "uk-parliament 700000",
        stateAskedAt: askedAt.subtract({ hours: 48 }),
        askedAt,
        askedFor: "count" as const,
        failure: "nobody is there",
        failures: 3,
      };
      await petitions.change("roses", () => ({ standing, news: [milestone], result: null }));
      expect(await petitions.counted()).toEqual({ standings: new Map([["roses", standing]]), news: [milestone] });
    });

    test("keep news as it was first noted", async () => {
      const { petitions } = storeHome.store;
      for (const news of [milestone, { ...milestone, day: day.add({ days: 9 }) }])
        await petitions.change("roses", (standing) => ({ standing, news: [news], result: null }));
      expect((await petitions.counted()).news).toEqual([milestone]);
    });

    test("are changed by one after the other", async () => {
      const { petitions } = storeHome.store;
      await Promise.all(
        Array.from({ length: 20 }, () =>
          petitions.change("roses", (standing, known) => ({
            standing: { ...withCount(standing, { ...count, signatures: standing.failures }), failures: standing.failures + 1 },
            news: [{ ...milestone, mark: known.size + 1 }],
            result: null,
          })),
        ),
      );
      const { standings, news } = await petitions.counted();
      expect(standings.get("roses")?.failures).toBe(20);
      expect(news).toHaveLength(20);
    });

    test("change nothing where a change fails", async () => {
      const { petitions } = storeHome.store;
      const failing = petitions.change("roses", () => {
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await petitions.counted()).toEqual({ standings: new Map(), news: [] });
      expect(await petitions.change("roses", (standing) => ({ standing, news: [], result: standing }))).toEqual(noStanding);
    });
  });
