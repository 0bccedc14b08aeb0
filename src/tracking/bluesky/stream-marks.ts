import { hash } from "node:crypto";
import type { Salt } from "../../campaign/hashtags/hashtag-store.ts";

const mostMarks = 8;
const digits = 32;
const time = Buffer.from('"time_us"');
const kind = Buffer.from('"kind"');
const operation = Buffer.from('"operation"');

/** Tells one event from all others by what every instance says of it alike: who, which post, what; not when it was heard of. */
export const markOf = ({ secret }: Salt, message: Buffer): string => {
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
    under: (salt: Salt): string[] => latest.map((message) => markOf(salt, message)),
  };
};
