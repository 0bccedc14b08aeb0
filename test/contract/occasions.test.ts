import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { planPosts } from "../../jobs/plan-posts.ts";
import { dispatchDue } from "../../jobs/dispatch-due.ts";
import { tellOfWithheld } from "../../jobs/tell-of-withheld.ts";
import { postBasis } from "../../src/campaign/post-basis.ts";
import { statusBasis } from "../../src/campaign/status-basis.ts";
import { approvePost } from "../../src/decisions/approve-post.ts";
import { cancelPost, holdPost } from "../../src/decisions/stop-post.ts";
import { withdrawPosts } from "../../src/decisions/withdraw-posts.ts";
import { aCampaign, aDay, aPetition, people, somebody } from "../unit/campaign/anniversaries/an-anniversary-plan.ts";
import { openOccasions } from "./occasions-fixture.ts";
import { openStage } from "./publisher-stages.ts";

type Scene = Awaited<ReturnType<typeof openOccasions>>;

let scene: Scene;
beforeAll(async () => {
  scene = await openOccasions();
});
afterAll(() => scene[Symbol.asyncDispose]());

/** 7 June 2027; in Minsk and Vilnius it is three hours later than in UTC. */
const date = "2027-06-07";
const checked = "2027-06-01";
const anna = somebody("anna", "imprisoned", { born: "1980-06-07", detained: "2024-09-10", checked });
const boris = somebody("boris", "released", { detained: "2021-06-01" });
const born = (...slugs: string[]) => slugs.map((slug) => somebody(slug, "imprisoned", { born: "1980-06-07", checked }));

beforeEach(async () => {
  await scene.empty();
  scene.prisoners = people(anna, boris, somebody("clara", "released"), somebody("denis", "released"));
  scene.at(`${date}T03:00:00Z`);
});

const noticesOf = (): string => scene.notices.map(({ text }) => text).join("\n");

describe("a day with a birthday, a round number of days, a marked day and a petition", () => {
  beforeEach(() => {
    scene.days = [aDay("marked", "06-07", { people: ["boris"], title: { en: "A day to remember", be: "Дзень памяці" } })];
    scene.petitions = new Map([["letter", aPetition("letter", { deadline: "2027-06-08", title: { en: "A letter", be: "Ліст" } })]]);
  });

  test("becomes one post of each, and Anna's two occasions one, while somebody else has the profile of the day", async () => {
    await planPosts.run(scene.context);
    expect(await scene.ofDay(date)).toEqual([
      "marked-day/marked scheduled",
      "anniversary/anna scheduled",
      "profile/clara scheduled",
      "petition-deadline/letter scheduled",
    ]);
    for (const hour of ["06:00", "07:00", "09:00", "14:00"]) {
      scene.at(`${date}T${hour}:00Z`);
      await scene.minute();
    }
    const said = await scene.said();
    expect([...said.keys()].sort()).toEqual(
      ["anniversary/anna", "marked-day/marked", "petition-deadline/letter", "profile/clara"].flatMap((id) => [
        `${id}@bluesky`,
        `${id}@telegram`,
      ]),
    );
    expect(said.get("anniversary/anna@bluesky")).toMatch(/47[^]*1,?000/);
    expect(said.get("marked-day/marked@telegram")).toContain("Дзень памяці");
  });

  test.each(["bluesky", "mastodon", "telegram"] as const)(
    "is public once on %s, however often it is planned again and by whom",
    async (network) => {
      await using stage = await openStage[network]();
      const language = network === "telegram" ? "be" : "en";
      scene.campaign = aCampaign({ accounts: [{ id: network, network, language }] });
      scene.publishers.set(network, stage.publisher());
      for (const hour of ["06:00", "06:01", "07:00", "09:00", "14:00", "14:01"]) {
        scene.at(`${date}T${hour}:00Z`);
        stage.rest();
        await planPosts.run(scene.context);
        await dispatchDue.run(scene.context);
        // A second worker comes to the same minute, and the first one's answer is not there yet.
        await Promise.all([scene.minute(), scene.minute()]);
      }
      const posts = await stage.posts();
      expect(posts).toHaveLength(4);
      expect(new Set(posts.map(({ text }) => text)).size).toBe(4);
    },
    60_000,
  );
});

