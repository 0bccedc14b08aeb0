import { describe, expect, test } from "vitest";
import { occasionsFor } from "../../../../src/campaign/anniversaries/rule-accounts.ts";
import { daysHeld } from "../../../../src/campaign/words/days-held.ts";
import { aCampaign, aDay, aPetition, day, people, planWith, somebody, told } from "./an-anniversary-plan.ts";

const verdict = (date: string | undefined, sentence: Record<string, unknown> | undefined = { years: 10 }, more = {}) => ({
  ...(date !== undefined && { date }),
  ...(sentence !== undefined && { sentence }),
  source: "page",
  ...more,
});
const on = (...dates: string[]) => dates.map(day);
const ids = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => id);

describe("what a year brings for one person", () => {
  const dates = { born: "1980-03-05", detained: "2022-06-07", trials: [verdict("2023-01-09")] };

  test("in prison: birthday, arrest, verdict, round days and the middle of the term", () => {
    expect(told(planWith({ prisoners: people(somebody("a", "imprisoned", dates)) }))).toEqual([
      "2027-01-09 sentence 4",
      "2027-03-05 birthday 47",
      "2027-06-07 arrest 5",
      "2027-06-07 half-term",
      "2027-11-28 day-count 2000",
    ]);
    const first = planWith({ prisoners: people(somebody("a", "imprisoned", dates)) })[0];
    expect(first).toMatchObject({ id: "2027-01-09/anniversary/a", kind: "anniversary", subject: "a", accounts: ["bluesky", "telegram"] });
    expect(first?.at.toString()).toBe("2027-01-09T08:00:00Z");
    expect(first?.notAfter.toString()).toBe("2027-01-09T20:00:00Z");
  });

  test("released: no days are counted, and the release has its own", () => {
    expect(told(planWith({ prisoners: people(somebody("a", "released", { ...dates, since: "2024-02-03" })) }))).toEqual([
      "2027-01-09 sentence 4",
      "2027-02-03 release 3",
      "2027-03-05 birthday 47",
      "2027-06-07 arrest 5",
    ]);
  });

  test("dead: the day of the death alone, unless the campaign wants the others; never a birthday", () => {
    const prisoners = people(somebody("a", "died", dates));
    expect(told(planWith({ prisoners }))).toEqual(["2027-02-03 death 3"]);
    const campaign = aCampaign({ anniversaries: { rules: { arrest: { include: ["died"] }, sentence: { include: ["died"] } } } });
    expect(told(planWith({ prisoners, campaign }))).toEqual(["2027-01-09 sentence 4", "2027-02-03 death 3", "2027-06-07 arrest 5"]);
    expect(() => aCampaign({ anniversaries: { rules: { birthday: { include: ["died"] } } } })).toThrow("include");
    // Not even where something got past the schema.
    const { anniversaries } = campaign;
    const birthday = { ...anniversaries.rules.birthday, include: ["died" as never] };
    const forced = { ...campaign, anniversaries: { ...anniversaries, rules: { ...anniversaries.rules, birthday } } };
    expect(told(planWith({ prisoners, campaign: forced })).filter((line) => line.includes("birthday"))).toEqual([]);
  });

  test("of unknown status: held, with what to look up, and no days are counted", () => {
    const posts = planWith({ prisoners: people(somebody("a", "unknown", dates)) });
    expect(told(posts)).toEqual(["2027-01-09 sentence 4", "2027-03-05 birthday 47", "2027-06-07 arrest 5"]);
    for (const post of posts) expect(post).toMatchObject({ status: "held", reason: expect.stringContaining("prisoners/a.yaml") });
  });

  test("withheld: nothing at all", () => {
    const hidden = somebody("hidden", "imprisoned", { ...dates, consent: "withheld" });
    const days = [aDay("about-hidden", "06-07", { people: ["hidden"] }), aDay("of-nobody", "06-07")];
    expect(ids(planWith({ prisoners: people(hidden), days }))).toEqual(["2027-06-07/marked-day/of-nobody"]);
  });

  test("the year of the event itself is no anniversary", () => {
    const late = { detained: "2027-06-07", checked: "2027-06-08" };
    expect(told(planWith({ prisoners: people(somebody("a", "imprisoned", late)), to: day("2027-08-01") }))).toEqual([]);
  });
});

