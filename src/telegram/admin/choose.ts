import { createTurns } from "../../delivery/create-turns.ts";
import type { Notice, NoticeChoice, NoticeStore } from "../../delivery/notice-store.ts";
import { UserError } from "../../user-error.ts";
import { CallFailure } from "../call-failure.ts";
import type { ChatWriter } from "./chat-writer.ts";
import type { Decide } from "./decide.ts";
import { describeDecision, drawNotice } from "./draw-notice.ts";

interface Chooser {
  /** The campaigner's configured name. */
  readonly who: string;
  readonly link?: string;
  /** The notice's message, as they see it. */
  readonly message: number;
  /** Tells them one sentence; `shown` where the notice comes to show the same. */
  readonly say: (sentence: string, shown: boolean) => Promise<void>;
}

export interface Choosing {
  /** One after the other for each notice: the first decides, and whoever comes later is told what was decided. */
  choose(notice: number, choice: NoticeChoice, chooser: Chooser): Promise<void>;
  /** Shows what could not be shown when it was decided, as far as it goes. */
  catchUp(): Promise<void>;
}

const failed = "That failed. Try again in a minute; what is decided already stays decided.";

export const createChoosing = (notices: NoticeStore, decide: Decide, writer: ChatWriter): Choosing => {
  const inTurn = createTurns();
  /** By message: the notice that it has to show as decided. */
  const unshown = new Map<number, number>();

  /** False where it has to be tried again. */
  const show = async (notice: Notice, message: number): Promise<boolean> => {
    unshown.set(message, notice.id);
    try {
      await writer.redraw(message, drawNotice(notice));
    } catch (error) {
      // Refused for good where somebody has deleted it.
      if (!(error instanceof CallFailure) || error.kind !== "refused") return false;
    }
    unshown.delete(message);
    return true;
  };

  /** A notice may have been told twice. */
  const showDecided = async (id: number, message: number): Promise<void> => {
    const notice = await notices.find(id);
    if (notice === null) return;
    for (const one of new Set([message, notice.message ?? message])) await show(notice, one);
  };

  const decideFor = async (id: number, choice: NoticeChoice, { who, link }: Chooser): ReturnType<Decide> => {
    const decision = await (link === undefined ? decide(choice, who) : decide(choice, who, link));
    if (typeof decision === "string") await notices.answered(id, who, decision);
    return decision;
  };

  const chooseNow = async (id: number, choice: NoticeChoice, chooser: Chooser): Promise<void> => {
    const { message, say } = chooser;
    const notice = await notices.find(id);
    if (notice === null) return;
    if (notice.answeredBy !== null) {
      await say(describeDecision(notice), false);
      return showDecided(id, message);
    }
    let decision: Awaited<ReturnType<Decide>>;
    try {
      decision = await decideFor(id, choice, chooser);
    } catch (error) {
      await say(error instanceof UserError ? error.message : failed, false);
      if (error instanceof UserError) return;
      throw error;
    }
    if (typeof decision === "string") {
      await showDecided(id, message);
      return say(decision, true);
    }
    await say(decision.needsLink, true);
    await writer.redraw(message, drawNotice(notice, decision.needsLink));
  };

  return {
    choose: (id, choice, chooser) => inTurn(String(id), () => chooseNow(id, choice, chooser)),
    catchUp: async () => {
      for (const [message, id] of unshown) {
        const notice = await notices.find(id);
        if (notice === null || !(await show(notice, message))) return;
      }
    },
  };
};
