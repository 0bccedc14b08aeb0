import type { Notice, NoticeStore } from "../../delivery/notice-store.ts";
import { CallFailure } from "../call-failure.ts";
import type { ChatWriter } from "./chat-writer.ts";
import { drawNotice, drawUnspeakable } from "./draw-notice.ts";
import type { Pace } from "../pace.ts";

export interface TellOptions {
  readonly notices: NoticeStore;
  readonly writer: ChatWriter;
  readonly pace: Pace;
  /** Ends between two notices. */
  readonly closed: AbortSignal;
}

/** Of each minute's messages so many are left for answers and for what was decided. */
const reserve = 5;

const tell = async (writer: ChatWriter, notice: Notice): Promise<number> => {
  try {
    return await writer.tell(drawNotice(notice));
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind !== "refused") throw error;
    // Where it is the chat that is refused, this is refused as well.
    return await writer.tell(drawUnspeakable(notice));
  }
};

/**
 * Tells what is untold, in order, as much as the chat takes at this moment; the next call goes on.
 * Throws `CallFailure` where one could not be sent: it stays untold, and so do those behind it.
 * Who dies between sending a notice and noting that tells it again.
 */
export const tellCampaigners = async ({ notices, writer, pace, closed }: TellOptions): Promise<void> => {
  for (const notice of await notices.untold()) {
    if (closed.aborted || pace.waitMs(reserve) > 0) return;
    await notices.told(notice.id, await tell(writer, notice));
  }
};