describe("days", () => {
  test("are counted as Viasna and BAJ counted those of Ihar Losik (1,904) and Andrei Kuznechyk (1,175)", () => {
    const published = [
      ["2020-06-25", "2025-09-11", 1904],
      ["2021-11-25", "2025-02-12", 1175],
    ] as const;
    for (const [detained, until, days] of published) {
      const campaign = aCampaign({ anniversaries: { rules: { "day-count": { days: [days], every: null } } } });
      const prisoners = people(somebody("a", "imprisoned", { detained, checked: until }));
      const posts = planWith({
        campaign,
        prisoners,
        from: day("2025-01-01"),
        to: day("2025-12-31"),
        now: Temporal.Instant.from("2025-01-01T00:00:00Z"),
      });
      const count = posts.find(({ occasions }) => occasions.some(({ kind }) => kind === "day-count"));
      expect(count?.date.toString()).toBe(until);
      expect(daysHeld(detained, count?.date)).toBe(days);
    }
  });

  test("round by default: 100, 1000, 2000 and every 500", () => {
    const prisoners = people(somebody("a", "imprisoned", { detained: "2020-01-01" }));
    const campaign = aCampaign({ anniversaries: { rules: { arrest: { enabled: false } } } });
    const all = planWith({
      prisoners,
      campaign,
      from: day("2020-01-01"),
      to: day("2029-01-01"),
      now: Temporal.Instant.from("2019-01-01T00:00:00Z"),
    });
    expect(all.map(({ occasions }) => occasions[0]?.days)).toEqual([100, 500, 1000, 1500, 2000, 2500, 3000]);
  });

  test("are not counted from a date that is known to the month", () => {
    for (const detained of ["2022-06", "2022"])
      expect(
        told(planWith({ prisoners: people(somebody("a", "imprisoned", { detained, born: "1980", trials: [verdict("2023-01")] })) })),
      ).toEqual([]);
    expect(
      told(planWith({ prisoners: people(somebody("a", "released", { since: "2024-02" }), somebody("b", "died", { since: "2024" })) })),
    ).toEqual([]);
  });
});

describe("29 February", () => {
  const prisoners = people(somebody("a", "released", { born: "1984-02-29" }));
  const years = { from: day("2027-01-01"), to: day("2028-12-31") };
  const birthdays = (posts: ReturnType<typeof planWith>) => told(posts).filter((line) => line.includes("birthday"));

  test("is kept on 28 February in years without one", () => {
    expect(birthdays(planWith({ prisoners, ...years }))).toEqual(["2027-02-28 birthday 43", "2028-02-29 birthday 44"]);
  });
  test("or on 1 March where the campaign says so", () => {
    const campaign = aCampaign({ anniversaries: { leapDay: "03-01" } });
    expect(birthdays(planWith({ prisoners, campaign, ...years }))).toEqual(["2027-03-01 birthday 43", "2028-02-29 birthday 44"]);
  });
  test("people born on 28 February and 1 March keep their own day", () => {
    const others = people(somebody("b", "released", { born: "1984-02-28" }), somebody("c", "released", { born: "1984-03-01" }));
    expect(birthdays(planWith({ prisoners: others, ...years }))).toEqual([
      "2027-02-28 birthday 43",
      "2027-03-01 birthday 43",
      "2028-02-28 birthday 44",
      "2028-03-01 birthday 44",
    ]);
  });
});

describe("the middle of a term", () => {
  const middle = (trials: ReturnType<typeof verdict>[], detained = "2022-06-07") =>
    planWith({ prisoners: people(somebody("a", "imprisoned", { detained, trials })), to: day("2029-12-31") })
      .flatMap(({ occasions }) => occasions)
      .filter(({ kind }) => kind === "half-term")
      .map((occasion) => occasion.on.toString());

  test("is as far from the arrest as from the end", () => {
    expect(middle([verdict("2023-01-09", { years: 9, months: 6 })])).toEqual(["2027-03-08"]);
    expect(middle([verdict(undefined, { years: 10 })])).toEqual(["2027-06-07"]);
    expect(middle([verdict("2023-01-09", { years: 12 }, { changedTo: { years: 10 } })])).toEqual(["2027-06-07"]);
  });
  test("is nobody's where it is not sure", () => {
    expect(middle([verdict("2023-01-09"), verdict("2024-01-09", { months: 8, added: true })])).toEqual([]);
    expect(middle([verdict("2023-01-09"), verdict("2024-01-09", undefined)])).toEqual([]);
    expect(middle([verdict("2023-01-09", { fine: true })])).toEqual([]);
    expect(middle([verdict("2023-01-09", { years: 10, added: true })])).toEqual([]);
    expect(middle([verdict("2023-01-09", { years: 10 }, { changedTo: { fine: true } })])).toEqual([]);
    expect(middle([verdict("2023-01-09", { years: 10 }, { atLiberty: true })])).toEqual([]);
    expect(middle([verdict("2027-06-07", { years: 10 })])).toEqual([]);
    expect(middle([verdict("2023-01-09")], "2022-06")).toEqual([]);
  });
});

