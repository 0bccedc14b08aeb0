import { expect, it } from "vitest";
import { stalePeople } from "../../../src/campaign/stale-people.ts";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { aPrisoner } from "./a-prisoner.ts";
import { shippedCampaign as campaign } from "../shipped-content.ts";

const day = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date);
const today = day("2026-11-21");

const stale = (people: readonly Prisoner[], posts: Parameters<typeof stalePeople>[0]["posts"] = [], horizon = day("2026-12-05")) =>
  stalePeople({ campaign, prisoners: new Map(people.map((person) => [person.slug, person])), today, horizon, posts });

const inPrison = (slug: string, checked: string): Prisoner =>
  aPrisoner(slug, {
    status: { kind: "imprisoned", checked, sources: ["page"] },
    sources: { page: { title: "A page", url: `https://example.org/${slug}` } },
  });

it("those whom the plan has soonest come first, then those whose check is the oldest", () => {
  const people = [inPrison("a", "2026-05-03"), inPrison("b", "2026-05-02"), inPrison("c", "2026-05-01"), inPrison("d", "2026-05-04")];
  const post = (subject: string, date: string) => ({ id: `${date}/profile/${subject}`, subject, date: day(date) });
  const listed = stale(people, [post("d", "2026-11-30"), post("d", "2026-11-23"), post("a", "2026-11-24")]);
  expect(listed.map(({ slug, next }) => [slug, next?.date.toString()])).toEqual([
    ["d", "2026-11-23"],
    ["a", "2026-11-24"],
    ["c", undefined],
    ["b", undefined],
  ]);
  expect(listed[0]).toMatchObject({
    link: "https://example.org/d",
    status: "imprisoned",
    checked: "2026-05-04",
    until: null,
    reason: expect.stringContaining("2026-05-04"),
  });
});

it("a post for many people counts for each of them", () => {
  const joint = { id: "2026-11-25/joint/anniversaries", subject: "anniversaries", date: day("2026-11-25"), people: ["b"] };
  expect(stale([inPrison("a", "2026-05-01"), inPrison("b", "2026-05-02")], [joint]).map(({ slug }) => slug)).toEqual(["b", "a"]);
});

it("who can be spoken of today, but not until the end of the plan, is there with the last day on which it is so", () => {
  const [soon, ...others] = stale([inPrison("fresh", "2026-11-01"), inPrison("soon", "2026-08-30")]);
  expect(others).toEqual([]);
  expect(soon).toMatchObject({ slug: "soon", reason: null, until: day("2026-11-28") });
  expect(stale([inPrison("soon", "2026-08-30")], [], day("2026-11-28"))).toEqual([]);
});

it("nobody is there who is withheld, who is free without doubt, or whose release is news", () => {
  const free = (slug: string, since: string): Prisoner => aPrisoner(slug, { status: { kind: "released", since, sources: ["page"] } });
  const withheld = { ...inPrison("withheld", "2020-01-01"), consent: "withheld" as const };
  expect(stale([withheld, free("free", "2025-01-01"), free("news", "2026-11-19")])).toEqual([]);
});

it("a person's own page is the one to look at, before the one that posts link to", () => {
  const person = aPrisoner("a", {
    status: { kind: "unknown", sources: [] },
    link: "press",
    sources: {
      press: { title: "Press", url: "https://example.org/1" },
      viasna: { title: "Viasna", url: "https://prisoners.spring96.org/en/person/a" },
    },
  });
  expect(stale([person])).toMatchObject([{ link: "https://prisoners.spring96.org/en/person/a", checked: null }]);
});
