import * as fc from "fast-check";
import { expect, test } from "vitest";
import { foldTag } from "../../../src/campaign/hashtags/fold-tag.ts";
import { createEventReader, type EventReader } from "../../../src/tracking/bluesky/read-event.ts";
import { message, trackedTags } from "./made-up-events.ts";

const tracked = new Set(trackedTags);
const reader = createEventReader(tracked);

/** The plainest reading that there is: everything parsed, nothing passed over. What is said of posts as a line, else nothing. */
const readPlainly = (text: string): string => {
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever was parsed
  let event: any;
  try {
    event = JSON.parse(text);
  } catch {
    return "";
  }
  if (typeof event?.did !== "string" || !Number.isSafeInteger(event.time_us) || event.time_us <= 0 || event.kind !== "commit") return "";
  const { operation, collection, rkey, record } = event.commit ?? {};
  if (collection !== "app.bsky.feed.post" || typeof rkey !== "string") return "";
  const post = `${event.time_us} ${event.did}/${rkey}`;
  if (operation === "delete") return `${post} gone`;
  if ((operation !== "create" && operation !== "update") || typeof record !== "object" || record === null) return "";
  const found = new Set<string>();
  const note = (tag: unknown): void => {
    if (typeof tag === "string" && tracked.has(foldTag(tag))) found.add(foldTag(tag));
  };
  if (Array.isArray(record.tags)) record.tags.forEach(note);
  for (const facet of Array.isArray(record.facets) ? record.facets : [])
    for (const feature of Array.isArray(facet?.features) ? facet.features : [])
      if (feature?.$type === "app.bsky.richtext.facet#tag") note(feature.tag);
  if (operation === "create" && found.size === 0) return "";
  return `${post} ${operation === "create" ? "made" : "changed"} ${[...found].toSorted().join(" ")}`.trim();
};

const lineOf = (from: EventReader, bytes: Buffer): string => {
  const reading = from.read(bytes);
  if (reading.kind !== "post") return "";
  const { id, kind, atUs, tags } = reading.event;
  return `${atUs} ${id} ${kind} ${[...tags]
    .filter((tag) => tracked.has(tag))
    .toSorted()
    .join(" ")}`.trim();
};

test("no message that says something of a tracked hashtag is passed over, and none says more than it does", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(message, (text) => {
      const plainly = readPlainly(text);
      expect(lineOf(reader, Buffer.from(text))).toBe(plainly);
      const kind = /made|changed|gone/.exec(plainly)?.[0] ?? "nothing";
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }),
    { numRuns: 30_000 },
  );
  // All kinds were among them.
  expect([...seen.values()].every((count) => count > 300)).toBe(true);
  expect([...seen.keys()].toSorted()).toEqual(["changed", "gone", "made", "nothing"]);
});

test("where any one character of a deletion is another, it is still read as what it says", () => {
  const usual =
    '{"did":"did:plc:eygmaihciaxprqvxpfvl6flk","time_us":1700000000000003,"kind":"commit","commit":{"rev":"3l3qo2vutsw2b","operation":"delete","collection":"app.bsky.feed.post","rkey":"3l3qo2vuowo2b"}}';
  const wrong: string[] = [];
  for (let at = 0; at < usual.length; at += 1) {
    // Two at once, too: a backslash takes the next one along.
    for (const other of [
      '"',
      "\\",
      "\\\\",
      '\\"',
      "\u0000",
      "\u001f",
      " ",
      "/",
      "0",
      ":",
      "?",
      "@",
      "A",
      "Z",
      "`",
      "z",
      "~",
      "\u007f",
      "é",
    ]) {
      const text = usual.slice(0, at) + other + usual.slice(at + other.length);
      if (lineOf(reader, Buffer.from(text)) !== readPlainly(text)) wrong.push(text);
    }
  }
  expect(wrong).toEqual([]);
});

test("messages that were received together are read as each of them alone", () => {
  // What stands between two messages, and before those that came in several pieces.
  const framing = fc.constantFrom("", "\u0081~\u0003.", '[{"tag":"FreeBelarusWomen"}]', '"tags":', "\\");
  const part = fc.record({ text: message, framing, isApart: fc.boolean() });
  const together = createEventReader(tracked);
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const received = Buffer.from(parts.map(({ text, framing: before }) => before + text).join(""));
      together.receive(received);
      let end = 0;
      for (const { text, framing: before, isApart } of parts) {
        const start = end + Buffer.byteLength(before);
        end = start + Buffer.byteLength(text);
        const itself = received.subarray(start, end);
        expect(lineOf(together, isApart ? Buffer.from(itself) : itself)).toBe(readPlainly(text));
      }
    }),
    { numRuns: 5_000 },
  );
});

test("a message with a time says how far the stream is, whatever it is about", () => {
  const like = {
    did: "did:plc:a",
    time_us: 1_700_000_000_000_001,
    kind: "commit",
    commit: { rev: "r", operation: "create", collection: "app.bsky.feed.like", rkey: "k", record: {} },
  };
  expect(reader.read(Buffer.from(JSON.stringify(like)))).toEqual({ kind: "time", atUs: 1_700_000_000_000_001 });
  const account = { did: "did:plc:a", time_us: 1_700_000_000_000_002, kind: "account", account: { active: false, status: "deleted" } };
  expect(reader.read(Buffer.from(JSON.stringify(account)))).toEqual({ kind: "time", atUs: 1_700_000_000_000_002 });
  expect(reader.read(Buffer.from("{"))).toEqual({ kind: "malformed" });
});

test("what begins as most events do says when it was, of which post", () => {
  const did = "did:plc:eygmaihciaxprqvxpfvl6flk";
  const commit = {
    rev: "3l3qo2vutsw2b",
    operation: "create",
    collection: "app.bsky.feed.post",
    rkey: "3l3qo2vuowo2b",
    record: { tags: ["FreeBelarusWomen"] },
  };
  const event = { did, time_us: 1_700_000_000_000_003, kind: "commit", commit };
  expect(reader.read(Buffer.from(JSON.stringify(event)))).toMatchObject({
    atUs: 1_700_000_000_000_003,
    event: { id: `${did}/3l3qo2vuowo2b`, kind: "made" },
  });
  const untagged = { ...event, commit: { ...commit, record: { text: "tags" } } };
  expect(reader.read(Buffer.from(JSON.stringify(untagged)))).toEqual({ kind: "time", atUs: 1_700_000_000_000_003 });
});
