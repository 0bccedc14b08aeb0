import { describe, expect, test } from "vitest";
import { fetchedLists, listSettingsSchema } from "../../../../src/campaign/lists/list-settings.ts";

const complaints = (lists: object): string[] =>
  listSettingsSchema.safeParse(lists).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];

const mustHave = "must have a page that begins with https:// where fetch is true: it is asked for the list every day";

describe("a list in campaign.yaml", () => {
  test("is fetched only where it says so", () => {
    const lists = { viasna: {}, baj: { page: "https://baj.example/list.csv", fetch: true, time: "23:50" }, bwf: { fetch: false } };
    expect(fetchedLists(listSettingsSchema.parse(lists))).toEqual([{ source: "baj", page: "https://baj.example/list.csv", time: "23:50" }]);
    expect(fetchedLists(undefined)).toEqual([]);
  });

  test("is fetched at half past six, and Viasna's from the page that is known, unless it says otherwise", () => {
    expect(fetchedLists(listSettingsSchema.parse({ viasna: { fetch: true } }))).toEqual([
      { source: "viasna", page: "https://prisoners.spring96.org/en/list", time: "06:30" },
    ]);
  });

  test.each([
    ["without a page", { baj: { fetch: true } }, [`baj.fetch ${mustHave}`]],
    [
      "with a page that anybody on the way can change",
      { viasna: { fetch: true, page: "http://prisoners.spring96.org/en/list" } },
      [`viasna.page ${mustHave}`],
    ],
    ["at no time of day", { viasna: { fetch: true, time: "24:00" } }, ["viasna.time must be a time of day such as 06:30, in quotes"]],
  ])("cannot be fetched %s", (_, lists, expected) => {
    expect(complaints(lists)).toEqual(expected);
  });
});
