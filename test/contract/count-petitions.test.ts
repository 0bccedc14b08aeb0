import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countPetitions } from "../../jobs/count-petitions.ts";
import type { JobContext } from "../../jobs/job.ts";
import type { Petition } from "../../src/campaign/petition.ts";
import type { Asking } from "../../src/campaign/petitions/petition-count.ts";
import { CountFailed } from "../../src/campaign/petitions/count-failed.ts";
import type { PlatformAnswer } from "../../src/campaign/petitions/petition-platforms.ts";
import { acceptHeld, decideShownCount, refuseHeld, takeCount } from "../../src/decisions/take-count.ts";
import { inChatWords } from "../../src/decisions/desk/in-chat-words.ts";
import { aCampaign, aPetition, people, somebody } from "../unit/campaign/anniversaries/an-anniversary-plan.ts";
import { openOccasions } from "./occasions-fixture.ts";

type Scene = Awaited<ReturnType<typeof openOccasions>>;
let scene: Scene;
/** What the platform says when it is asked; a text is why it does not. */
let answers: (PlatformAnswer | string)[];
let asked: string[];
/** The same with what it was asked for. */
let askedFor: string[];
let context: JobContext;

const roses = (changes: Partial<Petition> = {}): Petition =>
  aPetition("roses", { platform: "uk-parliament", platformId: "700000", target: 10_000, opened: "2027-05-31", ...changes });

