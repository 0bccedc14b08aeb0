import * as fc from "fast-check";
import { expect, test } from "vitest";
import { writeICalendar, type CalendarEvent } from "../../src/feeds/write-icalendar.ts";

const event: CalendarEvent = {
  uid: "2026-12-01/anniversary/somebody@rollcall",
  at: Temporal.Instant.from("2026-12-01T10:00:00Z"),
  summary: "Some Body",
  description: "",
  status: "CONFIRMED",
};
const stamp = Temporal.Instant.from("2026-11-21T06:00:00.123Z");
const write = (changes: Partial<CalendarEvent> = {}): string =>
  writeICalendar({ name: "Every day", stamp, events: [{ ...event, ...changes }] });

test("an event has what RFC 5545 wants of it, in lines that end with CR LF", () => {
  expect(write().split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Rollcall//Plan//EN",
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:Every day",
    "BEGIN:VEVENT",
    "UID:2026-12-01/anniversary/somebody@rollcall",
    "DTSTAMP:20261121T060000Z",
    "DTSTART:20261201T100000Z",
    "SUMMARY:Some Body",
    "DESCRIPTION:",
    "STATUS:CONFIRMED",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("commas, semicolons, backslashes and line breaks are escaped, and control characters left out", () => {
  expect(write({ summary: "a, b; c\\d\r\ne\nf\u0007" })).toContain("SUMMARY:a\\, b\\; c\\\\d\\ne\\nf\r\n");
});

/** As a reader takes it apart again: section 3.1, then 3.3.11. */
const readSummary = (file: string): string | undefined =>
  file
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .find((line) => line.startsWith("SUMMARY:"))
    ?.slice("SUMMARY:".length)
    .replaceAll(/\\([\\;,nN])/g, (_, escaped: string) => (escaped.toLowerCase() === "n" ? "\n" : escaped));

test("whatever a text is, lines have at most 75 octets, tear no character, and read as the text again", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 400, size: "max" }),
    fc.string({ unit: fc.constantFrom("a", "b", "я", "ў", ",", "\\", "👩‍👩‍👧", "n", "\n"), maxLength: 200, size: "max" }),
  );
  fc.assert(
    fc.property(text, (summary) => {
      const file = write({ summary });
      for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(Buffer.from(file).toString()).toBe(file);
      expect(readSummary(file)).toBe(summary.replaceAll(/\r\n|\r/g, "\n").replaceAll(/(?![\t\n])\p{Cc}/gu, ""));
    }),
    { numRuns: 500 },
  );
});