describe("when something changes between the plan and the sending", () => {
  const dispatchAt = async (hour: string): Promise<void> => {
    await planPosts.run(scene.context);
    scene.at(`${date}T${hour}:00Z`);
    await dispatchDue.run(scene.context);
  };

  test("nothing false is said of somebody whose status is another by then", async () => {
    await dispatchAt("07:00");
    expect(await scene.ofDay(date)).toContain("anniversary/anna dispatched");
    scene.prisoners.set("anna", somebody("anna", "unknown", { born: "1980-06-07", detained: "2024-09-10" }));
    await scene.minute();
    expect(await scene.said()).toEqual(new Map());
    expect(noticesOf()).toMatch(/anniversary\/anna@bluesky is held\. .*unknown/);

    // The dead have no birthday: nothing is left to say, however long it waits.
    scene.prisoners.set("anna", somebody("anna", "died", { born: "1980-06-07", since: "2027-06-06" }));
    await scene.minute();
    expect(await scene.said()).toEqual(new Map());

    // What is true again goes out, in words of then.
    scene.prisoners.set("anna", somebody("anna", "released", { born: "1980-06-07", since: "2026-02-03" }));
    await scene.minute();
    expect((await scene.said()).get("anniversary/anna@bluesky")).toMatch(/47[^]*[Rr]eleased|[Rr]eleased[^]*47/);
    expect((await scene.said()).get("anniversary/anna@bluesky")).not.toMatch(/in prison|1,?000/);
  });

  test("nothing shows somebody who is withheld by then, not even an id or a notice", async () => {
    scene.days = [aDay("marked", "06-07", { people: ["anna"] })];
    await dispatchAt("06:00");
    scene.prisoners.set("anna", { ...anna, consent: "withheld" });
    scene.notices = [];
    for (const hour of ["06:01", "07:00", "20:00"]) {
      scene.at(`${date}T${hour}:00Z`);
      await scene.minute();
    }
    expect([...(await scene.said()).keys()]).toEqual(["profile/boris@bluesky", "profile/boris@telegram"]);
    expect(await scene.ofDay(date)).not.toContainEqual(expect.stringMatching(/anna (scheduled|held)/));
    expect(scene.notices.length).toBeGreaterThan(0);
    expect(noticesOf()).not.toMatch(/anna|marked/);
  });

  test("a day whose title alone names them, and a petition for them, are dropped as well", async () => {
    const latin = "Anna Example";
    scene.days = [aDay("thin", "06-07", { title: { en: "Trial of Anna Example", be: "Суд" } })];
    scene.petitions = new Map([["free-anna-example", aPetition("free-anna-example", { deadline: "2027-06-08" })]]);
    await planPosts.run(scene.context);
    expect(await scene.ofDay(date)).toEqual(
      expect.arrayContaining(["marked-day/thin scheduled", "petition-deadline/free-anna-example scheduled"]),
    );
    scene.prisoners.set("anna", { ...anna, name: { latin }, consent: "withheld" });
    scene.notices = [];
    await scene.minute();
    expect(await scene.ofDay(date)).toEqual(["profile/boris scheduled"]);
    expect(noticesOf()).not.toMatch(/anna|thin/i);
  });

  test("a date that was mended takes its post away, and what was edited by hand waits for somebody to look", async () => {
    await planPosts.run(scene.context);
    const id = `${date}/anniversary/anna`;
    const words = { texts: { en: "Ours" }, link: null, image: null, thread: false, author: "Ania", basis: null };
    await scene.store.posts.edit(id, { words, keepsApproval: false }, "Ania");
    scene.prisoners.set("anna", somebody("anna", "imprisoned", { born: "1980-06-09", detained: "2024-09-11", checked }));
    await planPosts.run(scene.context);
    expect(await scene.store.posts.find(id)).toMatchObject({ status: "held", words: { texts: { en: "Ours" } } });
    await cancelPost(scene.context, id, "Ania");
    expect(await scene.ofDay("2027-06-09")).toContain("anniversary/anna scheduled");
  });
});