beforeAll(async () => {
  scene = await openOccasions();
  return () => scene[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await scene.empty();
  await scene.store.pool.query("truncate rollcall.petitions, rollcall.petition_news");
  scene.counted = undefined;
  scene.petitions = new Map([["roses", roses()]]);
  scene.prisoners = new Map();
  answers = [];
  asked = [];
  askedFor = [];
  context = Object.assign(scene.context, {
    readCounted: async () => {
      scene.counted = await scene.store.petitions.counted();
    },
    countPetition: async ({ slug }: Petition, asking: Asking) => {
      asked.push(slug);
      askedFor.push(`${scene.now.toString().slice(8, 10)} ${asking}`);
      const answer = answers.shift() ?? "nobody is there";
      if (typeof answer === "string") throw new CountFailed(answer);
      return answer;
    },
  });
});

const saying = (signatures: number, state: PlatformAnswer["state"] = null): PlatformAnswer => ({ signatures, state });

/** The job at nine in the morning of a day of June. */
const onDay = async (day: number, ...said: (PlatformAnswer | string)[]): Promise<void> => {
  answers.push(...said);
  scene.at(`2027-06-${String(day).padStart(2, "0")}T06:00:00Z`);
  await countPetitions.run(context);
};

const standing = () => scene.counted?.standings.get("roses");

/** The day's evening, an hour after its posts were due. */
const evening = async (day: number): Promise<void> => {
  scene.at(`2027-06-${String(day).padStart(2, "0")}T15:00:00Z`);
  await scene.minute();
};

/** The day, the kind and the fact of each post that went out. */
const firstLines = async (): Promise<string[]> => {
  const { rows } = await scene.store.pool.query<{ id: string; composed: { parts: { text: string }[] } }>(
    "select id, composed from rollcall.deliveries where state = 'sent' and account = 'bluesky' order by id",
  );
  return rows.map(({ id, composed }) => `${id.slice(8, 10)} ${id.split("/")[1] ?? ""}: ${composed.parts[0]?.text.split("\n")[2] ?? ""}`);
};

describe("platforms", () => {
  test("are asked once a day for each petition, however often the job runs and whoever restarts", async () => {
    for (let minute = 0; minute < 48 * 60; minute += 30) {
      scene.now = Temporal.Instant.from("2027-06-01T00:00:00Z").add({ minutes: minute });
      answers.push(saying(50));
      await countPetitions.run(context);
    }
    expect(asked).toHaveLength(2);
  });

  test("are asked once by many workers at the same moment", async () => {
    answers.push(...Array.from({ length: 8 }, () => saying(50)));
    scene.at("2027-06-01T06:00:00Z");
    await Promise.all(Array.from({ length: 8 }, () => countPetitions.run(context)));
    expect(asked).toEqual(["roses"]);
  });

  test("are asked for the state first and each week, and for the number in between", async () => {
    for (let day = 1; day <= 16; day += 1) await onDay(day, saying(50, day === 1 || day === 8 ? "open" : null));
    expect(askedFor.filter((one) => one.endsWith("state"))).toEqual(["01 state", "08 state", "15 state"]);
    expect(askedFor).toHaveLength(16);
    expect(standing()?.platformState).toBe("open");
  });

  test("that have no number any more are asked for the state the day after, and those that know no state for the number", async () => {
    await onDay(1, saying(50, "open"));
    await onDay(2, saying(51));
    await onDay(3, "petition.parliament.uk answered 404");
    await onDay(4, "petition.parliament.uk answered 503");
    await onDay(5, "petition.parliament.uk answered 404");
    await onDay(6, saying(52, "closed"));
    await onDay(7, saying(53));
    expect(askedFor).toEqual(["01 state", "02 count", "03 count", "04 state", "05 count", "06 state"]);
    await scene.empty();
    await scene.store.pool.query("truncate rollcall.petitions, rollcall.petition_news");
    scene.petitions = new Map([["roses", roses()]]);
    scene.counted = undefined;
    [askedFor, answers] = [[], []];
    await onDay(11, "api.proca.app answered 400");
    for (const day of [12, 13, 14]) await onDay(day, saying(50));
    expect(askedFor).toEqual(["11 state", "12 count", "13 count", "14 count"]);
  });

  test("that say that a petition is closed are believed: it is not asked again, and its end is told with the newest count", async () => {
    await onDay(1, saying(450, "open"));
    await evening(2);
    await onDay(8, saying(480, "closed"));
    expect(context.content().petitions.get("roses")).toMatchObject({ state: "closed", closedByPlatform: true });
    for (const day of [9, 10, 18]) await onDay(day, saying(999, "open"));
    expect(asked).toHaveLength(2);
    await evening(9);
    expect((await scene.said()).get("petition-closed/roses@bluesky")).toContain("480 signatures as of 8 June 2027");
    expect(scene.notices.filter(({ key }) => key.startsWith("petition-over")).map(({ text }) => text)).toEqual([
      expect.stringContaining("UK Parliament says that roses is closed"),
    ]);
    scene.petitions = new Map([["roses", roses({ platform: "manual" })]]);
    expect(context.content().petitions.get("roses")?.state).toBe("open");
  });

  test("that know a petition as closed already make no post of it, neither of its launch nor of its end", async () => {
    scene.petitions = new Map([["roses", roses({ opened: "2027-01-01" })]]);
    await onDay(1, "nobody is there");
    await onDay(2, saying(450, "closed"));
    await evening(2);
    await evening(3);
    expect([scene.counted?.news.filter(({ kind }) => kind !== "milestone"), await firstLines()]).toEqual([[], []]);
  });

  test("are not asked before a petition opens, and its launch is told when it has", async () => {
    scene.petitions = new Map([["roses", roses({ opened: "2027-06-05" })]]);
    await onDay(4);
    expect(asked).toEqual([]);
    await onDay(5, saying(3, "open"));
    await evening(6);
    expect(await firstLines()).toEqual(["06 petition-launch: Open for signatures"]);
  });

  test("that fail leave the last count with its day, and are told of once", async () => {
    await onDay(1, saying(50));
    for (const day of [2, 3, 4, 5, 6]) await onDay(day, "nobody is there");
    expect(standing()).toMatchObject({
      accepted: { signatures: 50, countedOn: Temporal.PlainDate.from("2027-06-01") },
      held: null,
      failure: "nobody is there",
      failures: 5,
    });
    expect(scene.notices.map(({ text }) => text)).toEqual([expect.stringContaining("50 signatures of 2027-06-01 stay the newest")]);
    await onDay(7, saying(60));
    expect(standing()).toMatchObject({ accepted: { signatures: 60 }, failure: null, failures: 0 });
  });

  test.each([
    ["closed", roses({ state: "closed" })],
    ["won", roses({ state: "won" })],
    ["over for days", roses({ deadline: "2027-05-20" })],
    ["counted by hand", roses({ platform: "manual" })],
  ])("are left alone where a petition is %s", async (_, petition) => {
    scene.petitions = new Map([["roses", petition]]);
    await onDay(1, saying(50));
    expect(asked).toEqual([]);
  });

  test("are not asked about a petition that names somebody who is withheld", async () => {
    scene.prisoners = people(somebody("anna-example", "imprisoned", { consent: "withheld" }));
    scene.petitions = new Map([["free-anna-example", { ...roses(), slug: "free-anna-example" }]]);
    await onDay(1, saying(50));
    expect([asked, scene.counted?.news]).toEqual([[], []]);
  });
});

describe("a doubtful count", () => {
  test("is said to be above the count that it is held against, not the last one of its day", async () => {
    const countedOn = Temporal.PlainDate.from("2027-06-01");
    const set = (signatures: number) =>
      takeCount(roses(), { signatures, countedOn, countedBy: "Ania", source: "https://petition.example" }, context);
    await set(1000);
    await set(1200);
    await set(1201);
    expect(scene.notices.find(({ key }) => key.startsWith("petition-held"))?.text).toContain("a fifth a day above 1000 of 2027-06-01");
  });

  test("waits for a person, who is told once, and stands when they accept it", async () => {
    await onDay(1, saying(400));
    await onDay(2, saying(600));
    await onDay(3, saying(601));
    expect(standing()).toMatchObject({ accepted: { signatures: 400 }, held: { signatures: 601, doubt: "jump" } });
    const held = scene.notices.filter(({ key }) => key.startsWith("petition-held"));
    expect(new Set(held.map(({ key }) => key)).size).toBe(1);
    expect(inChatWords(held[0]?.text ?? "")).toMatch(/The earlier count stays until somebody has looked\.$/);
    expect(held[0]?.text).toContain("600 signatures were counted on 2027-06-02, more than a fifth a day above 400 of 2027-06-01");
    await acceptHeld(roses(), "Ania", context);
    expect(standing()).toMatchObject({ accepted: { signatures: 601, acceptedBy: "Ania" }, held: null });
    await expect(acceptHeld(roses(), "Ania", context)).rejects.toThrow("No count of roses is held");
  });

  test("of 0 at the very first is shown to nobody before a person has accepted it", async () => {
    await onDay(1, saying(0, "open"));
    expect(standing()).toMatchObject({ accepted: null, held: { signatures: 0, doubt: "first" } });
    expect(scene.notices.map(({ text }) => text)).toEqual([
      expect.stringContaining("0 signatures were counted on 2027-06-01, and there was no count before. Readers are shown no number"),
    ]);
    scene.petitions = new Map([["roses", roses({ state: "closed" })]]);
    await onDay(2);
    await scene.minute();
    expect((await scene.store.posts.held()).map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^0 signatures of 2027-06-01 are held: .*petitions accept roses/),
    );
    scene.petitions = new Map([["roses", roses()]]);
    await onDay(3, saying(3));
    expect(standing()).toMatchObject({ accepted: { signatures: 3 }, held: null });
  });

  /** The button of the newest notice about a held number. */
  const button = (kind: "accept-count" | "refuse-count") => {
    const choice = scene.notices.findLast(({ key }) => key.startsWith("petition-held"))?.choices?.find((one) => one.kind === kind);
    return choice as Parameters<typeof decideShownCount>[0];
  };

  test("is accepted by its button", async () => {
    await onDay(1, saying(400));
    await onDay(2, saying(600));
    await onDay(3, saying(600));
    expect(await decideShownCount(button("accept-count"), "Ania", context)).toBe("roses: 600 signatures of 2027-06-03, accepted.");
    const countedOn = Temporal.PlainDate.from("2027-06-03");
    expect(standing()).toMatchObject({ accepted: { signatures: 600, countedOn, acceptedBy: "Ania" }, held: null });
    expect(await decideShownCount(button("refuse-count"), "Yan", context)).toBe(
      "Nothing was decided. No count of roses is held. The newest is 600 of 2027-06-03.",
    );
    expect(standing()).toMatchObject({ accepted: { signatures: 600, acceptedBy: "Ania" }, held: null });
  });

  test("is decided about by a button only where it is the number that was shown; the other one gets buttons of its own", async () => {
    await onDay(1, saying(400));
    await onDay(2, saying(600));
    const first = button("accept-count");
    await onDay(3, saying(9000));
    for (const kind of ["accept-count", "refuse-count"] as const)
      expect(await decideShownCount({ ...first, kind }, "Ania", context)).toBe(
        "Nothing was decided. Not 600, but 9000 signatures of 2027-06-03 are held for roses by now.",
      );
    expect(standing()).toMatchObject({ accepted: { signatures: 400 }, held: { signatures: 9000, refusedBy: null } });
    expect(button("accept-count")).toEqual({ kind: "accept-count", petition: "roses", signatures: 9000, countedOn: "2027-06-03" });
    await decideShownCount(button("accept-count"), "Ania", context);
    expect(standing()?.accepted?.signatures).toBe(9000);
  });

  test("that is refused is not asked about again, keeps no post waiting, and another number is asked about", async () => {
    await onDay(1, saying(450));
    await onDay(2, saying(505));
    await onDay(3, saying(10));
    expect(await decideShownCount(button("refuse-count"), "Ania", context)).toContain("are not right, and the earlier count stays");
    await evening(3);
    expect(await firstLines()).toContain("03 petition-milestone: 505 signatures as of 2 June 2027");
    await onDay(4, saying(10));
    expect(standing()).toMatchObject({ accepted: { signatures: 505 }, held: { signatures: 10, refusedBy: "Ania" } });
    expect(scene.notices.filter(({ key }) => key.startsWith("petition-held"))).toHaveLength(1);
    await onDay(5, saying(11));
    expect(button("accept-count")).toMatchObject({ signatures: 11 });
    await expect(refuseHeld(roses(), "Ania", context, 10)).rejects.toThrow("Not 10, but 11 signatures of 2027-06-05 are held");
  });

  test("of somebody who is withheld is not spoken of by an old button", async () => {
    await onDay(1, saying(400));
    await onDay(2, saying(600));
    scene.prisoners = people(somebody("roses", "imprisoned", { consent: "withheld" }));
    expect(await decideShownCount(button("accept-count"), "Ania", context)).toBe("roses is not among the petitions any more.");
    expect(standing()?.accepted?.signatures).toBe(400);
  });

  test("of a day that is still to come, from a clock that was wrong, shuts out no other", async () => {
    await onDay(20, saying(400));
    scene.at("2027-06-02T06:00:00Z");
    const count = { countedOn: Temporal.PlainDate.from("2027-06-02"), countedBy: "Ania", source: "https://p.example" };
    expect((await takeCount(roses(), { ...count, signatures: 410 }, context)).standing.accepted).toMatchObject({
      ...count,
      signatures: 410,
    });
    expect((await takeCount(roses(), { ...count, signatures: 900 }, context)).standing.held).toMatchObject({
      signatures: 900,
      doubt: "jump",
    });
  });

  test("is not taken where a newer one stands", async () => {
    await onDay(2, saying(400));
    const older = { signatures: 401, countedOn: Temporal.PlainDate.from("2027-06-01"), countedBy: "Ania", source: "https://p.example" };
    await expect(takeCount(roses(), older, context)).rejects.toThrow("has a newer count already: 400 of 2027-06-02");
  });
});

