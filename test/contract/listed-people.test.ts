import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { holdBack } from "../../jobs/hold-back.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import { dispatchDue } from "../../jobs/dispatch-due.ts";
import { approvePost } from "../../src/decisions/approve-post.ts";
import { joinLists } from "../../src/campaign/lists/join-lists.ts";
import type { ListedEntry } from "../../src/campaign/lists/list-entry.ts";
import type { PrisonerFile } from "../../src/campaign/prisoner.ts";
import { addOwnPost } from "../../src/decisions/add-own-post.ts";
import { basisOf } from "../../src/campaign/own/basis-of.ts";
import { PublishError } from "../../src/delivery/publish-error.ts";
import { aCampaign } from "../unit/campaign/anniversaries/an-anniversary-plan.ts";
import { aFile, aList, anEntry } from "../unit/campaign/lists/a-listed-person.ts";
import { outboxOf } from "./publisher-stages.ts";
import { openOccasions } from "./occasions-fixture.ts";

const today = "2026-11-21";
const noon = "2026-11-21T10:00:00Z";
const anna = `profile/anna-example`;
const boris = `profile/boris-other`;

let scene: Awaited<ReturnType<typeof openOccasions>>;
beforeAll(async () => {
  scene = await openOccasions();
});
afterAll(async () => scene[Symbol.asyncDispose]());
beforeEach(async () => {
  await scene.empty();
  scene.campaign = aCampaign({ peopleZone: "Europe/Minsk", anniversaries: { enabled: false } });
  scene.at(`${today}T05:00:00Z`);
});

/** What the next reading of the content makes of an import that was applied. */
const read = (entries: readonly ListedEntry[], files: readonly PrisonerFile[] = []): void => {
  scene.prisoners = new Map(joinLists(files, [aList(entries)]).prisoners);
};
const reasonOf = async (id: string): Promise<string | null> => (await scene.store.posts.find(`${today}/${id}`))?.reason ?? null;
const sentOf = async (): Promise<string[]> => [...(await scene.said()).keys()];

const freed = { doubt: "freed" } as const;
const other = anEntry("9", "boris-other");

describe("a list that changes stops what waits, from the next asking on", () => {
  test("in the plan: the post is held with who says what, and the next in turn takes the day", async () => {
    read([anEntry("1", "anna-example"), other]);
    await planPosts.run(scene.context);
    expect(await scene.ofDay(today)).toEqual([`${anna} scheduled`]);

    read([anEntry("1", "anna-example", freed), other]);
    await planPosts.run(scene.context);
    expect(await scene.ofDay(today)).toEqual([`${anna} held`, `${boris} scheduled`]);
    expect(await reasonOf(anna)).toMatch(
      /^Anna Example: Viasna, as of 2026-11-20, says that the person was freed, and nobody has applied that\./,
    );
    expect(scene.notices.map(({ text }) => text).join("\n")).toContain("What is recorded of Anna Example has changed");

    read([anEntry("1", "anna-example"), other]);
    await planPosts.run(scene.context);
    expect(await scene.ofDay(today)).toEqual([`${anna} scheduled`]);
  });

  test("at the dispatch: nothing of the plan made before goes out", async () => {
    read([anEntry("1", "anna-example"), other]);
    await planPosts.run(scene.context);
    read([anEntry("1", "anna-example", freed), other]);
    scene.at(noon);
    await dispatchDue.run(scene.context);
    await scene.deliver();
    expect(await sentOf()).toEqual([`${boris}@bluesky`, `${boris}@telegram`]);
    expect(await reasonOf(anna)).toContain("was freed");
  });

  test("in a delivery that waits for a network, and right before it is sent", async () => {
    read([anEntry("1", "anna-example"), other]);
    const away = (network: "bluesky" | "telegram") => ({
      ...outboxOf(network),
      publish: async () => {
        throw new PublishError("unavailable", "the server is away");
      },
    });
    scene.publishers.set("bluesky", away("bluesky")).set("telegram", away("telegram"));
    await planPosts.run(scene.context);
    scene.at(noon);
    await dispatchDue.run(scene.context);
    expect(await scene.ofDay(today)).toEqual([`${anna} dispatched`]);

    read([anEntry("1", "anna-example", { status: "former", admitted: undefined }), other]);
    scene.publishers.clear();
    scene.at("2026-11-21T10:30:00Z");
    await scene.deliver();
    await holdBack.run(scene.context);
    scene.at("2026-11-21T11:30:00Z");
    await scene.deliver();
    expect(await sentOf()).toEqual([]);
  });

  test("taken down, it is in no plan and no delivery, and nothing names them", async () => {
    read([anEntry("1", "anna-example"), other]);
    await planPosts.run(scene.context);
    read([{ id: "1", withheld: true }, other]);
    scene.notices = [];
    scene.at(noon);
    await scene.minute();
    expect(await sentOf()).toEqual([`${boris}@bluesky`, `${boris}@telegram`]);
    expect(scene.notices.map(({ text }) => text).join("\n")).not.toMatch(/anna/i);
  });

  test("against the person's own file, with both said", async () => {
    const file = aFile("anna-example", { listed: { viasna: "1" } });
    read([anEntry("1", "anna-example"), other], [file]);
    await planPosts.run(scene.context);
    read([anEntry("1", "anna-example", { status: "former", released: "2026-11-19" }), other], [file]);
    await planPosts.run(scene.context);
    expect(await scene.ofDay(today)).toEqual([`${anna} held`, `${boris} scheduled`]);
    expect(await reasonOf(anna)).toMatch(
      /prisoners\/anna-example\.yaml says that the person is in prison, checked 2026-11-01; Viasna, as of 2026-11-20, says that the person was freed \(2026-11-19\)/,
    );
  });
});

