import { foldTag } from "../../campaign/hashtags/fold-tag.ts";
import type { PostNews } from "../../campaign/hashtags/heard-post.ts";
import { tagsOfRecord } from "../../campaign/hashtags/tags-of-record.ts";
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
  read(message: Buffer): EventReading;
}

const collection = "app.bsky.feed.post";
const kinds: Readonly<Record<string, PostNews["kind"]>> = { create: "made", update: "changed", delete: "gone" };
const malformed: EventReading = { kind: "malformed" };

/** Nothing but ASCII, and nothing that is escaped. */
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const plain = /^[\x00-\x5B\x5D-\x7F]*$/;

/**
 * Reads Jetstream's messages (https://github.com/bluesky-social/jetstream). Most of them are posts without a tracked hashtag; parsing those is what would
 * take nearly all of the time, so the text is looked at first: no message that a parser would find a tracked hashtag in is ever passed over.
 * An event counts at its `time_us`, when the network heard of it; what a post says of its own time may be anything.
 */
export const createEventReader = (tracked: ReadonlySet<string>): EventReader => {
  const head: EventBeginning = { atUs: 0, operation: null, didEnd: 0, revStart: 0, rkeyStart: 0, rkeyEnd: 0 };
  const isTracked = (value: string): boolean => tracked.has(plain.test(value) ? value.toLowerCase() : foldTag(value));

  /** Whether a record, which stands behind `from`, may have a tracked hashtag. */
  const mayCarryTag = (message: Buffer, from: number): boolean => {
    // Any letter of a key or a value may be written as an escape.
    if (message.indexOf(escape, from) !== -1 || hasTagList(message, from)) return true;
    if (message.indexOf(facetEnd, from) === -1) return false;
    for (let at = message.indexOf(tagName, from); at !== -1; at = message.indexOf(tagName, at + 5)) {
      let value = skipSpace(message, at + 5);
      if (message[value] !== colon) continue;
      value = skipSpace(message, value + 1);
      // A value with a quote in it ends too early here: no hashtag that is tracked has one.
      if (message[value] === quote && isTracked(message.toString("utf8", value + 1, message.indexOf(quote, value + 1)))) return true;
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
    read: (message) => {
      if (!scanBeginning(message, head)) return parse(message);
      const { atUs, operation, didEnd, revStart, rkeyStart, rkeyEnd } = head;
      if (operation === null) return { kind: "time", atUs };
      if (operation === "create") return mayCarryTag(message, rkeyEnd) ? parse(message) : { kind: "time", atUs };
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
const [quote, colon, brace] = [0x22, 0x3a, 0x7d];
const escape = Buffer.from("\\u");
const tagName = Buffer.from('"tag"');
/** The end of a hashtag's facet type, which no facet of another type has. */
const facetEnd = Buffer.from("#tag");
const listEnd = Buffer.from('gs"');

/** Whether there is a key `tags`. Looked for by its end: quotes, where a search would stop all the time, are in every line by the dozen. */
const hasTagList = (message: Buffer, from: number): boolean => {
  for (let at = message.indexOf(listEnd, from); at !== -1; at = message.indexOf(listEnd, at + 3))
    if (message[at - 1] === 0x61 && message[at - 2] === 0x74 && message[at - 3] === quote) return true;
  return false;
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
