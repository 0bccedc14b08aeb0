/** An entry of a calendar. */
export interface CalendarEvent {
  /** Of its own in the world, and the same whenever the file is written again. */
  readonly uid: string;
  readonly at: Temporal.Instant;
  readonly summary: string;
  readonly description: string;
  readonly status: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
}

export interface Calendar {
  readonly name: string;
  /** When this was written. */
  readonly stamp: Temporal.Instant;
  readonly events: readonly CalendarEvent[];
}

const crlf = "\r\n";

/** https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11; control characters are none of TEXT. */
const escapeText = (text: string): string =>
  text
    .replaceAll(/\r\n|\r|\n/g, "\n")
    .replaceAll(/(?![\t\n])\p{Cc}/gu, "")
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");

const longestLineBytes = 75;

/** At most 75 octets a line, the blank of a continuation included, and no character of UTF-8 torn: section 3.1. */
const foldLine = (line: string): string => {
  let folded = "";
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > longestLineBytes) {
      folded += `${crlf} `;
      bytes = 1;
    }
    folded += character;
    bytes += size;
  }
  return folded;
};

/** 20261201T100000Z */
const writeInstant = (instant: Temporal.Instant): string => instant.round("second").toString().replaceAll(/[-:]/g, "");

const eventLines = ({ uid, at, summary, description, status }: CalendarEvent, stamp: Temporal.Instant): string[] => [
  "BEGIN:VEVENT",
  `UID:${escapeText(uid)}`,
  `DTSTAMP:${writeInstant(stamp)}`,
  `DTSTART:${writeInstant(at)}`,
  `SUMMARY:${escapeText(summary)}`,
  `DESCRIPTION:${escapeText(description)}`,
  `STATUS:${status}`,
  // A post takes nobody's time.
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
];

/** A calendar file as RFC 5545 has it. Instants are in UTC, so that no time zone has to be defined. */
export const writeICalendar = ({ name, stamp, events }: Calendar): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Rollcall//Plan//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp)),
    "END:VCALENDAR",
  ]
    .map((line) => foldLine(line) + crlf)
    .join("");