describe("several things on one day", () => {
  test("of one person are one post, in the order of the kinds", () => {
    const both = somebody("a", "imprisoned", { born: "1980-06-07", detained: "2022-06-07" });
    const posts = planWith({ prisoners: people(both), to: day("2027-07-01") });
    expect(ids(posts)).toEqual(["2027-06-07/anniversary/a"]);
    expect(told(posts)).toEqual(["2027-06-07 birthday 47", "2027-06-07 arrest 5"]);
  });

  const born = (count: number, kind: "released" | "imprisoned" = "released") =>
    Array.from({ length: count }, (_, index) => somebody(`p${index + 1}`, kind, { born: "1980-06-07" }));

  test("of few people follow each other at the campaign's interval", () => {
    const posts = planWith({ prisoners: people(...born(3)) });
    expect(posts.map((post) => post.at.toString())).toEqual(["2027-06-07T07:00:00Z", "2027-06-07T07:10:00Z", "2027-06-07T07:20:00Z"]);
  });

  test("of many people are one joint post, and nobody is left out", () => {
    const posts = planWith({ prisoners: people(...born(4)) });
    expect(ids(posts)).toEqual(["2027-06-07/joint/anniversaries"]);
    expect(posts[0]?.occasions.map(({ subject }) => subject)).toEqual(["p1", "p2", "p3", "p4"]);
    expect(posts[0]).toMatchObject({ kind: "joint", subject: "anniversaries", status: "scheduled" });
  });

  test("somebody who is held is not in the joint post, and keeps nobody waiting", () => {
    const stale = somebody("stale", "imprisoned", { born: "1980-06-07", checked: "2020-01-01" });
    const posts = planWith({ prisoners: people(...born(4), stale) });
    expect(posts.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "2027-06-07/joint/anniversaries scheduled",
      "2027-06-07/anniversary/stale held",
    ]);
    expect(JSON.stringify(posts[0])).not.toContain("stale");
    // Those that may go out decide whether there are too many.
    expect(ids(planWith({ prisoners: people(...born(3), stale) }))).toHaveLength(4);
  });

  test("spread: many people have posts of their own as long as the day has room, and else a joint one", () => {
    const campaign = aCampaign({ anniversaries: { tooMany: "spread" } });
    const many = planWith({ prisoners: people(...born(84)), campaign });
    expect(many).toHaveLength(84);
    expect(many.at(-1)?.at.toString()).toBe("2027-06-07T20:50:00Z");
    expect(ids(planWith({ prisoners: people(...born(85)), campaign }))).toEqual(["2027-06-07/joint/anniversaries"]);
  });

  describe("once something is handed out", () => {
    const settled = (id: string, status: "dispatched" | "skipped" | "held") => ({
      id,
      kind: id.includes("/joint/") ? ("joint" as const) : ("anniversary" as const),
      date: day("2027-06-07"),
      status,
    });
    const joint = "2027-06-07/joint/anniversaries";

    test("nobody who was in the joint post has another one, whoever is withheld since", () => {
      for (const status of ["dispatched", "skipped"] as const) {
        expect(planWith({ prisoners: people(...born(4)), posts: [settled(joint, status)] })).toEqual([]);
        expect(planWith({ prisoners: people(...born(2)), posts: [settled(joint, status)] })).toEqual([]);
      }
    });
    test("somebody who was held meanwhile waits for a campaigner, since the joint post may name them", () => {
      const posts = [settled(joint, "dispatched"), settled("2027-06-07/anniversary/p1", "held")];
      const again = planWith({ prisoners: people(...born(4)), posts });
      expect(again).toMatchObject([{ subject: "p1", status: "held", reason: expect.stringContaining("joint post") }]);
      const approvals = new Map([["2027-06-07/anniversary/p1", "Anna"]]);
      expect(planWith({ prisoners: people(...born(4)), posts, approvals })).toMatchObject([{ subject: "p1", status: "scheduled" }]);
    });
    test("people who come later on a day with posts of its own have their own, too", () => {
      const posts = [settled("2027-06-07/anniversary/p1", "dispatched")];
      expect(ids(planWith({ prisoners: people(...born(6)), posts }))).toEqual([2, 3, 4, 5, 6].map((n) => `2027-06-07/anniversary/p${n}`));
    });
  });
});