describe("whom no campaigner has let into posts", () => {
  const born = "1980-11-21";

  test("is in no profile, no anniversary, no count of days and no joint post, until somebody lets them in", async () => {
    scene.campaign = aCampaign({ peopleZone: "Europe/Minsk", anniversaries: { rules: { "day-count": { days: [1000] } } } });
    const entries = (admitted: string | undefined) =>
      ["1", "2", "3", "4", "5"].map((id) =>
        anEntry(id, `anna-${"abcde".charAt(Number(id) - 1)}`, { born, detained: "2024-02-25", admitted }),
      );
    read(entries(undefined));
    await planPosts.run(scene.context);
    expect(await scene.ofDay(today)).toEqual([]);
    read(entries("2026-11-20"));
    await planPosts.run(scene.context);
    expect((await scene.ofDay(today)).map((line) => line.split("/")[0])).toContain("joint");
  });

  test("is held in a post that a campaigner writes for their day", async () => {
    scene.campaign = aCampaign({ queue: { approval: false } });
    read([anEntry("1", "anna-example", { admitted: undefined })]);
    const about = ["anna-example"];
    const basis = basisOf(about, scene.prisoners);
    const words = { texts: { "*": "Write a letter." }, link: null, image: null, thread: false, author: "Ania", basis, about };
    const { id } = await addOwnPost(scene.context, { at: Temporal.Instant.from(noon), accounts: ["bluesky"], words });
    expect((await scene.store.posts.find(id))?.reason).toContain("no campaigner has let them into posts");
  });

  test("whoever was in posts and is in prison again waits for a campaigner as a new name does", async () => {
    read([anEntry("1", "anna-example", { status: "former", released: "2024-01-01" })]);
    await planPosts.run(scene.context);
    expect(await scene.ofDay(today)).toEqual([`${anna} scheduled`]);
    read([anEntry("1", "anna-example", { admitted: undefined })]);
    scene.at(noon);
    await scene.minute();
    expect(await sentOf()).toEqual([]);
  });
});

test("a release that a list tells of waits for a second source and a campaigner's yes", async () => {
  read([anEntry("1", "anna-example")]);
  await planPosts.run(scene.context);
  read([anEntry("1", "anna-example", { status: "former", released: "2026-11-20" })]);
  await planPosts.run(scene.context);
  const id = "2026-11-20/freed/anna-example";
  expect(await scene.ofDay(today)).toEqual([`${anna} held`]);
  expect((await scene.store.posts.find(id))?.reason).toMatch(
    /one source speaks for the release, and two are needed.*no campaigner has approved it/,
  );
  expect(await approvePost(scene.context, id, "Ania")).toMatchObject({ status: "held" });
  scene.at(noon);
  await scene.minute();
  expect(await sentOf()).toEqual([]);
});
