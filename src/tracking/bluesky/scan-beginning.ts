import { readUsualTime, usualPlaces } from "./usual-beginning.ts";

/** The beginning of an event, up to its record. Positions are those of bytes; an instance is used again for the next event. */
export interface EventBeginning {
  atUs: number;
  /** Null for what is no event of a post. */
  operation: "create" | "update" | "delete" | null;
  didEnd: number;
  revStart: number;
  rkeyStart: number;
  /** Of its closing quote. */
  rkeyEnd: number;
}

/** Where a `did` stands in every event. */
export const didStart = 8;

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
const opening = bytesOf('{"did":"');
const time = bytesOf('","time_us":');
const kind = bytesOf('"kind":"');
const account = bytesOf('account"');
const identity = bytesOf('identity"');
const commit = bytesOf('commit","commit":{"rev":"');
const operation = bytesOf('","operation":"');
const create = bytesOf("create");
const deletion = bytesOf("delete");
const update = bytesOf("update");
const collection = bytesOf('","collection":"');
const post = bytesOf("app.bsky.feed.post");
const rkey = bytesOf('","rkey":"');

const [quote, backslash, comma, colon, brace] = [0x22, 0x5c, 0x2c, 0x3a, 0x7d];
/** Any number of so many digits is exact. */
const mostDigits = 16;

const hasAt = (message: Uint8Array, at: number, expected: Uint8Array): boolean => {
  for (let each = 0; each < expected.length; each += 1) if (message[at + each] !== expected[each]) return false;
  return true;
};

/** Of a string's closing quote; -1 where it is empty, is not closed, or has an escape or a control character in it. */
const endOfString = (message: Uint8Array, from: number): number => {
  for (let at = from; at < message.length; at += 1) {
    const byte = message[at] ?? 0;
    if (byte === quote) return at === from ? -1 : at;
    if (byte === backslash || byte < 0x20) return -1;
  }
  return -1;
};

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isKeyLetter = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || byte === 0x5f);

const operationAt = (message: Uint8Array, at: number): EventBeginning["operation"] => {
  if (hasAt(message, at, create)) return "create";
  if (hasAt(message, at, deletion)) return "delete";
  return hasAt(message, at, update) ? "update" : null;
};

/** Behind `"name":number,`; -1 where that is not what stands there. */
const endOfNumber = (message: Uint8Array, from: number): number => {
  let at = from;
  if (message[at] !== quote) return -1;
  for (at += 1; isKeyLetter(message[at]);) at += 1;
  if (message[at] !== quote || message[at + 1] !== colon) return -1;
  for (at += 2; isDigit(message[at]);) at += 1;
  return message[at] === comma && isDigit(message[at - 1]) ? at + 1 : -1;
};

/**
 * Reads the beginning of an event as every Jetstream writes it; false where it is written otherwise, which only a parser may judge.
 * By bytes and without making a single string, since it sees every post of the network. The message stands at `from` of `view`.
 */
export const scanBeginning = (message: Uint8Array, view: DataView, from: number, into: EventBeginning): boolean => {
  const usualUs = readUsualTime(view, from, from + message.length);
  if (usualUs > 0) {
    const behind = message[usualPlaces.rkey.end + 1];
    into.atUs = usualUs;
    into.operation = operationAt(message, usualPlaces.operation);
    into.didEnd = usualPlaces.did.end;
    into.revStart = usualPlaces.rev.start;
    into.rkeyStart = usualPlaces.rkey.start;
    into.rkeyEnd = usualPlaces.rkey.end;
    return into.operation !== null && (behind === comma || behind === brace);
  }
  if (!hasAt(message, 0, opening)) return false;
  into.didEnd = endOfString(message, didStart);
  if (into.didEnd === -1 || !hasAt(message, into.didEnd, time)) return false;
  let at = into.didEnd + time.length;
  const digits = at;
  let atUs = 0;
  for (; isDigit(message[at]); at += 1) atUs = atUs * 10 + (message[at] ?? 0) - 0x30;
  if (atUs === 0 || at - digits > mostDigits || message[digits] === 0x30 || message[at] !== comma) return false;
  into.atUs = atUs;
  into.operation = null;
  for (at += 1; !hasAt(message, at, kind);) {
    at = endOfNumber(message, at);
    if (at === -1) return false;
  }
  at += kind.length;
  if (!hasAt(message, at, commit)) return hasAt(message, at, account) || hasAt(message, at, identity);
  into.revStart = at + commit.length;
  at = endOfString(message, into.revStart);
  if (at === -1 || !hasAt(message, at, operation)) return false;
  at += operation.length;
  const said = operationAt(message, at);
  if (said === null) return false;
  // All three are equally long.
  at += create.length;
  if (!hasAt(message, at, collection)) return false;
  at += collection.length;
  const collectionEnd = endOfString(message, at);
  if (collectionEnd === -1 || !hasAt(message, collectionEnd, rkey)) return false;
  const isPost = collectionEnd - at === post.length && hasAt(message, at, post);
  into.rkeyStart = collectionEnd + rkey.length;
  into.rkeyEnd = endOfString(message, into.rkeyStart);
  const behind = message[into.rkeyEnd + 1];
  if (into.rkeyEnd === -1 || (behind !== comma && behind !== brace)) return false;
  if (isPost) into.operation = said;
  return true;
};