describe("what campaigners edited or held, of a day that is none any more", () => {
  const words = { texts: { en: "Ours" }, link: null, image: null, thread: false, author: "Ania" };
  const birthday = `${date}/anniversary/eva`;
  const deadline = `${date}/petition-deadline/letter`;
  const letter = aPetition("letter", { deadline: "2027-06-08", title: { en: "A letter", be: "Ліст" } });
  const kept = (id: string) => scene.notices.filter(({ key }) => key.startsWith(`kept:${id}:`));
  const reasonOf = async (id: string) => (await scene.store.posts.find(id))?.reason;

  beforeEach(async () => {
    scene.prisoners = people(...born("eva"), boris);
    scene.petitions = new Map([["letter", letter]]);
    await planPosts.run(scene.context);
    for (const id of [birthday, deadline]) {
      const post = (await scene.store.posts.find(id))!;
      const basis = postBasis(post, scene.content(), scene.now);
      await scene.store.posts.edit(id, { words: { ...words, basis }, keepsApproval: false }, "Ania");
    }
    await planPosts.run(scene.context);
    scene.notices = [];
  });

  test.each([
    [
      "its rule is switched off",
      { rules: { birthday: { enabled: false } } },
      "anniversaries.rules.birthday in campaign.yaml is switched off.",
    ],
    ["all are switched off", { enabled: false }, "anniversaries in campaign.yaml is switched off."],
    [
      "its day is left out by its lead days",
      { rules: { birthday: { leadDays: [3] } } },
      `Nothing that is recorded now asks for it on ${date}.`,
    ],
  ])("is held and told with a true reason when %s, until its time is over", async (_, anniversaries, reason) => {
    scene.campaign = aCampaign({ anniversaries });
    await planPosts.run(scene.context);
    await planPosts.run(scene.context);
    expect(await scene.store.posts.find(birthday)).toMatchObject({ status: "held", reason, words: { texts: { en: "Ours" } } });
    expect(new Set(kept(birthday).map(({ key }) => key)).size).toBe(1);
    expect(kept(birthday)[0]?.text).toMatch(/eva is not in the plan any more.*`queue cancel 2027-06-07\/anniversary\/eva`/);
    expect(kept(birthday)[0]?.text).toContain(reason);
    expect(scene.notices.filter(({ key }) => key.startsWith("changed:eva"))).toEqual([]);
    scene.at("2027-06-08T07:00:00Z");
    await planPosts.run(scene.context);
    expect(await scene.store.posts.find(birthday)).toMatchObject({
      status: "skipped",
      reason: `It was held until its time was over: ${reason}`,
    });
  });

  test("is told of a petition that was closed or has another deadline, and of a person whose date was mended or who died", async () => {
    scene.petitions = new Map([["letter", { ...letter, state: "closed" }]]);
    scene.prisoners = people(somebody("eva", "imprisoned", { born: "1980-06-09", checked }), boris);
    await planPosts.run(scene.context);
    expect(await reasonOf(deadline)).toBe("petitions/letter.yaml says that the petition is closed.");
    expect(await reasonOf(birthday)).toBe(`Nothing that is recorded now asks for it on ${date}.`);
    expect(kept(deadline)).toHaveLength(1);
    scene.petitions = new Map([["letter", { ...letter, deadline: "2027-07-01" }]]);
    await planPosts.run(scene.context);
    expect(await reasonOf(deadline)).toBe(`Nothing that is recorded now asks for it on ${date}.`);
  });

  test("is told where somebody holds it, too, whose reason stays; and is sent as it was when the rule is back", async () => {
    await holdPost(scene.context, birthday, "Yan", undefined);
    scene.campaign = aCampaign({ anniversaries: { enabled: false } });
    await planPosts.run(scene.context);
    expect(await reasonOf(birthday)).toMatch(/^Held by Yan/);
    expect(kept(birthday)[0]?.text).toContain("anniversaries in campaign.yaml is switched off.");
    scene.campaign = aCampaign();
    await planPosts.run(scene.context);
    expect(await scene.store.posts.find(deadline)).toMatchObject({ status: "scheduled", words: { texts: { en: "Ours" } } });
  });
});

