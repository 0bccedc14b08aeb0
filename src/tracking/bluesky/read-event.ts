import { foldTag } from "../../campaign/hashtags/fold-tag.ts";
import type { PostNews } from "../../campaign/hashtags/heard-post.ts";
import { tagsOfRecord } from "../../campaign/hashtags/tags-of-record.ts";
import { createReceivedBytes, type ReceivedBytes } from "./received-bytes.ts";
import { revisionUs } from "./revision-time.ts";
import { didStart, scanBeginning, type EventBeginning } from "./scan-beginning.ts";

/** What is said of a post, and its id: `did/rkey`. */
export interface PostEvent extends PostNews {
  readonly id: string;
}

/**
 * - `time`: nothing for us, but it says how far the stream is.
 * - `post`: a post was made with a tracked hashtag, or was changed or deleted.
 * - `malformed`: it has no time, or cannot be read.
 */
type EventReading =
  | { readonly kind: "time"; readonly atUs: number }
  | { readonly kind: "post"; readonly atUs: number; readonly event: PostEvent }
  | { readonly kind: "malformed" };

export interface EventReader {
  /** Takes what was received, before the messages that lie in it are read; it must not change until more is received. */
  receive(bytes: Buffer): void;
  read(message: Buffer): EventReading;
}

const collection = "app.bsky.feed.post";
const kinds: Readonly<Record<string, PostNews["kind"]>> = { create: "made", update: "changed", delete: "gone" };
const malformed: EventReading = { kind: "malformed" };

/**
 * Reads Jetstream's messages (https://github.com/bluesky-social/jetstream). Most of them are posts without a tracked hashtag; parsing those is what would
 * take nearly all of the time, so the text is looked at first: no message that a parser would find a tracked hashtag in is ever passed over.
 * An event counts at its `time_us`, when the network heard of it; what a post says of its own time may be anything.
 */
export const createEventReader = (tracked: ReadonlySet<string>): EventReader => {
  const head: EventBeginning = { atUs: 0, operation: null, didEnd: 0, revStart: 0, rkeyStart: 0, rkeyEnd: 0 };
  const lengths = new Set([...tracked].map((tag) => tag.length));

  const received = createReceivedBytes();
  /** A message that did not come in one piece. */
  const apart = createReceivedBytes();

  /** Whether a hashtag's value, which stands behind its opening quote, may be a tracked one. */
  const isTrackedAt = (message: Buffer, from: number): boolean => {
    let end = from;
    let isPlain = true;
    // A value with a quote in it ends too early here: no hashtag that is tracked has one.
    for (; end < message.length && message[end] !== quote; end += 1) isPlain &&= (message[end] ?? 0) < 0x80 && message[end] !== backslash;
    // Folding makes nothing of ASCII longer or shorter.
    if (isPlain) return lengths.has(end - from) && tracked.has(message.toString("latin1", from, end).toLowerCase());
    return tracked.has(foldTag(message.toString("utf8", from, end)));
  };

  /** Whether a message, which stands at `place`, may have a tracked hashtag in its record, which stands behind `from`. */
  const mayCarryTag = (message: Buffer, { escape, facetEnd, list }: ReceivedBytes, place: number, from: number): boolean => {
    const end = place + message.length;
    // Any letter of a key or a value may be written as an escape.
    if (escape.find(place + from, end) !== -1) return true;
    for (let at = list.find(place + from, end); at !== -1; at = list.find(at + 1, end)) if (isTagList(message, at - place)) return true;
    if (facetEnd.find(place + from, end) === -1) return false;
    for (let at = message.indexOf(tagName, from); at !== -1; at = message.indexOf(tagName, at + 5)) {
      let value = skipSpace(message, at + 5);
      if (message[value] !== colon) continue;
      value = skipSpace(message, value + 1);
      if (message[value] === quote && isTrackedAt(message, value + 1)) return true;
    }
    return false;
  };

  const parse = (message: Buffer): EventReading => {
    let event: unknown;
    try {
      event = JSON.parse(message.toString("utf8"));
    } catch {
      return malformed;
    }
    const reading = judge(event);
    const isForUs = reading.kind !== "post" || reading.event.kind !== "made" || [...reading.event.tags].some((tag) => tracked.has(tag));
    return isForUs ? reading : { kind: "time", atUs: reading.atUs };
  };

  return {
    receive: received.take,
    read: (message) => {
      let bytes = received;
      let place = received.placeOf(message);
      if (place === -1) {
        bytes = apart;
        apart.take(message);
        place = 0;
      }
      if (!scanBeginning(message, bytes.view, place, head)) return parse(message);
      const { atUs, operation, didEnd, revStart, rkeyStart, rkeyEnd } = head;
      if (operation === null) return { kind: "time", atUs };
      if (operation === "create") return mayCarryTag(message, bytes, place, rkeyEnd) ? parse(message) : { kind: "time", atUs };
      // A deletion that is whole ends with its record key.
      const isWhole = message.length === rkeyEnd + 3 && message[rkeyEnd + 1] === brace && message[rkeyEnd + 2] === brace;
      if (operation !== "delete" || !isWhole) return parse(message);
      const id = `${message.toString("utf8", didStart, didEnd)}/${message.toString("utf8", rkeyStart, rkeyEnd)}`;
      return { kind: "post", atUs, event: { id, kind: "gone", atUs, revUs: revisionUs(message, revStart, atUs), tags: none } };
    },
  };
};

const isTime = (us: unknown): us is number => typeof us === "number" && Number.isSafeInteger(us) && us > 0;
const none: ReadonlySet<string> = new Set();
const [quote, backslash, colon, brace] = [0x22, 0x5c, 0x3a, 0x7d];
const tagName = Buffer.from('"tag"');
const tagListName = Buffer.from('"tags"');

/** Whether the list that begins there is that of a key `tags`. */
const isTagList = (message: Buffer, listStart: number): boolean => {
  let at = listStart - 1;
  while (isSpace(message[at])) at -= 1;
  if (message[at] !== colon) return false;
  at -= 1;
  while (isSpace(message[at])) at -= 1;
  for (let each = tagListName.length - 1; each >= 0; each -= 1, at -= 1) if (message[at] !== tagListName[each]) return false;
  return true;
};

const skipSpace = (message: Buffer, from: number): number => {
  let at = from;
  while (isSpace(message[at])) at += 1;
  return at;
};
const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** What an event says that was parsed in full. */
const judge = (event: unknown): EventReading => {
  const { did, time_us: atUs, kind, commit } = fields(event);
  if (typeof did !== "string" || !isTime(atUs)) return malformed;
  const { rev, operation, collection: itsCollection, rkey, record } = fields(commit);
  const said = typeof operation === "string" && Object.hasOwn(kinds, operation) ? kinds[operation] : undefined;
  if (kind !== "commit") return { kind: "time", atUs };
  if (said === undefined || typeof itsCollection !== "string" || typeof rkey !== "string") return malformed;
  if (itsCollection !== collection) return { kind: "time", atUs };
  // A post that is made or changed is there: what does not say how it looks now says nothing.
  if (said !== "gone" && (typeof record !== "object" || record === null)) return malformed;
  const revUs = typeof rev === "string" ? revisionUs(Buffer.from(`${rev}"`), 0, atUs) : null;
  const tags = said === "gone" ? none : tagsOfRecord(record);
  return { kind: "post", atUs, event: { id: `${did}/${rkey}`, kind: said, atUs, revUs, tags } };
};

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
