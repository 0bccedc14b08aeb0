import { hash } from "node:crypto";
import type { Salt } from "../../campaign/hashtags/hashtag-store.ts";

const mostMarks = 8;
const digits = 32;
const time = Buffer.from('"time_us"');
const kind = Buffer.from('"kind"');
const operation = Buffer.from('"operation"');
/** One of these is in whatever is told once only; what has neither, says who and when, and every instance says the like again and again. */
const own = [Buffer.from('"rkey"'), Buffer.from('"seq"')];
/** So many messages are told in another order at most. */
const nearMessages = 32;
/** A line that is repeated later, or another that looks the same, is not taken for the place. */
const fewestFound = 3;

/** Tells one event from all others by what every instance says of it alike: who, which post, what; not when it was heard of. */
const markOf = ({ secret }: Salt, message: Buffer): string => {
  const timeStart = message.indexOf(time);
  const what = (name: Buffer): number => (timeStart === -1 ? -1 : message.indexOf(name, timeStart));
  const timeEnd = Math.max(what(operation), what(kind));
  const said = timeEnd === -1 ? message.toString("latin1") : message.toString("latin1", 0, timeStart) + message.toString("latin1", timeEnd);
  return hash("sha256", secret + said, "hex").slice(0, digits);
};

/** The last few messages of a stream, by which its place is found again on another instance, whatever the clocks of the two. */
export const createStreamMarks = () => {
  const latest: Buffer[] = [];
  let count = 0;
  return {
    pass: (message: Buffer): void => {
      latest[count % mostMarks] = message;
      count += 1;
    },
    under: (salt: Salt): string[] => [
      ...new Set(latest.filter((message) => own.some((name) => message.includes(name))).map((message) => markOf(salt, message))),
    ],
  };
};

/**
 * Looks for what was said last on an instance in what comes from now on.
 * @param byTime whether times tell, too, where a stream is, so that one mark is enough; else it takes several near each other, or all where there are fewer
 */
export const createMarkSearch = (marks: readonly string[], salts: readonly Salt[], byTime: boolean) => {
  const sought = new Set(marks);
  const needed = byTime ? 1 : Math.min(fewestFound, sought.size);
  const found = new Set<string>();
  let sinceFound = 0;
  return {
    /** Whether the place is found with this message. @param isNear whether it is about where the stream is: what is told again much later proves nothing */
    isFoundWith: (message: Buffer, isNear: () => boolean): boolean => {
      sinceFound += 1;
      if (sinceFound > nearMessages) found.clear();
      const mark = salts.map((salt) => markOf(salt, message)).find((each) => sought.has(each));
      if (mark === undefined || !isNear()) return false;
      found.add(mark);
      sinceFound = 0;
      return found.size >= needed;
    },
  };
};
