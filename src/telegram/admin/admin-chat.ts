import type { NoticeStore } from "../../delivery/notice-store.ts";
import { UserError } from "../../user-error.ts";
import type { CallBotApi } from "../bot-api.ts";
import type { ChatWriter } from "./chat-writer.ts";
import type { Choosing } from "./choose.ts";
import type { CommandAnswers } from "./decide.ts";
import { readButton } from "./draw-notice.ts";
import { findLink } from "./find-link.ts";
import type { Campaigners } from "./parse-campaigners.ts";
import { readCommand } from "../read-command.ts";
import { splitAnswer } from "../split-answer.ts";
import type { Message, Press } from "../update.ts";

export interface AdminChatOptions {
  readonly call: CallBotApi;
  readonly writer: ChatWriter;
  readonly notices: NoticeStore;
  readonly choosing: Choosing;
  readonly campaigners: Campaigners;
  readonly answers: CommandAnswers;
  /** Of this bot, without `@`, in small letters. */
  readonly botName: () => Promise<string>;
}

/** What campaigners do in their chat. Whoever calls has seen to it that it is their chat. */
export interface AdminChat {
  message(message: Message): Promise<void>;
  press(press: Press): Promise<void>;
}

const somebody = "a campaigner in the admin chat";
/** https://core.telegram.org/bots/api#answercallbackquery */
const popUpUnits = 200;

export const createAdminChat = (options: AdminChatOptions): AdminChat => {
  const { call, writer, notices, choosing, campaigners, answers, botName } = options;

  const nameOf = (from: { readonly id: number } | undefined): string => (from && campaigners.get(from.id)) ?? somebody;

  /** A press that is some time old cannot be answered any more; what no notice shows is said in the chat then. */
  const sayToPresser = (press: Press, message: number) => async (sentence: string, shown: boolean) => {
    const text = sentence.length > popUpUnits ? `${sentence.slice(0, popUpUnits - 1)}…` : sentence;
    const answered = await call("answerCallbackQuery", { callback_query_id: press.id, text, show_alert: true }).then(
      () => true,
      () => false,
    );
    if (!shown && (!answered || text !== sentence)) await writer.reply(sentence, message);
  };

  const answerCommand = async (message: Message, name: string, args: readonly string[]): Promise<void> => {
    if (!Object.hasOwn(answers, name)) return;
    let answer: string;
    try {
      answer = (await answers[name]?.(args, nameOf(message.from))) ?? "";
    } catch (error) {
      await writer.reply(error instanceof UserError ? error.message : "That failed. Try again in a minute.", message.message_id);
      if (error instanceof UserError) return;
      throw error;
    }
    for (const part of splitAnswer(answer)) await writer.reply(part, message.message_id);
  };

  /** Campaigners talk below a notice too: what has no link, or answers nothing that needs one, is theirs alone. */
  const takeLink = async (message: Message, link: string, repliedTo: number): Promise<void> => {
    const notice = await notices.ofMessage(repliedTo);
    const choice = notice?.choices.find((one) => one.kind === "settle" && one.answer === "sent");
    if (notice === null || choice === undefined) return;
    await choosing.choose(notice.id, choice, {
      who: nameOf(message.from),
      link,
      message: repliedTo,
      say: (sentence) => writer.reply(sentence, message.message_id),
    });
  };

  return {
    message: async (message) => {
      const { text, reply_to_message: repliedTo } = message;
      if (text === undefined) return;
      const command = readCommand(text, await botName());
      const link = findLink(text);
      if (command !== null) await answerCommand(message, command.name, command.args);
      else if (repliedTo !== undefined && link !== undefined) await takeLink(message, link, repliedTo.message_id);
    },
    press: async (press) => {
      if (press.message === undefined) return;
      const { message_id: message } = press.message;
      const say = sayToPresser(press, message);
      const button = readButton(press.data);
      const choice = button === null ? undefined : (await notices.find(button.notice))?.choices[button.choice];
      if (button === null || choice === undefined) await say("This button has no meaning any more.", true);
      else await choosing.choose(button.notice, choice, { who: nameOf(press.from), message, say });
    },
  };
};