describe("of more people than a day has room for", () => {
  const five = ["eva", "fedor", "hanna", "ihar", "jan"];
  const joint = `${date}/joint/anniversaries`;
  beforeEach(() => {
    scene.prisoners = people(...born(...five), boris);
  });

  test("one post names all who may be named at the moment it is sent", async () => {
    await planPosts.run(scene.context);
    expect(await scene.ofDay(date)).toEqual(["joint/anniversaries scheduled", "profile/boris scheduled"]);
    scene.at(`${date}T07:00:00Z`);
    await dispatchDue.run(scene.context);
    scene.prisoners.set("eva", somebody("eva", "unknown", { born: "1980-06-07" }));
    scene.prisoners.set("jan", { ...born("jan")[0]!, consent: "withheld" });
    // Checked anew, but not among those whom the post was handed out for.
    scene.prisoners.set("late", born("late")[0]!);
    await scene.minute();
    const said = await scene.said();
    expect(said.get("joint/anniversaries@telegram")).toMatch(/fedor, hanna, ihar/);
    expect(said.get("joint/anniversaries@telegram")).not.toMatch(/eva|jan|late/);
    // Who was left out has a post of their own, or waits for one.
    expect(await scene.ofDay(date)).toEqual(expect.arrayContaining(["anniversary/eva held", "anniversary/late dispatched"]));
    expect(noticesOf()).not.toContain("jan");
  });

  test("what is public of one who is withheld later is found by their name, taken back, and never shown again", async () => {
    await using stage = await openStage.mastodon();
    scene.campaign = aCampaign({ accounts: [{ id: "mastodon", network: "mastodon", language: "en" }] });
    scene.publishers.set("mastodon", stage.publisher());
    scene.at(`${date}T07:00:00Z`);
    await scene.minute();
    expect(await stage.posts()).toHaveLength(1);
    scene.prisoners.set("jan", { ...born("jan")[0]!, consent: "withheld" });
    scene.notices = [];
    await tellOfWithheld(scene.context);
    expect(noticesOf()).toMatch(/One post is public about somebody who is withheld/);
    expect(noticesOf()).not.toContain("jan");
    expect(await withdrawPosts(scene.context, { kind: "withheld" }, "Ania")).toMatchObject([{ deliveryId: `${joint}@mastodon` }]);
  });

  test("who is held by hand, or was edited, stays a post by themselves; a joint post that is held stays one", async () => {
    scene.prisoners = people(...born("eva", "fedor", "hanna"), boris);
    await planPosts.run(scene.context);
    await holdPost(scene.context, `${date}/anniversary/eva`, "Ania", "the family asks");
    for (const slug of ["ihar", "jan"]) scene.prisoners.set(slug, born(slug)[0]!);
    await planPosts.run(scene.context);
    expect(await scene.ofDay(date)).toEqual(["anniversary/eva held", "joint/anniversaries scheduled", "profile/boris scheduled"]);
    expect((await scene.store.posts.find(joint))?.people).toEqual(["fedor", "hanna", "ihar", "jan"]);
    await holdPost(scene.context, joint, "Ania", undefined);
    for (const slug of ["ihar", "jan"]) scene.prisoners.delete(slug);
    await planPosts.run(scene.context);
    expect(await scene.ofDay(date)).toEqual(["anniversary/eva held", "joint/anniversaries held", "profile/boris scheduled"]);
    await cancelPost(scene.context, joint, "Ania");
    scene.at(`${date}T07:00:00Z`);
    await scene.minute();
    expect(await scene.said()).toEqual(new Map());
  });

  test("a post that another process handed out since the plan was made is not doubled by this one", async () => {
    await planPosts.run(scene.context);
    const [eva] = born("eva");
    scene.at(`${date}T07:00:00Z`);
    await dispatchDue.run(scene.context);
    const stored = (await scene.store.posts.find(joint))!;
    await scene.store.posts.add({
      ...stored,
      id: `${date}/anniversary/eva`,
      kind: "anniversary",
      subject: eva!.slug,
      status: "scheduled",
      people: ["eva"],
    });
    await dispatchDue.run(scene.context);
    expect(await scene.ofDay(date)).not.toContain("anniversary/eva dispatched");
    await planPosts.run(scene.context);
    expect(await scene.ofDay(date)).toEqual(["anniversary/eva held", "joint/anniversaries dispatched", "profile/boris scheduled"]);
  });
});

