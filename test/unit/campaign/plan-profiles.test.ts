import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planProfiles, type ProfilePlanInput } from "../../../src/campaign/plan-profiles.ts";
import type { PlannedPost, Showing } from "../../../src/campaign/planned-post.ts";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { aPrisoner } from "./a-prisoner.ts";
import { smallCampaign as campaign } from "./small-campaign.ts";

const day = (date: string) => Temporal.PlainDate.from(date);
const released = (slug: string): Prisoner =>
  aPrisoner(slug, { status: { kind: "released", since: "2025-01-01", checked: "2025-01-02", sources: ["page"] } });
const stale = (slug: string): Prisoner => aPrisoner(slug, { status: { kind: "imprisoned", checked: "2024-01-01", sources: ["page"] } });
const people = (...prisoners: Prisoner[]) => new Map(prisoners.map((prisoner) => [prisoner.slug, prisoner]));

const plan = (input: Partial<ProfilePlanInput> & Pick<ProfilePlanInput, "prisoners">): PlannedPost[] =>
  planProfiles({
    campaign,
    from: day("2026-12-01"),
    to: day("2026-12-06"),
    now: Temporal.Instant.from("2026-12-01T00:00:00Z"),
    shown: [],
    passed: [],
    taken: [],
    ...input,
  });

const scheduled = (posts: readonly PlannedPost[]) => posts.filter((post) => post.status === "scheduled");

test("every day has a name, each in turn, with an id made of date, kind and subject", () => {
  const posts = plan({ prisoners: people(released("a"), released("b"), released("c")) });
  expect(posts.map((post) => post.id)).toEqual([
    "2026-12-01/profile/a",
    "2026-12-02/profile/b",
    "2026-12-03/profile/c",
    "2026-12-04/profile/a",
    "2026-12-05/profile/b",
    "2026-12-06/profile/c",
  ]);
  expect(posts[0]).toMatchObject({ accounts: ["bluesky", "telegram"], at: Temporal.Instant.from("2026-12-01T10:00:00Z") });
});

test("whoever was shown longest ago comes first, and a new name enters at once", () => {
  const shown = [
    { subject: "a", date: day("2026-11-29") },
    { subject: "b", date: day("2026-11-28") },
    { subject: "b", date: day("2026-11-02") },
  ];
  const order = scheduled(plan({ prisoners: people(released("a"), released("b"), released("new")), shown })).map((post) => post.subject);
  expect(order.slice(0, 3)).toEqual(["new", "b", "a"]);
});

describe("somebody whose status holds the post", () => {
  test("is in the plan with the reason, once a round, and does not take the day away", () => {
    const posts = plan({ prisoners: people(stale("a"), ...["b", "c", "d", "e"].map(released)) });
    const held = posts.filter((post) => post.status === "held");
    expect(held.map((post) => post.id)).toEqual(["2026-12-01/profile/a", "2026-12-05/profile/a"]);
    expect(held[0]?.reason).toContain("2024-01-01");
    expect(scheduled(posts)).toHaveLength(6);
  });
  test("is the only one in the plan of a day on which nobody may be spoken of, and the next in turn has the next day", () => {
    const posts = plan({ prisoners: people(stale("a"), stale("b"), stale("c")) });
    expect(posts.map(({ subject, status }) => `${subject} ${status}`)).toEqual(
      ["a", "b", "c", "a", "b", "c"].map((slug) => `${slug} held`),
    );
  });
  test("does not come up every day where few may be spoken of: not before as many days as there are people held", () => {
    const posts = plan({ prisoners: people(...["a", "b", "c", "d"].map(stale), released("z")) });
    expect(posts.filter(({ status }) => status === "held").map(({ id }) => id)).toEqual([
      ...["a", "b", "c", "d"].map((slug) => `2026-12-01/profile/${slug}`),
      ...["a", "b", "c", "d"].map((slug) => `2026-12-05/profile/${slug}`),
    ]);
    expect(scheduled(posts)).toHaveLength(6);
  });
  test("comes up a few at a time, and who is left the next day", () => {
    const many = Array.from({ length: 12 }, (_, index) => stale(`p${10 + index}`));
    const held = plan({ prisoners: people(...many, released("z")) }).filter(({ status }) => status === "held");
    expect(held.map(({ date }) => date.day)).toEqual([...Array.from({ length: 10 }, () => 1), 2, 2]);
  });
  test("stays in the plan of a time that is handed out, and does not come up again at the next", () => {
    const [first] = plan({ prisoners: people(stale("a"), released("b"), released("c")) });
    const taken = [first!.at];
    const shown = [{ subject: "b", date: first!.date }];
    const again = plan({ prisoners: people(stale("a"), released("b"), released("c")), taken, shown, held: [first!] });
    expect(again.map(({ id }) => id).slice(0, 3)).toEqual(["2026-12-01/profile/a", "2026-12-02/profile/c", "2026-12-03/profile/a"]);
  });
  test("waits for the next round also over restarts", () => {
    const passed: Showing[] = [{ subject: "a", date: day("2026-11-30") }];
    const shown: Showing[] = [{ subject: "b", date: day("2026-11-29") }];
    expect(plan({ prisoners: people(stale("a"), released("b")), passed, shown })[0]).toMatchObject({ subject: "b", status: "scheduled" });
  });
  test("is held while the release is news, which a profile must not tell, and enters when it is none any more", () => {
    const lately = aPrisoner("a", { status: { kind: "released", since: "2026-11-20", checked: "2026-11-20", sources: ["page"] } });
    const posts = plan({ prisoners: people(lately, released("b"), released("c")), shown: [{ subject: "a", date: day("2026-11-01") }] });
    expect(posts.find((post) => post.subject === "a")).toMatchObject({ status: "held", reason: expect.stringContaining("2026-12-04") });
    expect(scheduled(posts).find((post) => post.subject === "a")?.id).toBe("2026-12-05/profile/a");
  });
  test("enters at once when the status is fresh again", () => {
    const passed: Showing[] = [{ subject: "a", date: day("2026-11-30") }];
    const shown: Showing[] = [{ subject: "b", date: day("2026-11-29") }];
    expect(plan({ prisoners: people(released("a"), released("b")), passed, shown })[0]).toMatchObject({ subject: "a" });
  });
  test("is judged by the day of the post, not by the day of planning", () => {
    const fresh = aPrisoner("a", { status: { kind: "imprisoned", checked: "2026-09-04", sources: ["page"] } });
    expect(plan({ prisoners: people(fresh) }).map((post) => post.status)).toEqual([
      "scheduled",
      "scheduled",
      "scheduled",
      "held",
      "held",
      "held",
    ]);
  });
});

