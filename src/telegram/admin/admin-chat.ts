import { unnamed } from "../../campaign/own/unnamed.ts";
import type { NoticeStore } from "../../delivery/notice-store.ts";
import { UserError } from "../../user-error.ts";
import type { CallBotApi } from "../bot-api.ts";
import { type AddPosts, wordsOf } from "./add-posts.ts";
import type { ChatWriter } from "./chat-writer.ts";
import type { Desk } from "./desk.ts";
import { readPostPress } from "./draw-post.ts";
import { type AnswerPostCommand, readPostCommand } from "./post-commands.ts";
import type { PressPostButton } from "./post-presses.ts";
import { forgotten, readQuestion } from "./questions.ts";
import { readWritten } from "./read-new-post.ts";
import { showPost } from "./show-post.ts";
import type { Choosing } from "./choose.ts";
import type { CommandAnswers } from "./decide.ts";
import { readButton } from "./draw-notice.ts";
import { findLink } from "./find-link.ts";
import type { Campaigners } from "./parse-campaigners.ts";
import { CallFailure } from "../call-failure.ts";
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
  readonly botId: () => Promise<number>;
  /** Undefined where there is nothing to decide about posts. */
  readonly posts: PostsRoom | undefined;
}

/** What campaigners do with posts. */
export interface PostsRoom {
  readonly desk: Desk;
  readonly adding: AddPosts;
  readonly answer: AnswerPostCommand;
  readonly press: PressPostButton;
}

/** What campaigners do in their chat. Whoever calls has seen to it that it is their chat. */
export interface AdminChat {
  message(message: Message): Promise<void>;
  /** One that they changed after it was sent. */
  edited(message: Message): Promise<void>;
  press(press: Press): Promise<void>;
}

/** https://core.telegram.org/bots/api#answercallbackquery */
const popUpUnits = 200;

export const createAdminChat = (options: AdminChatOptions): AdminChat => {
  const { call, writer, notices, choosing, campaigners, answers, botName, botId, posts } = options;

  const nameOf = (from: { readonly id: number } | undefined): string => (from && campaigners.get(from.id)) ?? unnamed.adminChat;

  /** A press that is some time old cannot be answered any more; what no notice shows is said in the chat then. */
  const sayToPresser =
    (press: Press, message: number, alert = true) =>
    async (sentence: string, shown: boolean) => {
      const text = sentence.length > popUpUnits ? `${sentence.slice(0, popUpUnits - 1)}…` : sentence;
      const answered = await call("answerCallbackQuery", { callback_query_id: press.id, text, show_alert: alert }).then(
        () => true,
        () => false,
      );
      if (!shown && (!answered || text !== sentence)) await writer.reply(sentence, message);
    };

  /** Whatever goes wrong is said in one sentence to whoever asked. */
  const answering = async (message: Message, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      await writer.reply(error instanceof UserError ? error.message : "That failed. Try again in a minute.", message.message_id);
      if (!(error instanceof UserError)) throw error;
    }
  };

  const answerCommand = async (message: Message, name: string, args: readonly string[]): Promise<void> => {
    if (!Object.hasOwn(answers, name)) return;
    await answering(message, async () => {
      const answer = (await answers[name]?.(args, nameOf(message.from))) ?? "";
      for (const part of splitAnswer(answer)) await writer.reply(part, message.message_id);
    });
  };

  /** An answer to one of the bot's own questions about posts; false for any other message. */
  const answerQuestion = async (message: Message): Promise<boolean> => {
    const { reply_to_message: asked } = message;
    if (posts === undefined || asked === undefined || asked.from?.id !== (await botId())) return false;
    const question = readQuestion(asked.text ?? "");
    if (question === null) return false;
    const { desk, adding } = posts;
    await answering(message, async () => {
      if (question.kind === "draft") {
        if (!(await adding.answer(message, asked.message_id))) throw new UserError(forgotten);
        return;
      }
      const { id, language } = question;
      const words = wordsOf(message).trim();
      if (words === "") throw new UserError("Reply to the question in words.");
      const who = nameOf(message.from);
      const changed = question.kind === "time" ? await desk.move(id, readWritten(words), who) : await desk.reword(id, words, language, who);
      await showPost(writer, changed, message.message_id);
    });
    return true;
  };

  const pressPost = async (press: Press, message: number): Promise<boolean> => {
    if (posts === undefined) return false;
    const say = sayToPresser(press, message);
    const button = readPostPress(press.data);
    const offer = /^d:(thread|again)$/.exec(press.data ?? "")?.[1] as "thread" | "again" | undefined;
    if (button === null && offer === undefined) return false;
    try {
      if (button === null) {
        await say((await posts.adding.insist(message, offer ?? "again", press.from.id)) ?? forgotten, false);
        return true;
      }
      const { sentence, matters, show } = await posts.press(button, { who: nameOf(press.from), message });
      await sayToPresser(press, message, matters)(sentence, !matters);
      // What is decided stays decided, whether the chat can be written to or not.
      await show();
    } catch (error) {
      if (error instanceof CallFailure) return true;
      await say(error instanceof UserError ? error.message : "That failed. Try again in a minute.", false);
      if (!(error instanceof UserError)) throw error;
    }
    return true;
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
      const { reply_to_message: repliedTo } = message;
      const text = message.text ?? message.caption;
      if (text === undefined) {
        await answerQuestion(message);
        return;
      }
      const command = readCommand(text, await botName());
      const ofPosts = command === null ? null : readPostCommand(text);
      const link = message.text === undefined ? undefined : findLink(message.text);
      if (ofPosts !== null && posts !== undefined) await answering(message, () => posts.answer(ofPosts, message, nameOf(message.from)));
      else if (command !== null) await answerCommand(message, command.name, command.args);
      else if (await answerQuestion(message)) return;
      else if (repliedTo !== undefined && link !== undefined) await takeLink(message, link, repliedTo.message_id);
    },
    edited: async (message) => {
      const text = message.text ?? message.caption ?? "";
      const asked = message.reply_to_message;
      const isAnswer = asked?.from?.id === (await botId()) && readQuestion(asked.text ?? "") !== null;
      const isCommand = readCommand(text, await botName()) !== null && readPostCommand(text) !== null;
      if (posts !== undefined && (isAnswer || isCommand))
        await writer.reply(
          "A message that is edited changes nothing here: send it again, or use the buttons below the post.",
          message.message_id,
        );
    },
    press: async (press) => {
      if (press.message === undefined) return;
      const { message_id: message } = press.message;
      const say = sayToPresser(press, message);
      if (await pressPost(press, message)) return;
      const button = readButton(press.data);
      const choice = button === null ? undefined : (await notices.find(button.notice))?.choices[button.choice];
      if (button === null || choice === undefined) await say("This button has no meaning any more.", true);
      else await choosing.choose(button.notice, choice, { who: nameOf(press.from), message, say });
    },
  };
};
