import { z } from "zod";
import { telegramLimits } from "../../compose/limits.ts";
import { CallFailure } from "../call-failure.ts";
import type { Answer, AnswerButton } from "../commands/answer.ts";
import type { Pace } from "../pace.ts";
import type { Question } from "./read-question.ts";
import type { SendInTurn } from "./send-in-turn.ts";
import { type MessagePart, splitMessage } from "./split-message.ts";

/** A picture that can be drawn; the same key gives the same picture, which Telegram then keeps for us. */
export interface AnswerDrawing {
  readonly key: string;
  /** A PNG. */
  draw(): Promise<Uint8Array>;
}

/** Sends one answer to where it was asked. Throws `CallFailure`. */
export type SendAnswer = (question: Question, answer: Answer, drawing: AnswerDrawing | null, chatPace: Pace) => Promise<void>;

/** Telegram's own names of pictures that it has; they say nothing of whom they were sent to. */
const picturesKnown = 300;
const photoSchema = z.object({ photo: z.array(z.object({ file_id: z.string() })).min(1) });

const keyboard = (buttons: Answer["buttons"]): object => ({
  inline_keyboard: buttons.map((row) =>
    row.map((button: AnswerButton) =>
      "data" in button ? { text: button.text, callback_data: button.data } : { text: button.text, url: button.url },
    ),
  ),
});

const withButtons = (buttons: Answer["buttons"]): object => (buttons.length === 0 ? {} : { reply_markup: keyboard(buttons) });

const isRefusal = (error: unknown): boolean => error instanceof CallFailure && error.kind === "refused" && error.message.startsWith("400");

export const createAnswerSender = (send: SendInTurn): SendAnswer => {
  const fileIds = new Map<string, string>();

  const keep = (key: string, sent: unknown): void => {
    const fileId = photoSchema.safeParse(sent).data?.photo.at(-1)?.file_id;
    if (fileId === undefined) return;
    fileIds.set(key, fileId);
    const oldest = fileIds.keys().next().value;
    if (fileIds.size > picturesKnown && oldest !== undefined) fileIds.delete(oldest);
  };

  /** In a group it is said to whom; in a forum, where. */
  const addressed = ({ place, message, ask }: Question): Record<string, unknown> => ({
    chat_id: place.chat,
    ...(place.topic === undefined ? {} : { message_thread_id: place.topic }),
    ...(place.isGroup && ask.kind !== "press" ? { reply_parameters: { message_id: message, allow_sending_without_reply: true } } : {}),
  });

  /** telegraf drops objects from a multipart body without a word, unless it knows them. */
  const asMultipart = (payload: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, key === "reply_parameters" ? JSON.stringify(value) : value]));

  const sendPicture = async (payload: Record<string, unknown>, { key, draw }: AnswerDrawing, chatPace: Pace): Promise<void> => {
    const known = fileIds.get(key);
    if (known !== undefined) {
      try {
        await send("sendPhoto", { ...payload, photo: known }, chatPace);
        return;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        fileIds.delete(key);
      }
    }
    const photo = { source: Buffer.from(await draw()), filename: "card.png" };
    keep(key, await send("sendPhoto", { ...asMultipart(payload), photo }, chatPace));
  };

  const textOf = ({ text, entities }: MessagePart): object => ({
    text,
    link_preview_options: { is_disabled: true },
    ...(entities.length === 0 ? {} : { entities }),
  });

  const sendTexts = async (question: Question, answer: Answer, chatPace: Pace): Promise<void> => {
    const parts = splitMessage(answer.text, answer.entities ?? [], telegramLimits.textUnits);
    const { ask, message } = question;
    const [only] = parts;
    if (only === undefined) throw new Error("an answer without words");
    if (ask.kind === "press" && ask.canBeEdited && parts.length === 1) {
      try {
        const payload = { chat_id: question.place.chat, message_id: message, ...textOf(only), ...withButtons(answer.buttons) };
        await send("editMessageText", payload, chatPace);
        return;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        if (error instanceof CallFailure && error.message.includes("message is not modified")) return;
      }
    }
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      await send("sendMessage", { ...addressed(question), ...textOf(part), ...(isLast ? withButtons(answer.buttons) : {}) }, chatPace);
    }
  };

  /** False where there is no picture to be had: the words are what was asked for. */
  const sendWithPicture = async (
    question: Question,
    answer: Answer,
    drawing: AnswerDrawing,
    chatPace: Pace,
  ): Promise<"all" | "picture" | "nothing"> => {
    const [caption, ...more] = splitMessage(answer.text, answer.entities ?? [], telegramLimits.captionUnits);
    const fits = more.length === 0;
    const words =
      caption === undefined || !fits
        ? {}
        : {
            caption: caption.text,
            ...(caption.entities.length === 0 ? {} : { caption_entities: caption.entities }),
            ...withButtons(answer.buttons),
          };
    try {
      await sendPicture({ ...addressed(question), ...words }, drawing, chatPace);
      return fits ? "all" : "picture";
    } catch (error) {
      if (error instanceof CallFailure && !isRefusal(error)) throw error;
      return "nothing";
    }
  };

  return async (question, answer, drawing, chatPace) => {
    if (drawing !== null && (await sendWithPicture(question, answer, drawing, chatPace)) === "all") return;
    await sendTexts(question, answer, chatPace);
  };
};
