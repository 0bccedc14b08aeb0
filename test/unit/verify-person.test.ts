import { expect, test } from "vitest";
import { readContent } from "../../src/content/read-content.ts";
import { writeList } from "../../src/content/write-list.ts";
import { verifyPerson } from "../../src/decisions/verify-person.ts";
import { aList, anEntry } from "./campaign/lists/a-listed-person.ts";
import { writeCampaign } from "./content/campaign-folder.ts";

const clock = () => Temporal.Instant.from("2026-11-21T09:00:00Z");

test("what was looked up is held, and that is said, as long as any list that is as new says otherwise", async () => {
  await using campaign = await writeCampaign({
    "prisoners/vera-listed.yaml": '# yaml-language-server: $schema=../schema/prisoner.json\nlisted: { viasna: "1", baj: "7" }\n',
    "lists/viasna.jsonl": writeList(aList([anEntry("1", "vera-listed")], { asOf: "2026-11-18" })),
    "lists/baj.jsonl": writeList(
      aList([anEntry("7", "vera", { url: undefined, names: { en: "Vera Listed" }, status: "former", released: "2026-11-01" })], {
        source: "baj",
      }),
    ),
  });
  const verify = async (on: string) => {
    const { content } = await readContent(campaign.path, { messages: {} });
    const seen = { kind: "imprisoned" as const, on, url: "https://example.org/vera", title: undefined, since: undefined, how: undefined };
    return (await verifyPerson("vera-listed", seen, { content: content!, clock })).held;
  };
  expect(await verify("2026-11-19")).toContain("BAJ, as of 2026-11-20, says that the person was freed");
  expect(await verify("2026-11-21")).toBeNull();
});