describe("marked days", () => {
  test("come once a year, once a month, and the end of a month stands for days that it does not have", () => {
    const days = [aDay("yearly", "05-21"), aDay("monthly", "31", { kind: "monthly" }), aDay("leap", "02-29")];
    expect(ids(planWith({ days, to: day("2027-05-31") }))).toEqual([
      "2027-01-31/marked-day/monthly",
      "2027-02-28/marked-day/leap",
      "2027-02-28/marked-day/monthly",
      "2027-03-31/marked-day/monthly",
      "2027-04-30/marked-day/monthly",
      "2027-05-21/marked-day/yearly",
      "2027-05-31/marked-day/monthly",
    ]);
  });

  test("with thin sources wait for a yes, and go out with it", () => {
    const days = [aDay("thin", "05-21", { autoPost: false })];
    expect(planWith({ days })).toMatchObject([
      { status: "held", reason: expect.stringContaining("queue approve 2027-05-21/marked-day/thin") },
    ]);
    const approvals = new Map([["2027-05-21/marked-day/thin", "Anna"]]);
    expect(planWith({ days, approvals })).toMatchObject([{ status: "scheduled", reason: null }]);
  });

  test("are held as long as anybody whom they speak of is, whoever approved them", () => {
    const stale = somebody("stale", "imprisoned", { checked: "2020-01-01" });
    const days = [aDay("marked", "05-21", { people: ["fine", "stale"] })];
    const approvals = new Map([["2027-05-21/marked-day/marked", "Anna"]]);
    expect(planWith({ days, approvals, prisoners: people(somebody("fine", "released"), stale) })).toMatchObject([
      { status: "held", reason: expect.stringContaining("prisoners/stale.yaml") },
    ]);
  });

  test("tell what happened to people on them, so that it is not told a second time", () => {
    const days = [aDay("arrests", "06-07", { kind: "anniversary", since: 2022, people: ["a", "b"] })];
    const prisoners = people(
      somebody("a", "released", { detained: "2022-06-07", born: "1980-06-07" }),
      somebody("b", "released", { detained: "2021-06-07" }),
      somebody("c", "released", { detained: "2022-06-07" }),
    );
    const posts = planWith({ days, prisoners, from: day("2027-06-07"), to: day("2027-06-07") });
    expect(posts.map(({ id, occasions }) => `${id}: ${occasions.map(({ kind, subject }) => `${kind} ${subject}`).join(", ")}`)).toEqual([
      "2027-06-07/marked-day/arrests: marked-day arrests, arrest a",
      "2027-06-07/anniversary/a: birthday a",
      "2027-06-07/anniversary/b: arrest b",
      "2027-06-07/anniversary/c: arrest c",
    ]);
  });

  test("of somebody who is withheld are left out, and what happened to others on them is told by itself", () => {
    const days = [aDay("arrests", "06-07", { kind: "anniversary", since: 2022, people: ["a", "hidden"] })];
    const hidden = somebody("hidden", "released", { detained: "2022-06-07", consent: "withheld" });
    const prisoners = people(somebody("a", "released", { detained: "2022-06-07" }), hidden);
    expect(ids(planWith({ days, prisoners }))).toEqual(["2027-06-07/anniversary/a"]);
  });

  test("that are held every year because of somebody's death are their memorial: nobody is in two posts of it", () => {
    const days = [aDay("day-of-prisoners", "02-03", { since: 2024, people: ["a"] })];
    const prisoners = people(somebody("a", "died"));
    expect(ids(planWith({ days, prisoners }))).toEqual(["2027-02-03/marked-day/day-of-prisoners"]);
  });

  test("go where their title has been translated to, and say so where that is nowhere", () => {
    expect(planWith({ days: [aDay("english", "05-21", { title: { en: "A day" } })] })).toMatchObject([{ accounts: ["bluesky"] }]);
    expect(planWith({ days: [aDay("polish", "05-21", { title: { pl: "Dzień" } })] })).toMatchObject([
      { accounts: [], status: "held", reason: expect.stringContaining("languages") },
    ]);
  });
});

describe("petitions", () => {
  test("are reminded of a week and a day before their deadline as long as they are open", () => {
    const deadline = "2027-05-21";
    const petitions = new Map(
      [aPetition("open", { deadline }), aPetition("won", { deadline, state: "won" }), aPetition("endless")].map((one) => [one.slug, one]),
    );
    const posts = planWith({ petitions });
    expect(ids(posts)).toEqual(["2027-05-14/petition-deadline/open", "2027-05-20/petition-deadline/open"]);
    expect(posts.map(({ occasions }) => occasions[0]?.daysAhead)).toEqual([7, 1]);
  });
});