test("a withheld person is not in the plan at all", () => {
  const hidden = { ...released("hidden"), consent: "withheld" as const };
  expect(JSON.stringify(plan({ prisoners: people(hidden, released("b")) }))).not.toContain("hidden");
});

test("only the statuses that the campaign includes take part", () => {
  const only = { ...campaign, profiles: { ...campaign.profiles, include: ["died" as const] } };
  const dead = aPrisoner("dead", { status: { kind: "died", since: "2024-02-20", checked: "2024-02", sources: ["page"] } });
  expect(new Set(plan({ campaign: only, prisoners: people(dead, released("b")) }).map((post) => post.subject))).toEqual(new Set(["dead"]));
});

test("a slot that is handed out is not filled again, and one that is over is left out", () => {
  const prisoners = people(released("a"), released("b"));
  const taken = [Temporal.Instant.from("2026-12-02T10:00:00Z")];
  const now = Temporal.Instant.from("2026-12-01T22:00:01Z");
  expect(plan({ prisoners, taken, now }).map((post) => post.date.toString())).toEqual([
    "2026-12-03",
    "2026-12-04",
    "2026-12-05",
    "2026-12-06",
  ]);
});

test("planning again from what the plan itself showed goes on where it was", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      (size, split, fresh) => {
        const prisoners = people(
          ...Array.from({ length: size }, (_, index) => (fresh[index] === true ? released(`p${index}`) : stale(`p${index}`))),
        );
        const to = day("2026-12-30");
        const whole = plan({ prisoners, to });
        const cut = day("2026-12-01").add({ days: split });
        const before = whole.filter((post) => Temporal.PlainDate.compare(post.date, cut) < 0);
        const showings = (status: string) =>
          before.filter((post) => post.status === status).map(({ subject, date }) => ({ subject, date }));
        const rest = plan({ prisoners, from: cut, to, shown: showings("scheduled"), passed: showings("held") });
        expect([...before, ...rest].map((post) => `${post.id} ${post.status}`)).toEqual(whole.map((post) => `${post.id} ${post.status}`));
      },
    ),
  );
});

test("over any 365 days, people who could be shown all along differ by at most one post, whoever else comes and goes", () => {
  const steady = 5;
  fc.assert(
    fc.property(
      fc.array(fc.record({ from: fc.integer({ min: 0, max: 700 }), days: fc.integer({ min: 1, max: 300 }) }), { maxLength: 10 }),
      (visitors) => {
        const shown: Showing[] = [];
        const dates: string[] = [];
        const always = Array.from({ length: steady }, (_, index) => released(`steady${index}`));
        for (let offset = 0; offset < 730; offset += 1) {
          const date = day("2027-01-01").add({ days: offset });
          const there = visitors.flatMap(({ from, days }, index) =>
            offset >= from && offset < from + days ? [released(`visitor${index}`)] : [],
          );
          const [post] = plan({ prisoners: people(...always, ...there), from: date, to: date, shown });
          shown.push({ subject: post!.subject, date });
          dates.push(post!.subject);
        }
        for (let start = 0; start + 365 <= dates.length; start += 73) {
          const window = dates.slice(start, start + 365);
          const counts = always.map(({ slug }) => window.filter((subject) => subject === slug).length);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      },
    ),
    { numRuns: 15 },
  );
});

test("whom another post of the day speaks of has the next day, and somebody else this one", () => {
  const spokenOf = (date: Temporal.PlainDate) => new Set(date.equals(day("2026-12-01")) ? ["a"] : []);
  const posts = plan({ prisoners: people(released("a"), released("b"), released("c")), spokenOf });
  expect(posts.map((post) => post.id).slice(0, 4)).toEqual([
    "2026-12-01/profile/b",
    "2026-12-02/profile/a",
    "2026-12-03/profile/c",
    "2026-12-04/profile/b",
  ]);
});
