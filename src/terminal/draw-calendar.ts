import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { PlannedPost } from "../campaign/planned-post.ts";
import { dim, strong } from "./styles.ts";

export interface CalendarView {
  readonly month: Temporal.PlainYearMonth;
  /** The campaign's, IANA. */
  readonly zone: string;
  /** In that zone; marked where it is in the month. */
  readonly today: Temporal.PlainDate;
  /** How wide the terminal is. */
  readonly columns: number;
  readonly labelOf: (post: PlannedPost) => string;
}

const marks = { scheduled: "●", dispatched: "✓", held: "◌", skipped: "–" } as const;
const legend = "● will go out   ◌ held   ✓ handed out   – will not go out";

/** Below this a name would be cut into pieces, and the days stand under each other instead. */
const narrowestCell = 14;
const widestCell = 26;
const daysOfWeek = 7;

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - stringWidth(text)));

/** Wrapped to the width, with what follows the first line set in under it. */
const hang = (text: string, width: number, indent: string): string[] => {
  const [first = "", ...rest] = wrapAnsi(text, width - indent.length, { hard: true }).split("\n");
  return [first, ...rest.map((row) => `${indent}${row}`)];
};

const entryOf = (post: PlannedPost, { zone, labelOf }: CalendarView): string => {
  const time = post.at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" });
  return `${marks[post.status]} ${time} ${labelOf(post)}`;
};

const styleOf = ({ status }: PlannedPost): ((text: string) => string) => (status === "scheduled" ? (text) => text : dim);

type ByDay = ReadonlyMap<string, readonly PlannedPost[]>;

const drawGrid = (byDay: ByDay, view: CalendarView, width: number): string[] => {
  const { month, today } = view;
  const first = month.toPlainDate({ day: 1 });
  const start = first.subtract({ days: first.dayOfWeek - 1 });
  const weeks = Math.ceil((first.dayOfWeek - 1 + month.daysInMonth) / daysOfWeek);

  const cellOf = (date: Temporal.PlainDate): string[] => {
    if (date.month !== month.month) return [];
    const number = date.equals(today) ? strong(`[${date.day}]`) : String(date.day);
    const entries = (byDay.get(date.toString()) ?? []).flatMap((post) => hang(entryOf(post, view), width, "  ").map(styleOf(post)));
    return [number, ...entries];
  };
  const rule = (left: string, middle: string, right: string): string =>
    left + Array.from({ length: daysOfWeek }, () => "─".repeat(width + 2)).join(middle) + right;
  const row = (cells: readonly string[]): string => `│${cells.map((cell) => ` ${pad(cell, width)} `).join("│")}│`;

  const lines = [rule("┌", "┬", "┐"), row(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(strong))];
  for (let week = 0; week < weeks; week += 1) {
    const cells = Array.from({ length: daysOfWeek }, (_, index) => cellOf(start.add({ days: week * daysOfWeek + index })));
    const height = Math.max(...cells.map((cell) => cell.length));
    lines.push(rule("├", "┼", "┤"));
    for (let line = 0; line < height; line += 1) lines.push(row(cells.map((cell) => cell[line] ?? "")));
  }
  return [...lines, rule("└", "┴", "┘")];
};

/** The days under each other, those without a post left out. */
const drawAgenda = (byDay: ByDay, view: CalendarView): string[] => {
  const lines: string[] = [];
  for (let day = 1; day <= view.month.daysInMonth; day += 1) {
    const date = view.month.toPlainDate({ day });
    const posts = byDay.get(date.toString()) ?? [];
    if (posts.length === 0) continue;
    const weekday = date.toLocaleString("en", { weekday: "short" });
    lines.push(strong(`${weekday} ${date.day}${date.equals(view.today) ? " (today)" : ""}`));
    for (const post of posts)
      lines.push(...hang(entryOf(post, view), view.columns - 2, "        ").map((row) => styleOf(post)(`  ${row}`)));
  }
  return lines;
};

/** Why what is held or left out is so: each reason once, with the days of its posts. */
const drawReasons = (posts: readonly PlannedPost[], { columns }: CalendarView): string[] => {
  const byReason = Map.groupBy(
    posts.filter(({ reason }) => reason !== null),
    ({ status, reason }) => `${status}: ${reason ?? ""}`,
  );
  return [...byReason].flatMap(([reason, ofReason]) => {
    const days = [...new Set(ofReason.map(({ date }) => date.day))].join(", ");
    return hang(`${days}  ${reason}`, columns, "    ").map(dim);
  });
};

/** A month of the plan: a page of a calendar where the terminal is wide enough for names, else the days under each other. */
export const drawCalendar = (posts: readonly PlannedPost[], view: CalendarView): string => {
  const ofMonth = posts
    .filter(({ date }) => date.toPlainYearMonth().equals(view.month))
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at) || (a.id < b.id ? -1 : 1));
  const byDay = Map.groupBy(ofMonth, ({ date }) => date.toString());
  const width = Math.min(widestCell, Math.floor((view.columns - 1) / daysOfWeek) - 3);
  const title = view.month.toPlainDate({ day: 1 }).toLocaleString("en", { month: "long", year: "numeric" });
  const page = width < narrowestCell ? drawAgenda(byDay, view) : drawGrid(byDay, view, width);
  const reasons = drawReasons(ofMonth, view);
  return [
    strong(title),
    "",
    ...(ofMonth.length === 0 ? ["Nothing is planned."] : page),
    "",
    ...hang(legend, view.columns, ""),
    ...(reasons.length === 0 ? [] : ["", ...reasons]),
  ].join("\n");
};
