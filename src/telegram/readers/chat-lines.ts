import type { Clock } from "../../clock.ts";
import { createTurns } from "../../delivery/create-turns.ts";
import { createPace, type Pace } from "../pace.ts";
import type { Place } from "./read-question.ts";

/** In a private chat nobody else is to be heard; a group is also kept to Telegram's minute. */
const perSecond = { most: 1, ms: 1000 };
const groupMinute = { most: 20, ms: 60_000 };

const mostInChat = 20;
const mostInAll = 2000;
/** Chats that are not written to at this moment are forgotten when there are so many, and again when there are twice as many as were left. */
const manyChats = 500;

interface Line {
  readonly pace: Pace;
  pending: number;
}

/** Answers to one chat one after the other, at the chat's pace; those to other chats beside them. */
export interface ChatLines {
  /** False, and nothing done, where too much waits already. */
  run(place: Place, work: (pace: Pace) => Promise<void>): Promise<boolean>;
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
    const line = { pace: createPace(clock, { burst: perSecond, minute: isGroup ? groupMinute : null }), pending: 0 };
    lines.set(chat, line);
    return line;
  };

  return {
    run: async (place, work) => {
      if (pending >= mostInAll) return false;
      const line = lineOf(place);
      if (line.pending >= mostInChat) return false;
      line.pending += 1;
      pending += 1;
      try {
        await inTurn(String(place.chat), () => work(line.pace));
      } finally {
        line.pending -= 1;
        pending -= 1;
      }
      return true;
    },
  };
};
