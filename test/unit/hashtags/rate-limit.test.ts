import { expect, test } from "vitest";
import { readRateLimit } from "../../../src/tracking/mastodon/rate-limit.ts";

const now = Temporal.Instant.from("2026-12-07T12:30:00Z");
const read = (headers: Readonly<Record<string, string | undefined>>) => readRateLimit((name) => headers[name] ?? null, now);
const usualMs = 300_000;

test.each([
  {
    kind: "an instant of the server's own clock",
    headers: { "x-ratelimit-reset": "2026-12-07T10:05:30.000000Z", date: "Mon, 07 Dec 2026 10:04:00 GMT" },
    ms: 91_000,
  },
  { kind: "an instant without a clock", headers: { "x-ratelimit-reset": "2026-12-07T12:32:00Z" }, ms: 121_000 },
  {
    kind: "an instant that its clock makes no sense of",
    headers: { "x-ratelimit-reset": "2026-12-07T12:32:00Z", date: "Mon, 07 Dec 2020 10:04:00 GMT" },
    ms: 121_000,
  },
  { kind: "seconds", headers: { "retry-after": "30", "x-ratelimit-reset": "2026-12-07T12:50:00Z" }, ms: 31_000 },
  { kind: "a date to retry after", headers: { "retry-after": "Mon, 07 Dec 2026 12:40:00 GMT" }, ms: 601_000 },
  { kind: "nothing", headers: {}, ms: usualMs },
  { kind: "nonsense", headers: { "retry-after": "soon", "x-ratelimit-reset": "1" }, ms: usualMs },
  { kind: "a year", headers: { "retry-after": "31536000" }, ms: usualMs },
])("how long to wait: $kind", ({ headers, ms }) => {
  expect(read(headers).resetsInMs).toBe(ms);
});

test.each([
  { headers: {}, left: Number.POSITIVE_INFINITY },
  { headers: { "x-ratelimit-remaining": "12" }, left: 12 },
  { headers: { "x-ratelimit-remaining": "12", "x-ratelimit-limit": "300" }, left: 7 },
  { headers: { "x-ratelimit-remaining": "3", "x-ratelimit-limit": "300" }, left: 0 },
  { headers: { "x-ratelimit-remaining": "3", "x-ratelimit-limit": "10" }, left: 3 },
  { headers: { "x-ratelimit-remaining": "-1" }, left: Number.POSITIVE_INFINITY },
])("of the calls that are left, a few are left to others: $headers", ({ headers, left }) => {
  expect(read(headers).callsLeft).toBe(left);
});
