import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { drawCalendar, type CalendarView } from "../../src/terminal/draw-calendar.ts";

const post = (id: string, time: string, changes: Partial<PlannedPost> = {}): PlannedPost => {
  const [day = "", , subject = ""] = id.split("/");
  const date = Temporal.PlainDate.from(day);
  const at = date.toZonedDateTime({ timeZone: "Europe/Vilnius", plainTime: time }).toInstant();
  return { id, kind: "anniversary", subject, date, at, notAfter: at, accounts: [], status: "scheduled", reason: null, ...changes };
};

const posts = [
  post("2027-02-14/anniversary/kseniya", "10:00"),
  post("2027-02-28/anniversary/siarhei", "23:30", { status: "held", reason: "Siarhei: status is unknown. Look it up." }),
  post("2027-02-28/marked-day/solidarity", "09:00"),
  post("2027-03-01/anniversary/of-march", "10:00"),
];
const labels: Readonly<Record<string, string>> = {
  kseniya: "Kseniya Lutskina: birthday (43)",
  siarhei: "Siarhei Tsikhanouski: 6 years since the arrest",
  solidarity: "Дзень салідарнасці 👩‍👩‍👧",
};

const draw = (columns: number, month = "2027-02", view: Partial<CalendarView> = {}): string =>
  stripVTControlCharacters(
    drawCalendar(posts, {
      month: Temporal.PlainYearMonth.from(month),
      zone: "Europe/Vilnius",
      today: Temporal.PlainDate.from("2027-02-14"),
      columns,
      labelOf: ({ subject }) => labels[subject] ?? subject,
      ...view,
    }),
  );

describe("a month on a wide terminal", () => {
  test("is a page of a calendar: each post under its day, in the order of the day", () => {
    const said = draw(160);
    expect(said).toContain("February 2027");
    expect(said.split("\n").find((line) => line.includes("Mon"))).toMatch(/^│ Mon +│ Tue .*│ Sun +│$/);
    // 1 February 2027 is a Monday, and the month has four whole weeks.
    expect(said.split("\n").filter((line) => line.startsWith("├"))).toHaveLength(4);
    const sundays = said
      .split("\n")
      .map((line) => line.split("│").at(-2)?.trim() ?? "")
      .join("\n");
    expect(sundays).toMatch(/\[14\]\n● 10:00 Kseniya\nLutskina:/);
    expect(sundays).toMatch(/28\n● 09:00 Дзень[^]*◌ 23:30 Siarhei/);
    expect(said).not.toContain("of-march");
  });
  test("says below why something is held, once for all its days", () => {
    expect(draw(160)).toMatch(/\n28 {2}held: Siarhei: status is unknown\. Look it up\.$/);
  });
});

test("a month on a narrow terminal has its days under each other, those without a post left out", () => {
  const said = draw(60);
  expect(said).toContain("Sun 14 (today)\n  ● 10:00 Kseniya Lutskina: birthday (43)\nSun 28\n  ● 09:00 Дзень салідарнасці");
  expect(said).not.toContain("│");
});

test.each([20, 40, 60, 80, 119, 120, 140, 200, 400])("at %d columns no line is wider than the terminal, and no name is lost", (columns) => {
  const said = draw(columns);
  for (const line of said.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  for (const word of ["Kseniya", "Siarhei", "birthday", "23:30"]) expect(said).toContain(word);
});

test("months that begin on a Sunday have six weeks, and a month without posts says so", () => {
  expect(draw(160, "2027-08")).toContain("Nothing is planned.");
  const august = { ...posts[0]!, date: Temporal.PlainDate.from("2027-08-31"), at: Temporal.Instant.from("2027-08-31T07:00:00Z") };
  const page = stripVTControlCharacters(
    drawCalendar([august], {
      month: Temporal.PlainYearMonth.from("2027-08"),
      zone: "Europe/Vilnius",
      today: august.date,
      columns: 160,
      labelOf: () => "Somebody",
    }),
  );
  expect(page.split("\n").filter((line) => line.startsWith("├"))).toHaveLength(6);
});
