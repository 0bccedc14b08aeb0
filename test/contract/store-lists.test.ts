import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { unwatched, type ListWatch } from "../../src/campaign/lists/list-watch.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const day = Temporal.PlainDate.from("2026-11-21");
const at = Temporal.Instant.from("2026-11-21T05:00:00Z");

for (const home of storeHomes)
  describe.skipIf(!home.here)(`the fetching of lists on ${home.name}`, () => {
    let storeHome: StoreHome;
    beforeAll(async () => {
      storeHome = await home.open();
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(() => storeHome.empty());

    test("is kept with all that is known of it", async () => {
      const { lists } = storeHome.store;
      const watch: ListWatch = {
        askedAt: at,
        tries: 2,
        doneOn: day,
        fetchedAt: at.subtract({ hours: 24 }),
        state: "abc",
        version: { url: "https://source.example/list.csv", validators: { etag: '"v1"' } },
        digest: "def",
        sameSince: day.subtract({ days: 3 }),
        waits: { counts: { freed: 1 }, hidden: 2, refused: 3, people: [{ kind: "freed", id: "215", name: "Іван" }] },
        told: ["freed:215"],
        tellings: 4,
        failedDays: 5,
        failedOn: day,
        failure: "nobody is there",
        refusal: "It is cut off.",
        refusalToldAt: at,
      };
      await lists.change("viasna", () => ({ watch, result: null }));
      await lists.change("baj", (before) => ({ watch: before, result: null }));
      expect(await lists.watches()).toEqual(
        new Map([
          ["baj", unwatched],
          ["viasna", watch],
        ]),
      );
    });

    test("is changed by one after the other", async () => {
      const { lists } = storeHome.store;
      await Promise.all(
        Array.from({ length: 20 }, () =>
          lists.change("viasna", (watch) => ({ watch: { ...watch, tellings: watch.tellings + 1 }, result: null })),
        ),
      );
      expect((await lists.watches()).get("viasna")?.tellings).toBe(20);
    });
  });
