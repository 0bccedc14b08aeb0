import type { Clock } from "../../clock.ts";
import type { SendPace } from "../../delivery/send-pace.ts";
import type { Log } from "../../log.ts";
import type { CallBotApi } from "../bot-api.ts";
import { CallFailure } from "../call-failure.ts";
import type { Answer, Asked } from "../commands/answer.ts";
import { type PictureFacts, pictureFacts } from "../commands/picture-facts.ts";
import { answerButton, answerCommand, asCommand } from "../commands/index.ts";
import { createInHand, type Taken } from "../in-hand.ts";
import type { Pace } from "../pace.ts";
import type { Pause } from "../pause.ts";
import { type AnswerDrawing, createAnswerSender } from "./answer-sender.ts";
import { createChatLines } from "./chat-lines.ts";
import { chooseLanguage } from "./choose-language.ts";
import { createFairUse, type FairUseLimits } from "./fair-use.ts";
import { type BotIdentity, type Question, readQuestion } from "./read-question.ts";
import { createSameForAll } from "./same-for-all.ts";
import { createSendInTurn } from "./send-in-turn.ts";

export interface ReadersOptions {
  /** As it is now: it may be read again while the bot runs. */
  readonly surroundings: () => Pick<Asked, "content" | "texts" | "find" | "postsOfDay" | "isReleaseTold" | "hashtagFigures">;
  /** A PNG, made in memory: no file says what was asked for. */
  readonly draw: (picture: PictureFacts) => Promise<Uint8Array>;
  readonly sendPace: SendPace;
  readonly fairUse?: FairUseLimits;
}

export interface ReadersRoomOptions extends ReadersOptions {
  readonly call: CallBotApi;
  readonly log: Log;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly closed: AbortSignal;
}

/** Where readers are answered. Nothing about them outlives the answer, in memory either. */
export interface ReadersRoom {
  /** Returns at once; the answer follows when it is its turn. Null where nobody asked anything. Never throws. */
  take(update: unknown, me: BotIdentity): Taken | null;
  /** When few are in hand, or at the stop. */
  few(stop: AbortSignal): Promise<void>;
}

/** What waited longer while nobody was here is not asked any more. */
const oldMs = 10 * 60_000;
const minuteMs = 60_000;
/** What waited longer was asked while nobody was here. */
const waitedMs = 30_000;

export const createReadersRoom = (options: ReadersRoomOptions): ReadersRoom => {
  const { call, log, clock, closed, surroundings, draw } = options;
  const fairUse = createFairUse(options.fairUse);
  const lines = createChatLines(clock);
  const send = createSendInTurn(options);
  const sendAnswer = createAnswerSender(send);
  const answerAll = createSameForAll(async (asked) => answerCommand(asked));
  const inHand = createInHand(options.pause);

  const languageOf = ({ languageCode }: Question): string => {
    const { languages } = surroundings().content.campaign;
    return chooseLanguage(languageCode, languages, languages[0] ?? "en");
  };

  const askedBy = (question: Question): Asked => {
    const { ask } = question;
    const argument = ask.kind === "command" ? ask.argument : ask.kind === "text" ? ask.text : "";
    return { ...surroundings(), command: ask.kind === "command" ? ask.name : "", argument, language: languageOf(question), now: clock() };
  };

  const make = async ({ ask }: Question, asked: Asked): Promise<Answer | null> => {
    if (ask.kind === "press") return answerButton(ask.data, asked);
    return answerAll(ask.kind === "command" ? asked : asCommand(asked));
  };

  const plain = (question: Question, id: "bot-error" | "bot-busy"): Answer => ({
    text: surroundings().texts.say(languageOf(question), id, {}),
    buttons: [],
  });

  /** The clock on the button goes away; false where the press is so old that nobody waits for it. */
  const endPress = async ({ ask }: Question, text?: string): Promise<boolean> => {
    if (ask.kind !== "press") return true;
    try {
      await call("answerCallbackQuery", { callback_query_id: ask.query, ...(text === undefined ? {} : { text }) });
      return true;
    } catch (error) {
      return !(error instanceof CallFailure && error.message.includes("query is too old"));
    }
  };

  let toldAt = Number.NEGATIVE_INFINITY;
  let untold = 0;
  /** A line a minute, however many were not answered: how many, and nothing of what was asked. */
  const tellFailure = (error: unknown): void => {
    const now = clock().epochMilliseconds;
    untold += 1;
    if (now < toldAt + minuteMs) return;
    const kind = error instanceof CallFailure ? error.kind : error instanceof Error ? error.name : "no error";
    log.warn({ error: kind, questions: untold }, "readers' questions could not be answered");
    [toldAt, untold] = [now, 0];
  };

  const drawn = new WeakMap<Answer, AnswerDrawing | null>();
  const drawingOf = (answer: Answer, asked: Asked): AnswerDrawing | null => {
    try {
      const picture = answer.picture === undefined ? null : pictureFacts(answer.picture, asked);
      return picture === null ? null : { key: JSON.stringify(picture), draw: () => draw(picture) };
    } catch {
      return null;
    }
  };
  /** An answer that is the same for everybody has the same picture. */
  const drawingFor = (answer: Answer, asked: Asked): AnswerDrawing | null => {
    const known = drawn.get(answer);
    if (known !== undefined) return known;
    const drawing = drawingOf(answer, asked);
    drawn.set(answer, drawing);
    return drawing;
  };

  const answerNow = async (question: Question, pace: Pace): Promise<void> => {
    if (!(await endPress(question))) return;
    const asked = askedBy(question);
    try {
      const answer = await make(question, asked);
      if (answer !== null) await sendAnswer(question, answer, drawingFor(answer, asked), pace);
    } catch (error) {
      if (closed.aborted) return;
      // Somebody who has blocked the bot, or a chat that is gone.
      if (error instanceof CallFailure && error.kind === "refused" && !error.message.startsWith("400")) return;
      tellFailure(error);
      if (error instanceof CallFailure && error.kind !== "refused") return;
      await sendAnswer({ ...question, ask: { kind: "text", text: "", askedAt: 0 } }, plain(question, "bot-error"), null, pace);
    }
  };

  /** Once a minute in a chat, whatever was too much: the person's questions, or the chat's. */
  const tellBusy = async (question: Question): Promise<void> => {
    const { place, ask } = question;
    if (!lines.isToTell(place)) return;
    const busy = plain(question, "bot-busy");
    if (ask.kind === "press") await endPress(question, busy.text);
    else await lines.interject(place, (pace) => sendAnswer(question, busy, null, pace));
  };

  const answer = async (question: Question): Promise<void> => {
    const { ask, place, person } = question;
    const ageMs = ask.kind === "press" ? 0 : clock().epochMilliseconds - ask.askedAt;
    if (ageMs > oldMs) return;
    try {
      const admission = await fairUse.admit(place.isGroup ? [person, place.chat] : [person], ageMs > waitedMs);
      if (admission === "over") return;
      if (admission === "admitted" && (await lines.run(place, (pace) => answerNow(question, pace)))) return;
      if (ageMs <= waitedMs) await tellBusy(question);
    } catch (error) {
      if (!closed.aborted) tellFailure(error);
    }
  };

  return {
    take: (update, me) => {
      if (closed.aborted || !surroundings().content.campaign.readers.answers) return null;
      const question = readQuestion(update, me);
      return question === null ? null : inHand.hold(question.place.chat, answer(question));
    },
    few: (stop) => inHand.few(stop),
  };
};