describe("nobody is in two posts of a day", () => {
  const profile = `${date}/profile/anna`;
  test("a profile that a campaigner edited keeps its day, and the birthday waits for a yes", async () => {
    const before = somebody("anna", "released", { born: "1980-06-09" });
    scene.prisoners = people(before, boris);
    scene.at("2027-06-06T22:00:00Z");
    await planPosts.run(scene.context);
    const words = { texts: { en: "Hers" }, link: null, image: null, thread: false, author: "Ania", basis: statusBasis(before) };
    expect(await scene.store.posts.edit(profile, { words, keepsApproval: false }, "Ania")).toBe(true);
    scene.prisoners.set("anna", somebody("anna", "released", { born: "1980-06-07" }));
    await planPosts.run(scene.context);
    expect(await scene.ofDay(date)).toEqual(["anniversary/anna held", "profile/anna scheduled"]);
    scene.at(`${date}T12:00:00Z`);
    await scene.minute();
    expect([...(await scene.said())]).toEqual([
      ["profile/anna@bluesky", expect.stringMatching(/^Hers/)],
      ["profile/anna@telegram", expect.anything()],
    ]);
  });

  test("a birthday that is mended into a day whose profile is out waits for a yes", async () => {
    scene.prisoners = people(somebody("anna", "released"));
    scene.at(`${date}T09:00:00Z`);
    await scene.minute();
    expect(await scene.ofDay(date)).toEqual(["profile/anna dispatched"]);
    scene.prisoners.set("anna", somebody("anna", "released", { born: "1980-06-07" }));
    await scene.minute();
    expect(await scene.ofDay(date)).toEqual(["anniversary/anna held", "profile/anna dispatched"]);
    await approvePost(scene.context, `${date}/anniversary/anna`, "Ania");
    expect(await scene.ofDay(date)).toContain("anniversary/anna dispatched");
  });
});

describe("what needs a campaigner's yes", () => {
  const id = `${date}/marked-day/thin`;
  beforeEach(() => {
    scene.days = [aDay("thin", "06-07", { autoPost: false, people: ["boris"], title: { en: "A thin day", be: "Дзень" } })];
  });

  test("is asked for once, waits for it, and goes out with it", async () => {
    scene.at(`${date}T06:30:00Z`);
    await scene.minute();
    await scene.minute();
    expect(await scene.ofDay(date)).toContain("marked-day/thin held");
    expect(scene.notices.filter(({ choices }) => choices?.some((choice) => choice.kind === "approve"))).toMatchObject([
      { choices: [{ kind: "approve", postId: id }] },
    ]);
    expect(await approvePost(scene.context, id, "Ania")).toMatchObject({ status: "dispatched" });
    await scene.deliver();
    expect((await scene.said()).get("marked-day/thin@bluesky")).toContain("A thin day");
  });

  test("needs another one when what it says is another by then, also between the handing out and the sending", async () => {
    await approvePost(scene.context, id, "Ania");
    expect(await scene.ofDay(date)).toContain("marked-day/thin scheduled");
    scene.days = scene.days.map((day) => ({ ...day, title: { ...day.title, en: "Another thin day" } }));
    await planPosts.run(scene.context);
    expect(await scene.ofDay(date)).toContain("marked-day/thin held");

    await approvePost(scene.context, id, "Ania");
    scene.at(`${date}T06:30:00Z`);
    await dispatchDue.run(scene.context);
    expect(await scene.ofDay(date)).toContain("marked-day/thin dispatched");
    scene.prisoners.set("boris", somebody("boris", "died"));
    await scene.minute();
    expect(await scene.said()).toEqual(new Map());
    expect(noticesOf()).toMatch(/marked-day\/thin@bluesky is held/);
  });
});
