import { UserError } from "../../user-error.ts";
import type { CallBotApi } from "../bot-api.ts";
import { splitAnswer } from "../split-answer.ts";
import type { Message } from "../update.ts";
import type { AddPosts } from "./add-posts.ts";
import type { ChatWriter } from "./chat-writer.ts";
import type { Desk } from "./desk.ts";
import { drawLanguages } from "./draw-post.ts";
import { askForText, askForTime, type Question } from "./questions.ts";
import { readWritten } from "./read-new-post.ts";
import { showPost } from "./show-post.ts";

const help = `/queue: what waits, each with a /show_… to tap
/show_…: a post as it will be sent, with buttons
/add 2027-03-08 10:00 and the text: a post of yours, on all accounts. Only some: name them behind the time, and write the text from the next line on:
/add 2027-03-08 10:00 telegram
Напішыце ліст.
/add alone asks for everything. With a picture: send it with that as its caption, or reply to the question with it; I ask what it shows.
/approve_… /hold_… /release_… /cancel_…: decide
/edit_…: another text. /time_…: another time
/plan /log /status: what goes out, who decided what, how things are
/stale: whose status to look up next. /verify: write down what you found
/lists: what lists of prisoners say that waits for you
An id such as 2026-12-01/profile/maria-kalesnikava does behind a command, too: /show 2026-12-01/profile/maria-kalesnikava`;

const menu = [
  ["queue", "What waits"],
  ["add", "A post of yours"],
  ["plan", "What goes out"],
  ["log", "Who decided what"],
  ["status", "How things are"],
  ["stale", "Whom to look up next"],
  ["verify", "What you looked up"],
  ["lists", "What lists of prisoners say"],
  ["help", "What can be done here"],
] as const;

/** Shows the commands to whoever taps `/` in the campaigners' chat, and to nobody elsewhere. */
export const presentCommands = async (call: CallBotApi, chat: number): Promise<void> => {
  const commands = menu.map(([command, description]) => ({ command, description }));
  // Without it they are typed.
  await call("setMyCommands", { commands, scope: { type: "chat", chat_id: chat } }).catch(() => {});
};

export interface PostCommandsOptions {
  readonly desk: Desk;
  readonly writer: ChatWriter;
  readonly adding: AddPosts;
}

const names = ["help", "queue", "show", "add", "post", "approve", "hold", "release", "cancel", "edit", "time"] as const;
type Name = (typeof names)[number];

/** `/show_k7m2q` is `/show k7m2q`: only so can it be tapped. Null for commands that are not about posts. */
export const readPostCommand = (text: string): { readonly name: Name; readonly rest: string } | null => {
  const [, name = "", handle, rest = ""] = /^\/([a-z]+)(?:_([a-z0-9]{5}))?(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text.trim()) ?? [];
  const known = names.find((one) => one === name.toLowerCase());
  if (known === undefined) return null;
  return { name: known, rest: handle === undefined ? rest : `${handle} ${rest}`.trim() };
};

/** Answers one command about posts. Throws `UserError`. */
export type AnswerPostCommand = (command: { readonly name: Name; readonly rest: string }, message: Message, who: string) => Promise<void>;

const replyAtLength = async (writer: ChatWriter, answer: string, replyTo: number): Promise<void> => {
  for (const part of splitAnswer(answer)) await writer.reply(part, replyTo);
};

const splitRef = (rest: string): { readonly ref: string; readonly more: string } => {
  const [, ref = "", more = ""] = /^(\S+)\s*([\s\S]*)$/.exec(rest.trim()) ?? [];
  if (ref === "") throw new UserError("Say which post: /queue shows them, each with something to tap.");
  return { ref, more };
};

export const createPostCommands = ({ desk, writer, adding }: PostCommandsOptions): AnswerPostCommand => {
  const ask = async ({ text, placeholder }: Question, replyTo: number): Promise<void> => {
    await writer.write({ text, ask: placeholder, replyTo });
  };

  const edit = async (rest: string, { message_id: id }: Message, who: string): Promise<void> => {
    const { ref, more } = splitRef(rest);
    const post = await desk.show(ref);
    const languages = await desk.languagesOf(post.id);
    if (languages.length > 1) {
      await writer.write({ text: `Which text of ${post.id} is to be changed?`, rows: drawLanguages(post.handle, languages), replyTo: id });
    } else if (more === "") await ask(askForText(post.id, languages[0]), id);
    else await showPost(writer, await desk.reword(post.id, more, languages[0], who), id);
  };

  return async ({ name, rest }, message, who) => {
    const { message_id: replyTo } = message;
    switch (name) {
      case "help":
        return writer.reply(help, replyTo);
      case "queue":
        return replyAtLength(writer, await desk.queue(), replyTo);
      case "show":
        return showPost(writer, await desk.show(splitRef(rest).ref), replyTo);
      case "add":
      case "post":
        return adding.begin(message, rest, who);
      case "approve":
      case "hold":
      case "release":
      case "cancel":
        return writer.reply(await desk.decide(name, splitRef(rest).ref, who), replyTo);
      case "edit":
        return edit(rest, message, who);
      case "time": {
        const { ref, more } = splitRef(rest);
        const { id } = await desk.show(ref);
        return more === "" ? ask(askForTime(id), replyTo) : showPost(writer, await desk.move(id, readWritten(more), who), replyTo);
      }
    }
  };
};
