import type { Notice, NoticeStore } from "../../delivery/notice-store.ts";
import { CallFailure } from "../call-failure.ts";
import type { ChatWriter } from "./chat-writer.ts";
import { drawNotice, drawUnspeakable } from "./draw-notice.ts";
import type { Pace } from "../pace.ts";

/** The message that begins a day in the campaigners' chat. */
export interface Mornings {
  /** The day whose message is due now; null at other times. */
  due(): Promise<string | null>;
  tell(writer: ChatWriter): Promise<number>;
  /** The last that this process has noted, so that the database is not asked every time. */
  noted?: string;
}

export interface TellOptions {
  readonly notices: NoticeStore;
  readonly writer: ChatWriter;
  readonly pace: Pace;
  readonly at: () => Temporal.Instant;
  readonly mornings?: Mornings | undefined;
  /** Ends between two notices. */
  readonly closed: AbortSignal;
}

/** Of each minute's messages so many are left for answers and for what was decided. */
const reserve = 5;

/** A notice of the morning is drawn when it is told, from what is true then. */
const morningKey = /^morning:(.+)$/;

/** What is noted of a morning that was over before it could be told. */
const untoldMessage = 0;

/** Notes that a morning message is due; whichever process comes first notes it, and none a second time. */
const noteMorning = async ({ notices, mornings, at }: TellOptions): Promise<void> => {
  const date = await mornings?.due();
  if (date === undefined || date === null || mornings?.noted === date) return;
  await notices.add({ key: `morning:${date}`, text: `The morning message of ${date}.`, at: at() });
  if (mornings !== undefined) mornings.noted = date;
};

const tellMorning = async ({ writer, mornings }: TellOptions, date: string): Promise<number> =>
  mornings === undefined || (await mornings.due()) !== date ? untoldMessage : mornings.tell(writer);

const tell = async (options: TellOptions, notice: Notice): Promise<number> => {
  const { writer } = options;
  const date = morningKey.exec(notice.key)?.[1];
  if (date !== undefined) return tellMorning(options, date);
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
export const tellCampaigners = async (options: TellOptions): Promise<void> => {
  const { notices, pace, closed } = options;
  await noteMorning(options);
  for (const notice of await notices.untold()) {
    if (closed.aborted || pace.waitMs(reserve) > 0) return;
    await notices.told(notice.id, await tell(options, notice));
  }
};
