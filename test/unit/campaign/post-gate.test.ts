import { assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { freedGate } from "../../../src/campaign/freed-gate.ts";
import { postGate, type PostGateRequest } from "../../../src/campaign/post-gate.ts";
import { statusBasis } from "../../../src/campaign/status-basis.ts";
import { statusGate } from "../../../src/campaign/status-gate.ts";
import { anybody, approvers, aRelease, someInstant } from "./a-release.ts";

const settings = { peopleZone: "Europe/Minsk", freshnessDays: 90, releaseWaves: [] };
const ask = (request: Partial<PostGateRequest>) =>
  postGate({
    kind: "profile",
    prisoner: aRelease(),
    settings,
    now: Temporal.Instant.from("2026-11-20T12:00:00Z"),
    approvedBy: null,
    ...request,
  });

describe("the gate for posts of every kind", () => {
  test("knows nobody whom the content does not have", () => {
    for (const kind of ["profile", "freed", "correction"] as const)
      expect(ask({ kind, prisoner: undefined })).toEqual({ kind: "withheld" });
  });

  test("asks for the day in the people's zone", () => {
    const released = aRelease({ since: "2026-10-01" });
    const imprisoned = aRelease({ kind: "imprisoned", since: undefined, checked: "2026-08-22" });
    expect(ask({ prisoner: released })).toEqual({ kind: "speak" });
    expect(ask({ prisoner: imprisoned, now: Temporal.Instant.from("2026-11-20T20:59:59Z") })).toEqual({ kind: "speak" });
    expect(ask({ prisoner: imprisoned, now: Temporal.Instant.from("2026-11-20T21:00:00Z") }).kind).toBe("hold");
  });

  test("lets no profile tell a release while it is news, not even an approved one", () => {
    expect(ask({ approvedBy: "Anna" })).toMatchObject({ kind: "hold", reason: expect.stringContaining("news until 2026-11-24") });
    expect(ask({ now: Temporal.Instant.from("2026-11-24T20:59:59Z") }).kind).toBe("hold");
    expect(ask({ now: Temporal.Instant.from("2026-11-24T21:00:00Z") })).toEqual({ kind: "speak" });
  });

  test("takes a release of some day of a month for news as long as it may be", () => {
    const prisoner = aRelease({ since: "2026-11" });
    expect(ask({ prisoner, now: Temporal.Instant.from("2026-12-14T20:59:59Z") }).kind).toBe("hold");
    expect(ask({ prisoner, now: Temporal.Instant.from("2026-12-14T21:00:00Z") }).kind).toBe("speak");
  });

  test("asks of a correction that tells such news what it asks of the news", () => {
    expect(ask({ kind: "correction", approvedBy: "Anna" })).toEqual({ kind: "speak" });
    expect(ask({ kind: "correction", approvedBy: null }).kind).toBe("hold");
    expect(ask({ kind: "correction", approvedBy: "Anna", prisoner: aRelease({ sources: ["reform"] }) }).kind).toBe("hold");
  });

  test("never lets more through than the gates behind it, and nothing of somebody withheld", () => {
    assert(
      property(anybody, someInstant, approvers, constantFrom("profile", "freed", "correction"), (prisoner, now, approvedBy, kind) => {
        const verdict = postGate({ kind, prisoner, settings, now, approvedBy });
        const today = now.toZonedDateTimeISO(settings.peopleZone).toPlainDate();
        expect(verdict.kind === "withheld").toBe(prisoner.consent === "withheld");
        if (verdict.kind !== "speak") return;
        const behind = kind === "freed" ? freedGate(prisoner, now, approvedBy, settings) : statusGate(prisoner, today, settings);
        expect(behind).toEqual({ kind: "speak" });
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what a post stands on", () => {
  test("changes with all that its words rest on", () => {
    const bases = [
      aRelease(),
      aRelease({ kind: "died" }),
      aRelease({ since: "2026-11-11" }),
      aRelease({ how: "deported" }),
      aRelease({ wentBack: true }),
      aRelease({}, { consent: "withheld" }),
      aRelease({}, { detained: { date: "2020-09-07", source: "viasna" } }),
    ].map(statusBasis);
    expect(new Set(bases).size).toBe(bases.length);
  });

  test("does not change when somebody looked again and found the same", () => {
    expect(statusBasis(aRelease({ checked: "2026-11-20", sources: ["viasna", "baj"] }))).toBe(statusBasis(aRelease()));
    expect(statusBasis(aRelease({}, { consent: "no_family_objection_known" }))).toBe(statusBasis(aRelease()));
  });
});
