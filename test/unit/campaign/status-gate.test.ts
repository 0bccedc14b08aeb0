import { describe, expect, test } from "vitest";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { statusGate } from "../../../src/campaign/status-gate.ts";
import { aPrisoner } from "./a-prisoner.ts";

const day = (date: string) => Temporal.PlainDate.from(date);
const withStatus = (status: Partial<Prisoner["status"]>): Prisoner =>
  aPrisoner("somebody", { status: { kind: "imprisoned", sources: ["page"], ...status } });
const ask = (prisoner: Prisoner, today: string) => statusGate(prisoner, day(today), { freshnessDays: 90, releaseWaves: ["2026-03-19"] });

describe("somebody in prison", () => {
  test("is spoken of up to the last day of the freshness window", () => {
    expect(ask(withStatus({ checked: "2026-04-01" }), "2026-06-30")).toEqual({ kind: "speak" });
  });
  test("is held from the day after, with the date of the check and what to do", () => {
    const verdict = ask(withStatus({ checked: "2026-04-01" }), "2026-07-01");
    expect(verdict).toMatchObject({ kind: "hold", reason: expect.stringContaining("2026-04-01: 91 days") });
    expect(verdict).toMatchObject({ reason: expect.stringContaining("prisoners/somebody.yaml") });
  });
  test("checked in some month counts from that month's first day", () => {
    expect(ask(withStatus({ checked: "2026-04" }), "2026-06-30").kind).toBe("speak");
    expect(ask(withStatus({ checked: "2026-04" }), "2026-07-01").kind).toBe("hold");
  });
  test("checked before a wave of releases is spoken of for seven days only", () => {
    expect(ask(withStatus({ checked: "2026-03-15" }), "2026-03-22").kind).toBe("speak");
    expect(ask(withStatus({ checked: "2026-03-15" }), "2026-03-23")).toMatchObject({
      kind: "hold",
      reason: expect.stringContaining("releases of 2026-03-19"),
    });
    expect(ask(withStatus({ checked: "2026-03-19" }), "2026-06-17").kind).toBe("speak");
    expect(ask(withStatus({ checked: "2026-02-01" }), "2026-03-18").kind).toBe("speak");
  });
  test("without a date of the check is held", () => {
    expect(ask(withStatus({}), "2026-04-01").kind).toBe("hold");
  });
});

test("an unknown status is held however fresh the check is", () => {
  expect(ask(withStatus({ kind: "unknown", checked: "2026-04-01" }), "2026-04-01")).toMatchObject({
    kind: "hold",
    reason: expect.stringContaining("unknown"),
  });
});

describe("somebody released or dead", () => {
  test.each(["released", "died"] as const)("%s long ago needs no fresh check", (kind) => {
    expect(ask(withStatus({ kind, since: "2022-09-03", checked: "2022-10-14" }), "2026-11-21").kind).toBe("speak");
  });
  test.each(["released", "died"] as const)("%s without a date is held", (kind) => {
    expect(ask(withStatus({ kind, checked: "2026-11-01" }), "2026-11-21").kind).toBe("hold");
  });
  test("is held before the day on which it happened", () => {
    expect(ask(withStatus({ kind: "released", since: "2026-11-22", checked: "2026-11-22" }), "2026-11-21").kind).toBe("hold");
  });
  test("who went back needs a fresh check again", () => {
    const wentBack = withStatus({ kind: "released", since: "2026-04-28", checked: "2026-09-08", wentBack: true });
    expect(ask(wentBack, "2026-12-07").kind).toBe("speak");
    expect(ask(wentBack, "2026-12-08").kind).toBe("hold");
  });
});

test("a withheld person gets no reason that could name them, whatever their status", () => {
  for (const kind of ["imprisoned", "released", "died", "unknown"] as const) {
    const prisoner = aPrisoner("somebody", {
      consent: "withheld",
      status: { kind, since: "2020-01-01", checked: "2026-11-20", sources: [] },
    });
    expect(ask(prisoner, "2026-11-21")).toEqual({ kind: "withheld" });
  }
});
