import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFetched, moveOn, saysTheSame } from "../../../../src/campaign/lists/apply-fetched.ts";
import { fetchTime, isFetchDue } from "../../../../src/campaign/lists/fetch-due.ts";
import { joinLists } from "../../../../src/campaign/lists/join-lists.ts";
import { isWithheld, type ListEntry } from "../../../../src/campaign/lists/list-entry.ts";
import type { PersonList } from "../../../../src/campaign/lists/person-list.ts";
import type { Prisoner } from "../../../../src/campaign/prisoner.ts";
import { undoImport } from "../../../../src/campaign/lists/undo-import.ts";
import { anyFile, anyKinds, applied, differenceOf } from "./any-weeks.ts";

const runs = { numRuns: 300 };
const at = Temporal.Instant.from("2026-11-21T05:00:00Z");

const fetched = (list: PersonList, file: Parameters<typeof differenceOf>[1], asOf = "2026-11-21"): PersonList =>
  applyFetched(list, differenceOf(list, file, { asOf }), at);

const shown = ({ entries }: PersonList): Map<string, ListEntry> =>
  new Map(entries.flatMap((entry) => (isWithheld(entry) ? [] : [[entry.id, entry]])));

/** All that is said of people, without the day that it was looked up. */
const said = (list: PersonList): Map<string, string> =>
  new Map(
    [...joinLists([], [list]).prisoners].map(([slug, { status, list: _list, sources: _sources, ...rest }]: [string, Prisoner]) => [
      slug,
      JSON.stringify([rest, status.kind, status.since]),
    ]),
  );

describe("whatever a fetched file says", () => {
  it("nothing is said of anybody that was not said before, but that somebody is in doubt", () => {
    fc.assert(
      fc.property(anyFile, anyFile, anyFile, anyKinds, (first, second, third, kinds) => {
        const list = applied(applied(null, first, undefined, "2026-11-13"), second, kinds);
        const [before, after] = [said(list), said(fetched(list, third))];
        expect([...after].filter(([slug, words]) => !words.includes('"unknown"') && words !== before.get(slug))).toEqual([]);
      }),
      runs,
    );
  });

  it("counts as looked up for those alone of whom it says the very same", () => {
    fc.assert(
      fc.property(anyFile, anyFile, (first, second) => {
        const list = applied(null, first, undefined, "2026-11-13");
        const after = fetched(list, second);
        const again = shown(applied(list, second, undefined, "2026-11-21"));
        for (const [id, entry] of shown(after)) {
          if (entry.doubt !== undefined || entry.gone !== undefined || entry.seen !== undefined) continue;
          expect({ ...again.get(id), seen: undefined }).toEqual({ ...shown(list).get(id), seen: undefined });
        }
      }),
      runs,
    );
  });

  it("is the same when it is fetched again, and moves the day on alone", () => {
    fc.assert(
      fc.property(anyFile, anyFile, (first, second) => {
        const list = fetched(applied(null, first, undefined, "2026-11-13"), second);
        expect(saysTheSame(list, fetched(list, second))).toBe(true);
        const later = fetched(list, second, "2026-11-22");
        expect([later.entries, later.imports.at(-1)?.asOf]).toEqual([list.entries, "2026-11-22"]);
        expect(moveOn(list, "2026-11-22", at).entries).toBe(list.entries);
        expect([moveOn(list, "2026-11-21", at), moveOn(list, "2026-11-20", at)]).toEqual([list, list]);
      }),
      runs,
    );
  });

  it("leaves to a campaigner what it would have been without it, all of it", () => {
    fc.assert(
      fc.property(anyFile, anyFile, (first, second) => {
        const list = applied(null, first, undefined, "2026-11-13");
        // The slug of somebody whose name is hidden is free, and nobody knows any more that it was theirs.
        const bySlug = ({ entries }: PersonList) => entries.map((entry) => (second.hidden.length === 0 ? entry : { ...entry, slug: "x" }));
        expect(bySlug(applied(fetched(list, second), second, undefined, "2026-11-21"))).toEqual(
          bySlug(applied(list, second, undefined, "2026-11-21")),
        );
      }),
      runs,
    );
  });

  it("lets what people imported be taken back, ten times, however often it was fetched between", () => {
    fc.assert(
      fc.property(anyFile, anyFile, (first, second) => {
        let list = applied(null, first, undefined, "2026-10-01");
        for (let day = 1; day <= 31; day += 1)
          list = applyFetched(list, differenceOf(list, first, { asOf: `2026-10-${String(day).padStart(2, "0")}` }), at);
        for (let time = 0; time < 12; time += 1) list = applied(list, time % 2 === 0 ? second : first, undefined, "2026-11-13");
        const kept = list.imports.filter(({ before }) => before !== undefined);
        expect(kept).toHaveLength(10);
        expect(fetched(list, first).imports.filter(({ before }) => before !== undefined)).toHaveLength(11);
      }),
      { numRuns: 20 },
    );
  });

  it("can be taken back, but for whom the source hides", () => {
    fc.assert(
      fc.property(anyFile, anyFile, (first, second) => {
        const list = applied(null, first, undefined, "2026-11-13");
        const undone = undoImport(moveOn(fetched(list, second), "2026-11-22", at));
        const twice = undone.kind === "undone" ? undoImport(undone.list) : undone;
        const hidden = new Set(second.hidden.map(({ id }) => id));
        const entries = list.entries.map((entry) => (hidden.has(entry.id) ? { id: entry.id, hidden: true } : entry));
        expect(twice).toMatchObject({ kind: "undone", list: { imports: list.imports, entries } });
      }),
      runs,
    );
  });
});

