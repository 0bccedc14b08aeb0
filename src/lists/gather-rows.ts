import type { ListFile, ListLanguage, ListRow, ListStatus } from "../campaign/lists/list-row.ts";
import type { RowRead } from "./read-row.ts";

export type GatheredRows = Pick<ListFile, "rows" | "refused" | "notes" | "hidden" | "total" | "tail" | "language"> & {
  /** Of whoever is in prison by the file, hidden rows included; null for what its rows do not tell. */
  readonly active: ListFile["active"];
};

interface Held {
  readonly line: number;
  readonly row: ListRow;
  readonly notes: readonly string[];
}

interface Hidden {
  readonly line: number;
  readonly id: string | null;
  readonly status: ListStatus | null;
  readonly gender: "F" | "M" | null;
  readonly isJournalist: boolean;
}

const tailLength = 20;
const mostLost = 0.01;
/** A number of women is none where it is not known of more people in prison whether they are. */
const mostUntold = 0.02;

const factsOf = (row: ListRow): string => JSON.stringify({ ...row, line: 0 });

const lines = (held: readonly Held[], but: Held): string =>
  held
    .filter((one) => one !== but)
    .map(({ line }) => `line ${line}`)
    .join(" and ");

/**
 * Puts the rows of a file together. An id that is there twice with the same facts is one row; with different ones nobody knows which is right, and none is gone by;
 * where one of them hides the name, it is hidden.
 */
export const createGathering = () => {
  const byId = new Map<string, Held[]>();
  const hidden: Hidden[] = [];
  const refused: { line: number; id: string | null; reason: string }[] = [];
  let total = 0;
  const lost: number[] = [];
  let tail: string[] = [];

  return {
    add: (read: RowRead, line: number): void => {
      total += 1;
      if (read.id !== null) {
        tail.push(read.id);
        if (tail.length > tailLength * 2) tail = tail.slice(-tailLength);
      }
      if (read.kind === "hidden" && read.isQuestioned) lost.push(line);
      if (read.kind === "hidden")
        hidden.push({ line, id: read.id, status: read.status, gender: read.gender, isJournalist: read.isJournalist });
      else if (read.kind === "refused") refused.push({ line, id: read.id, reason: read.reason });
      else {
        const { row, notes } = read;
        const same = byId.get(row.id);
        if (same === undefined) byId.set(row.id, [{ line, row, notes }]);
        else if (!same.some((held) => factsOf(held.row) === factsOf(row))) same.push({ line, row, notes });
      }
    },

    /** Why the file is not gone by, or null. One name may be kept in question marks; many are what another encoding leaves of letters that it has not. */
    complaint: (): string | null =>
      lost.length < 3 || lost.length <= total * mostLost
        ? null
        : `the names of ${lost.length} rows are question marks, from line ${lost[0]} on, so their letters were lost: export the list again, save it as "CSV UTF-8" and import that`,

    /** @param otherwise the language of a file that does not show its own */
    gathered: (otherwise: ListLanguage): GatheredRows => {
      const hiddenIds = new Set(hidden.flatMap(({ id }) => (id === null ? [] : [id])));
      const refusedIds = new Set(refused.flatMap(({ id }) => (id === null ? [] : [id])));
      const rows: ListRow[] = [];
      const notes: { line: number; id: string; note: string }[] = [];
      for (const [id, held] of byId) {
        if (hiddenIds.has(id)) continue;
        const [first] = held;
        if (held.length === 1 && first !== undefined && !refusedIds.has(id)) {
          rows.push(first.row);
          notes.push(...first.notes.map((note) => ({ line: first.line, id, note })));
          continue;
        }
        for (const one of held) {
          const others = lines(held, one);
          const reason = id.startsWith("~")
            ? `it has no id, and cannot be told apart from ${others}`
            : others === ""
              ? `the id ${id} is in another row, too, which was refused`
              : `the id ${id} is in ${others}, too, and they do not say the same`;
          refused.push({ line: one.line, id, reason });
        }
      }
      const languages = Object.entries(Object.groupBy(rows, ({ language }) => language));
      const [most] = languages.toSorted(([, a], [, b]) => (b?.length ?? 0) - (a?.length ?? 0));
      const inPrison = [
        ...rows
          .filter(({ status }) => status === "active")
          .map(({ gender, journalist }) => ({ gender, isJournalist: journalist === true })),
        ...hidden.filter(({ status }) => status === "active"),
      ];
      return {
        rows,
        refused: refused.sort((a, b) => a.line - b.line),
        notes,
        hidden: hidden.map(({ line, id }) => ({ line, id })),
        total,
        tail: tail.slice(-tailLength),
        language: (most?.[0] as ListLanguage | undefined) ?? otherwise,
        active: {
          total: inPrison.length,
          women:
            inPrison.filter(({ gender }) => gender !== "F" && gender !== "M").length > inPrison.length * mostUntold
              ? null
              : inPrison.filter(({ gender }) => gender === "F").length,
          // A list that calls nobody a journalist does not tell them.
          journalists: rows.some(({ journalist }) => journalist === true)
            ? inPrison.filter(({ isJournalist }) => isJournalist).length
            : null,
        },
      };
    },
  };
};
