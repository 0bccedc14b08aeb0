import type { Clock } from "../../clock.ts";
import { createTurns } from "../../delivery/create-turns.ts";
import { createPace, type Pace } from "../pace.ts";
import type { Place } from "./read-question.ts";

/** In a private chat nobody else is to be heard; a group is also kept to Telegram's minute. */
const perSecond = { most: 1, ms: 1000 };
const minuteMs = 60_000;
const groupMinute = { most: 20, ms: minuteMs };

const mostInChat = 20;
const mostInAll = 2000;
/** Chats that are not written to at this moment are forgotten when there are so many, and again when there are twice as many as were left. */
const manyChats = 500;

interface Line {
  readonly pace: Pace;
  pending: number;
  /** What is said before the next of those that wait. */
  interjection: ((pace: Pace) => Promise<void>) | null;
  toldAt: number;
}

/** Answers to one chat one after the other, at the chat's pace; those to other chats beside them. */
export interface ChatLines {
  /** False, and nothing done, where too much waits already. */
  run(place: Place, work: (pace: Pace) => Promise<void>): Promise<boolean>;
  /** Whether the chat may be told that it was a lot at once: true once a minute. */
  isToTell(place: Place): boolean;
  /** Does that next in the chat, before what waits, however much that is. */
  interject(place: Place, work: (pace: Pace) => Promise<void>): Promise<void>;
}

export const createChatLines = (clock: Clock): ChatLines => {
  const inTurn = createTurns();
  const lines = new Map<number, Line>();
  let pending = 0;
  let lookAgainAt = manyChats;

  const forgetQuiet = (): void => {
    for (const [chat, line] of lines) if (line.pending === 0 && line.pace.waitMs() === 0) lines.delete(chat);
    lookAgainAt = Math.max(manyChats, 2 * lines.size);
  };

  const lineOf = ({ chat, isGroup }: Place): Line => {
    const known = lines.get(chat);
    if (known !== undefined) return known;
    if (lines.size >= lookAgainAt) forgetQuiet();
    const line = {
      pace: createPace(clock, { burst: perSecond, minute: isGroup ? groupMinute : null }),
      pending: 0,
      interjection: null,
      toldAt: Number.NEGATIVE_INFINITY,
    };
    lines.set(chat, line);
    return line;
  };

  const inLine = async ({ chat }: Place, line: Line, work: (pace: Pace) => Promise<void>): Promise<void> => {
    line.pending += 1;
    pending += 1;
    try {
      await inTurn(String(chat), async () => {
        const { interjection } = line;
        line.interjection = null;
        await interjection?.(line.pace);
        await work(line.pace);
      });
    } finally {
      line.pending -= 1;
      pending -= 1;
    }
  };

  return {
    run: async (place, work) => {
      if (pending >= mostInAll) return false;
      const line = lineOf(place);
      if (line.pending >= mostInChat) return false;
      await inLine(place, line, work);
      return true;
    },
    isToTell: (place) => {
      const line = lineOf(place);
      const now = clock().epochMilliseconds;
      if (line.interjection !== null || now < line.toldAt + minuteMs) return false;
      line.toldAt = now;
      return true;
    },
    interject: async (place, work) => {
      const line = lineOf(place);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      line.interjection = (pace) => work(pace).then(resolve, reject);
      // Whoever is next in the line says it, or else the end of the line.
      await Promise.all([promise, inLine(place, line, async () => {})]);
    },
  };
};