describe("a list is fetched", () => {
  const zone = "Europe/Vilnius";
  const nobody = { askedAt: null, tries: 0, doneOn: null };

  it("at the same minute of each day, within half an hour, and never on the next day", () => {
    const anyTime = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => new Temporal.PlainTime(hour, minute));
    fc.assert(
      fc.property(anyTime, fc.string(), (time, seed) => {
        const found = fetchTime(time.toString({ smallestUnit: "minute" }), seed);
        expect(time.until(found).total("minutes")).toBeGreaterThanOrEqual(0);
        expect(time.until(found).total("minutes")).toBeLessThanOrEqual(30);
      }),
    );
    const minutes = Array.from({ length: 200 }, (_, index) => fetchTime("06:30", `https://campaign-${index}.example`).minute);
    expect(new Set(minutes).size).toBeGreaterThan(15);
  });

  it.each(["2026-03-29", "2026-10-25"])("on %s, when clocks change, as on any day", (day) => {
    const at3 = (time: string) => Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).toInstant();
    const due = (time: string) => isFetchDue(nobody, { now: at3(time), zone, time: "03:30", seed: "x" });
    expect([due("02:59:00"), due("05:00")]).toEqual([false, true]);
  });

  it("once, whatever the clock does", () => {
    const now = Temporal.Instant.from("2026-11-21T12:00:00Z");
    const due = (watch: object) => isFetchDue({ ...nobody, ...watch }, { now, zone, time: "06:30", seed: "x" });
    const today = Temporal.PlainDate.from("2026-11-21");
    expect(due({ doneOn: today })).toBe(false);
    expect(due({ doneOn: today.add({ days: 1 }) })).toBe(false);
    expect(due({ doneOn: today.subtract({ days: 1 }) })).toBe(true);
    expect(due({ askedAt: now.subtract({ minutes: 59 }), tries: 1 })).toBe(false);
    expect(due({ askedAt: now.add({ minutes: 59 }), tries: 1 })).toBe(false);
    expect(due({ askedAt: now.subtract({ hours: 1 }), tries: 1 })).toBe(true);
    expect(due({ askedAt: now.subtract({ hours: 1 }), tries: 3 })).toBe(false);
    expect(due({ askedAt: now.subtract({ hours: 24 }), tries: 3 })).toBe(true);
  });
});