describe("the rule of a kind", () => {
  const prisoners = people(somebody("a", "released", { born: "1980-03-05", detained: "2022-06-07" }));
  const withRules = (rules: NonNullable<Parameters<typeof aCampaign>[0]>["anniversaries"]) =>
    planWith({ prisoners, campaign: aCampaign({ anniversaries: rules! }) });

  test("turns it off", () => {
    expect(told(withRules({ rules: { arrest: { enabled: false }, release: { enabled: false } } }))).toEqual(["2027-03-05 birthday 47"]);
  });
  test("moves it ahead, to another time of day, and may want several posts", () => {
    const [week, same] = withRules({ rules: { birthday: { leadDays: [7, 0], time: "18:30" }, release: { enabled: false } } });
    expect([week, same].map((post) => post?.at.toString())).toEqual(["2027-02-26T16:30:00Z", "2027-03-05T16:30:00Z"]);
    expect(week?.occasions[0]).toMatchObject({ daysAhead: 7, years: 47, on: day("2027-03-05") });
  });
  test("keeps it to accounts and languages", () => {
    expect(withRules({ rules: { birthday: { languages: ["be"] } } })[0]?.accounts).toEqual(["telegram"]);
    expect(withRules({ rules: { birthday: { accounts: ["bluesky"] } } })[0]?.accounts).toEqual(["bluesky"]);
  });
  test("keeps it out of a post that another kind of the day is let out with", () => {
    const campaign = aCampaign({ anniversaries: { rules: { birthday: { accounts: ["bluesky"] } } } });
    const both = people(somebody("a", "released", { born: "1980-03-05", detained: "2022-03-05" }));
    const content = { campaign, prisoners: both, days: [], petitions: new Map() };
    const [post] = planWith(content);
    expect(post?.accounts).toEqual(["bluesky", "telegram"]);
    const kinds = campaign.accounts.map((account) =>
      occasionsFor("anniversary", post!.occasions, account, content).map(({ kind }) => kind),
    );
    expect(kinds).toEqual([["birthday", "arrest"], ["arrest"]]);
  });
  test("asks for a campaigner's yes, of the joint post as well", () => {
    const posts = withRules({ rules: { birthday: { approval: true } } });
    expect(posts.map(({ status }) => status)).toEqual(["held", "scheduled"]);
    expect(posts[0]?.reason).toContain("queue approve 2027-03-05/anniversary/a");
    const many = people(...["a", "b", "c", "d"].map((slug) => somebody(slug, "released", { born: "1980-03-05" })));
    const campaign = aCampaign({ anniversaries: { rules: { birthday: { approval: true }, release: { enabled: false } } } });
    expect(planWith({ prisoners: many, campaign })).toMatchObject([{ kind: "joint", status: "held" }]);
  });
});

test("news of a release is not told by an anniversary, and the reason names the post that may", () => {
  const lately = somebody("a", "released", { born: "1980-03-05", since: "2027-03-01", checked: "2027-03-01" });
  const [post] = planWith({ prisoners: people(lately), now: Temporal.Instant.from("2027-03-02T00:00:00Z"), from: day("2027-03-02") });
  expect(post).toMatchObject({ status: "held", reason: expect.stringContaining("2027-03-01/freed/a") });
});

test("what is over is left out, and what is handed out is not planned again", () => {
  const prisoners = people(somebody("a", "released", { born: "1980-03-05" }));
  const from = day("2027-03-05");
  const at = (now: string) => ids(planWith({ prisoners, from, to: from, now: Temporal.Instant.from(now) }));
  expect(at("2027-03-05T20:00:00Z")).toHaveLength(1);
  expect(at("2027-03-05T20:00:01Z")).toEqual([]);
  const dispatched = { id: "2027-03-05/anniversary/a", kind: "anniversary", date: from, status: "dispatched" } as const;
  expect(planWith({ prisoners, from, to: from, posts: [dispatched] })).toEqual([]);
});

test("a post late in the evening is never sent on the next day", () => {
  const campaign = aCampaign({ anniversaries: { rules: { birthday: { time: "23:55" } } }, minIntervalMinutes: 30 });
  const prisoners = people(...["a", "b"].map((slug) => somebody(slug, "released", { born: "1980-03-05" })));
  const posts = planWith({ prisoners, campaign, from: on("2027-03-05")[0]!, to: day("2027-03-05") });
  expect(posts.map(({ at, notAfter }) => [at.toString(), notAfter.toString()])).toEqual([
    ["2027-03-05T21:55:00Z", "2027-03-05T21:59:59Z"],
    ["2027-03-05T21:59:00Z", "2027-03-05T21:59:59Z"],
  ]);
});
