import { assert, boolean, property } from "fast-check";
import { expect, test } from "vitest";
import { freedGate } from "../../../src/campaign/freed-gate.ts";
import { planFreed, type FreedPlanInput } from "../../../src/campaign/plan-freed.ts";
import type { PlannedPost } from "../../../src/campaign/planned-post.ts";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { aRelease, manyPeople, someInstant } from "./a-release.ts";
import { smallCampaign as campaign } from "./small-campaign.ts";

const id = "2026-11-10/freed/somebody";
const approved = new Map([[id, "Anna"]]);
const people = (prisoner: Prisoner) => new Map([[prisoner.slug, prisoner]]);
const instant = (text: string) => Temporal.Instant.from(text);
const plan = (prisoner: Prisoner, input: Partial<FreedPlanInput> = {}): PlannedPost[] =>
  planFreed({ campaign, prisoners: people(prisoner), now: instant("2026-11-20T12:00:00Z"), posts: [], approvals: new Map(), ...input });

test("a release is offered on every account, and held until a campaigner has said yes", () => {
  const [post] = plan(aRelease());
  expect(post).toMatchObject({ id, kind: "freed", subject: "somebody", accounts: ["bluesky", "telegram"], status: "held" });
  expect(post?.date.toString()).toBe("2026-11-10");
  expect(post?.reason).toContain(`queue approve ${id}`);
  expect(plan(aRelease(), { approvals: approved })).toMatchObject([{ id, status: "scheduled", reason: null }]);
});

test("an approval counts for its own post only: with another day it has to be given again", () => {
  expect(plan(aRelease({ since: "2026-11-11" }), { approvals: approved })).toMatchObject([{ status: "held" }]);
});

test("a release is offered until the end of the 14th day after it, and no longer", () => {
  const at = (now: string) => plan(aRelease(), { now: instant(now) });
  expect(at("2026-11-09T20:59:59Z")).toEqual([]);
  expect(at("2026-11-09T21:00:00Z")).toHaveLength(1);
  expect(at("2026-11-24T20:59:59Z").map((post) => post.notAfter.toString())).toEqual(["2026-11-24T20:59:59Z"]);
  expect(at("2026-11-24T21:00:00Z")).toEqual([]);
});

test("it is due when the clock lets it out: at once with Viasna, else 24 hours after the day", () => {
  expect(plan(aRelease())[0]?.at.toString()).toBe("2026-11-09T21:00:00Z");
  expect(plan(aRelease({ sources: ["baj", "reform"] }))[0]?.at.toString()).toBe("2026-11-11T21:00:00Z");
});

test("what was sent or given up is not offered again, nor a release that was told under another day", () => {
  const date = Temporal.PlainDate.from("2026-11-10");
  const there = (status: PlannedPost["status"]) => [{ id, kind: "freed" as const, subject: "somebody", date, status }];
  expect(plan(aRelease(), { posts: there("dispatched") })).toEqual([]);
  expect(plan(aRelease(), { posts: there("skipped") })).toEqual([]);
  expect(plan(aRelease({ since: "2026-11-12" }), { posts: there("dispatched") })).toEqual([]);
  expect(plan(aRelease({ since: "2026-11-12" }), { posts: there("skipped") })).toHaveLength(1);
  expect(plan(aRelease(), { posts: there("held") })).toHaveLength(1);
  expect(plan(aRelease(), { posts: [{ ...there("dispatched")[0]!, id: "2026-11-10/freed/another", subject: "another" }] })).toHaveLength(1);
  // A profile of that day is no news that was told.
  expect(plan(aRelease(), { posts: [{ ...there("dispatched")[0]!, kind: "profile" }] })).toHaveLength(1);
});

test("whoever there is, only releases are offered, none of somebody withheld, and none is scheduled that the gate would hold", () => {
  assert(
    property(manyPeople, someInstant, boolean(), (prisoners, now, isApproved) => {
      const ids = isApproved ? [...prisoners.values()].map(({ slug, status }) => `${status.since}/freed/${slug}`) : [];
      const approvals = new Map(ids.map((approvedId) => [approvedId, "Anna"]));
      const posts = planFreed({ campaign, prisoners, now, posts: [], approvals });
      for (const post of posts) {
        const prisoner = prisoners.get(post.subject)!;
        expect(prisoner).toMatchObject({ status: { kind: "released", since: post.date.toString() } });
        expect(prisoner.consent).not.toBe("withheld");
        const verdict = freedGate(prisoner, now, approvals.get(post.id) ?? null, campaign);
        expect(post.status === "scheduled").toBe(verdict.kind === "speak");
        expect(post.reason === null).toBe(post.status === "scheduled");
        expect(post.status === "held" || Temporal.Instant.compare(post.at, now) <= 0).toBe(true);
      }
      expect(planFreed({ campaign, prisoners, now, posts, approvals })).toEqual(posts);
    }),
    { numRuns: 1000 },
  );
});
