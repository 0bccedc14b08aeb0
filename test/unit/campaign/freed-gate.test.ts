import { assert, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { freedGate } from "../../../src/campaign/freed-gate.ts";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { anybody, approvers, aRelease, publisherOf, someInstant } from "./a-release.ts";

const settings = { peopleZone: "Europe/Minsk" };
const instant = (text: string) => Temporal.Instant.from(text);
const ask = (prisoner: Prisoner, now = "2026-11-20T12:00:00Z", approvedBy: string | null = "Anna") =>
  freedGate(prisoner, instant(now), approvedBy, settings);
const reasonOf = (...asked: Parameters<typeof ask>): string => {
  const verdict = ask(...asked);
  return verdict.kind === "hold" ? verdict.reason : verdict.kind;
};

describe("the news of a release", () => {
  test("goes out with two independent sources, one of them Viasna, and a campaigner's yes", () => {
    expect(ask(aRelease())).toEqual({ kind: "speak" });
  });

  test("waits for a campaigner, and says with which words", () => {
    expect(reasonOf(aRelease(), undefined, null)).toBe(
      "Sara Test: no campaigner has approved it: read the sources, then say `npm run -s rollcall -- queue approve 2026-11-10/freed/somebody --as NAME`.",
    );
    expect(ask(aRelease(), undefined, " ").kind).toBe("hold");
  });

  test("waits for a second source, and says where to put it", () => {
    expect(reasonOf(aRelease({ sources: ["viasna"] }))).toContain("one source speaks for the release, and two are needed");
    expect(reasonOf(aRelease({ sources: ["viasna"] }))).toContain("status.sources in prisoners/somebody.yaml");
    expect(reasonOf(aRelease({ sources: [] }))).toContain("no source speaks");
  });

  test("waits for Viasna or BAJ, however many others say it", () => {
    expect(reasonOf(aRelease({ sources: ["reform", "zerkalo"] }))).toContain("neither Viasna (spring96.org) nor BAJ");
    expect(reasonOf(aRelease({ sources: ["reform", "zerkalo"] }))).not.toContain("two are needed");
  });

  test.each([
    ["Viasna twice, on its site and in its channel", ["viasna", "viasna-channel"]],
    ["Viasna and a mirror of it", ["viasna", "viasna-mirror"]],
    ["Viasna and a page that only looks like it", ["viasna", "evil"]],
    ["Viasna with and without an address", ["viasna", "viasna-words"]],
    ["BAJ on both of its sites", ["baj", "baj-by"]],
    ["a page without address and publisher", ["viasna", "nobody"]],
    ["a page from before the release", ["viasna", "early"]],
    ["a source that the file does not have", ["viasna", "not-there"]],
    ["one source twice", ["viasna", "viasna"]],
  ])("takes for one source only: %s", (_, sources) => {
    expect(reasonOf(aRelease({ sources }))).toContain("one source speaks");
  });

  test.each(["viasna-channel", "viasna-mirror", "viasna-words", "evil"])("does not take %s for Viasna", (key) => {
    expect(reasonOf(aRelease({ sources: [key, "reform"] }))).toContain("neither Viasna");
  });

  test.each([
    ["https://spring96.org/en/news/1", true],
    ["https://www.SPRING96.org./en/news/1", true],
    ["https://prisoners2.spring96.org/en/person/x", true],
    ["https://baj.media/en/x", true],
    ["https://baj.by/x", true],
    ["https://evilspring96.org/x", false],
    ["https://spring96.org.example.com/x", false],
    ["https://notbaj.by/x", false],
    ["https://example.com/spring96.org", false],
    ["https://baj.media.ru/x", false],
    ["https://spring96.org@evil.example/x", false],
    ["https://evil.example/?https://spring96.org/", false],
    ["https://\u0455pring96.org/x", false],
  ])("knows Viasna and BAJ by the host: %s", (url, known) => {
    const sources = { page: { title: "Released", url }, other: { title: "The Other: released", url: "https://other.example/" } };
    expect(ask(aRelease({ sources: ["page", "other"] }, { sources })).kind).toBe(known ? "speak" : "hold");
  });

  test("without Viasna waits 24 hours from the end of the day in Minsk", () => {
    const withBaj = aRelease({ sources: ["baj", "reform"] });
    expect(reasonOf(withBaj, "2026-11-11T20:59:59Z")).toContain("waits until 2026-11-12T00:00+03:00");
    expect(ask(withBaj, "2026-11-11T21:00:00Z")).toEqual({ kind: "speak" });
  });

  test("with Viasna waits for nothing but the day", () => {
    expect(reasonOf(aRelease(), "2026-11-09T20:59:59Z")).toContain("after 2026-11-09");
    expect(ask(aRelease(), "2026-11-09T21:00:00Z")).toEqual({ kind: "speak" });
  });

  test("is none without the day", () => {
    for (const since of [undefined, "2026-11", "2026"]) expect(reasonOf(aRelease({ since }))).toContain("the day is not known");
  });

  test("is none of somebody in prison, dead, unknown, or back in Belarus", () => {
    for (const kind of ["imprisoned", "died", "unknown"] as const) expect(reasonOf(aRelease({ kind }))).toContain(`status is ${kind}`);
    expect(reasonOf(aRelease({ wentBack: true }))).toContain("went back");
  });

  test("does not exist of somebody who is withheld", () => {
    expect(ask(aRelease({}, { consent: "withheld" }))).toEqual({ kind: "withheld" });
  });
});

test("whatever is recorded, it goes out only with all that is asked for, and what holds it is said", () => {
  assert(
    property(anybody, someInstant, approvers, (prisoner, now, approvedBy) => {
      const verdict = freedGate(prisoner, now, approvedBy, settings);
      const { status, consent } = prisoner;
      const since = status.since?.length === 10 ? status.since : null;
      const midnight = (days: number) => Temporal.PlainDate.from(since!).add({ days }).toZonedDateTime("Europe/Minsk").toInstant();
      const publishers = new Set(status.sources.flatMap((key) => publisherOf[key] ?? []));
      const hasViasna = status.sources.includes("viasna");
      const all =
        status.kind === "released" &&
        status.wentBack !== true &&
        since !== null &&
        Temporal.Instant.compare(now, midnight(hasViasna ? 0 : 2)) >= 0 &&
        publishers.size >= 2 &&
        (hasViasna || status.sources.includes("baj") || status.sources.includes("baj-by")) &&
        (approvedBy ?? "").trim() !== "";
      expect(verdict.kind).toBe(consent === "withheld" ? "withheld" : all ? "speak" : "hold");
      expect("reason" in verdict ? verdict.reason : "Sara Test: nothing is missing.").toMatch(/^Sara Test: .{18,}\.$/);
    }),
    { numRuns: 3000 },
  );
});