describe("posts", () => {
  test("tell of the launch, of each milestone once with its day, and of the end with the newest count", async () => {
    await onDay(1, saying(450));
    await evening(2);
    await onDay(3, saying(505));
    await evening(4);
    await onDay(5, saying(480));
    await acceptHeld(roses(), "Ania", context);
    await onDay(6, saying(510));
    await evening(7);
    scene.petitions = new Map([["roses", roses({ state: "closed" })]]);
    await onDay(8);
    await evening(9);
    await evening(10);
    expect(await firstLines()).toEqual([
      "02 petition-launch: Open for signatures",
      "02 petition-milestone: 450 signatures as of 1 June 2027",
      "04 petition-milestone: 505 signatures as of 3 June 2027",
      "09 petition-closed: No more signatures are collected",
    ]);
    expect((await scene.said()).get("petition-closed/roses@bluesky")).toContain("510 signatures as of 6 June 2027");
  });

  test("of a milestone wait where fewer are counted by then", async () => {
    await onDay(1, saying(450));
    await onDay(2, saying(505));
    await onDay(3, saying(480));
    scene.at("2027-06-03T06:05:00Z");
    await scene.minute();
    expect(await scene.ofDay("2027-06-03")).toEqual(["petition-milestone/roses held"]);
    const [post] = await scene.store.posts.held();
    expect(post?.reason).toContain("480 signatures were counted on 2027-06-03");
  });

  test("of an end wait where a newer number is held", async () => {
    await onDay(1, saying(450, "open"));
    await onDay(8, saying(9000, "closed"));
    await scene.minute();
    expect(await scene.ofDay("2027-06-09")).toEqual(["petition-closed/roses held"]);
    await acceptHeld(roses(), "Ania", context);
    await evening(9);
    expect((await scene.said()).get("petition-closed/roses@bluesky")).toContain("9,000 signatures");
  });

  test("are not made of the launch of an old petition, nor of what it had when it was first seen", async () => {
    scene.petitions = new Map([["roses", roses({ opened: "2027-05-17" })]]);
    await onDay(1, saying(505));
    await evening(2);
    expect(await firstLines()).toEqual([]);
    expect(scene.counted?.news.map(({ kind, mark }) => `${kind} ${mark}`)).toEqual(["launch 0", "milestone 100", "milestone 500"]);
  });

  test("of a launch wait for a campaigner where nobody has written down when it opened", async () => {
    const { opened: _, ...undated } = roses({ platform: "manual" });
    scene.petitions = new Map([["roses", undated]]);
    await onDay(1);
    await scene.minute();
    expect(await scene.ofDay("2027-06-02")).toEqual(["petition-launch/roses held"]);
    expect((await scene.store.posts.held())[0]?.reason).toContain("petitions/roses.yaml does not say when it opened");
    scene.petitions = new Map([["roses", { ...undated, opened: "2027-05-30" }]]);
    await scene.minute();
    await evening(2);
    expect(await firstLines()).toEqual(["02 petition-launch: Open for signatures"]);
  });

  test("of an end that nobody counted wait for a count", async () => {
    scene.petitions = new Map([["roses", roses({ platform: "manual" })]]);
    await onDay(1);
    scene.petitions = new Map([["roses", roses({ platform: "manual", state: "closed" })]]);
    await onDay(2);
    await scene.minute();
    expect(await scene.ofDay("2027-06-03")).toEqual(["petition-closed/roses held"]);
    const count = { signatures: 70, countedOn: Temporal.PlainDate.from("2027-06-02"), countedBy: "Ania", source: "https://p.example" };
    await takeCount(roses(), count, context);
    await evening(3);
    expect((await scene.said()).get("petition-closed/roses@bluesky")).toContain("70 signatures as of 2 June 2027");
  });

  test("go by their rules: approval, and none where it is off", async () => {
    scene.campaign = aCampaign({
      anniversaries: { rules: { "petition-launch": { enabled: false }, "petition-milestone": { approval: true, signatures: [400] } } },
    });
    await onDay(1, saying(450));
    await scene.minute();
    expect(await scene.ofDay("2027-06-02")).toEqual(["petition-milestone/roses held"]);
    await evening(2);
    expect(await firstLines()).toEqual([]);
  });
});

test("nothing of those who signed is kept", async () => {
  await onDay(1, Object.assign(saying(450), { signers: ["Anna Example"], creator_name: "Clara Example" }));
  const kept = await scene.store.pool.query("select * from rollcall.petitions, rollcall.petition_news");
  expect(JSON.stringify(kept.rows)).not.toContain("Example");
});

/** `content` of the fixture is the scene itself. */
test("the content goes by what was counted", async () => {
  await onDay(1, saying(450));
  expect(context.content().counted?.standings.get("roses")?.accepted?.signatures).toBe(450);
});
