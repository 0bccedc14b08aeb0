import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryText } from "../../../../src/campaign/lists/entry-text.ts";
import { hiddenEntrySchema, isWithheld, listEntrySchema } from "../../../../src/campaign/lists/list-entry.ts";
import { undoImport } from "../../../../src/campaign/lists/undo-import.ts";
import { withholdEntry } from "../../../../src/campaign/lists/withhold-entry.ts";
import type { PersonList } from "../../../../src/campaign/lists/person-list.ts";
import { anyFile, anyKinds, anyOrder, applied, differenceOf } from "./any-weeks.ts";

const runs = { numRuns: 300 };

const peopleOf = ({ entries }: PersonList): string[] => entries.map(entryText);

const textOf = (list: PersonList): string => JSON.stringify([list.header, list.imports, peopleOf(list)]);

const week = (day: number): string => `2026-11-${String(day).padStart(2, "0")}`;

describe("any list and any file", () => {
  it("differ in nothing once all of the difference was applied", () => {
    fc.assert(
      fc.property(anyFile, anyFile, (first, second) => {
        const list = applied(applied(null, first, undefined, week(13)), second);
        expect([differenceOf(applied(null, first), first).changes, differenceOf(list, second).changes]).toEqual([[], []]);
      }),
      runs,
    );
  });

  it("end at the same people when the kinds are applied one after the other, in whatever order", () => {
    fc.assert(
      fc.property(anyFile, anyFile, anyOrder, (first, second, order) => {
        const before = applied(null, first, undefined, week(13));
        const whole = applied(before, second);
        let list = before;
        for (const kind of order) list = applied(list, second, [kind]);
        // The slug of somebody who is taken down is free, and nobody knows any more that it was theirs.
        const bySlug = ({ entries }: PersonList) =>
          second.hidden.length === 0 ? entries.map(entryText) : entries.map((entry) => entryText({ ...entry, slug: "x" }));
        expect(bySlug(list)).toEqual(bySlug(whole));
      }),
      runs,
    );
  });

  it("are as before to the last byte when an import is taken back, but for whom the source hides now", () => {
    fc.assert(
      fc.property(anyFile, anyFile, anyKinds, (first, second, kinds) => {
        const before = applied(null, first, undefined, week(13));
        const undone = undoImport(applied(before, second, kinds), 2);
        const hidden = new Set(second.hidden.map(({ id }) => id));
        const expected = {
          ...before,
          entries: before.entries.map((entry) => (hidden.has(entry.id) ? { id: entry.id, hidden: true as const } : entry)),
        };
        expect(undone.kind === "undone" && textOf(undone.list)).toBe(textOf(expected));
      }),
      runs,
    );
  });

  it("keep what is written in order and by the schema, each id and each slug once", () => {
    fc.assert(
      fc.property(anyFile, anyFile, anyKinds, (first, second, kinds) => {
        const { entries } = applied(applied(null, first, undefined, week(13)), second, kinds);
        const faulty = entries.filter((entry) => !("slug" in entry ? listEntrySchema : hiddenEntrySchema).safeParse(entry).success);
        const slugs = entries.flatMap((entry) => (isWithheld(entry) ? [] : [entry.slug]));
        const ids = entries.map(({ id }) => id);
        expect(faulty).toEqual([]);
        expect([new Set(slugs).size, new Set(ids).size]).toEqual([slugs.length, ids.length]);
        expect(ids.map(Number)).toEqual(ids.map(Number).sort((a, b) => a - b));
      }),
      runs,
    );
  });

  it("leave nobody in prison whom the file does not have there, unless something says that it is not known", () => {
    fc.assert(
      fc.property(anyFile, anyFile, anyKinds, (first, second, kinds) => {
        const { entries } = applied(applied(null, first, undefined, week(13)), second, kinds);
        const active = new Set(second.rows.filter(({ status, died }) => status === "active" && died === undefined).map(({ id }) => id));
        const wrong = entries.filter(
          (entry) =>
            !isWithheld(entry) &&
            entry.status === "active" &&
            entry.died === undefined &&
            (entry.doubt ?? entry.gone ?? entry.seen) === undefined &&
            !active.has(entry.id),
        );
        // Where a correction waits, the person may have another id already.
        const renumbered = new Set(differenceOf(applied(null, first), second).changes.map(({ before }) => before?.id));
        expect(wrong.filter(({ id }) => !renumbered.has(id))).toEqual([]);
      }),
      runs,
    );
  });

  it("never name somebody who was withheld again, whatever is imported or taken back", () => {
    const secret = "Secret Person";
    const slug = "secret-person";
    const withSecret = anyFile.chain((file) =>
      fc.nat(file.rows.length).map((at) => ({
        ...file,
        rows: file.rows.map((row, index) =>
          index === at ? { ...row, name: secret, language: "en" as const, url: `https://example.org/${slug}` } : row,
        ),
      })),
    );
    fc.assert(
      fc.property(withSecret, withSecret, anyKinds, fc.array(anyFile, { maxLength: 2 }), (first, second, kinds, later) => {
        let list = applied(applied(null, first, undefined, week(10)), second, kinds, week(13));
        const named = list.entries.flatMap((entry) =>
          !isWithheld(entry) && Object.values(entry.names).includes(secret) ? [entry.id] : [],
        );
        const ids = new Set([
          ...named,
          ...[first, second].flatMap(({ rows }) => rows.filter(({ name }) => name === secret).map(({ id }) => id)),
        ]);
        for (const id of ids) list = withholdEntry(list, id);
        const again = later.map((file) => ({
          ...file,
          rows: file.rows.map((row) => (ids.has(row.id) ? { ...row, name: secret, url: `https://example.org/${slug}` } : row)),
        }));
        const said: string[] = [textOf(list)];
        for (const file of again) {
          const { changes, refused, sameName } = differenceOf(list, file);
          said.push(JSON.stringify([changes, refused, sameName]));
          list = applied(list, file);
          said.push(textOf(list));
        }
        for (let undone = undoImport(list); undone.kind === "undone"; undone = undoImport(list)) {
          list = undone.list;
          said.push(textOf(list));
        }
        expect(said.filter((text) => text.includes(secret) || text.includes(slug))).toEqual([]);
        expect(list.entries.filter(isWithheld).map(({ id }) => id)).toEqual(expect.arrayContaining([...ids]));
      }),
      runs,
    );
  });
});
