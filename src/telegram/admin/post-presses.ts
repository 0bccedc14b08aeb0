import { UserError } from "../../user-error.ts";
import type { ChatWriter } from "./chat-writer.ts";
import type { Desk, DeskPost } from "./desk.ts";
import { drawButtons, drawCancelling, drawLanguages, drawPlaces, drawShowAgain, type PostPress } from "./draw-post.ts";
import { askForText, askForTime, type Question } from "./questions.ts";
import { showPost } from "./show-post.ts";

interface Presser {
  readonly who: string;
  /** The message with the button. */
  readonly message: number;
}

/** What the buttons below a post do. Answers with one sentence for whoever pressed. Throws `UserError` with another. */
export type PressPostButton = (press: PostPress, presser: Presser) => Promise<string>;

export const createPressPostButton = ({ desk, writer }: { readonly desk: Desk; readonly writer: ChatWriter }): PressPostButton => {
  const ask = async ({ text, placeholder }: Question, replyTo: number): Promise<string> => {
    await writer.write({ text, ask: placeholder, replyTo });
    return "Reply to the question below.";
  };

  /** The message shows the post as it is now; its buttons stay only where they are about what was shown above it. */
  const redraw = async (post: DeskPost, message: number, seen: string | undefined): Promise<void> => {
    const rows = seen === post.seen ? drawButtons(post) : drawShowAgain(post.handle);
    await writer.rewrite(message, { text: post.head, rows });
  };

  const decide = async (
    action: "approve" | "hold" | "release" | "cancel",
    { handle, more: seen = "" }: PostPress,
    { who, message }: Presser,
  ): Promise<string> => {
    try {
      const sentence = await desk.decide(action, handle, who, seen);
      await redraw(await desk.show(handle), message, seen);
      return sentence;
    } catch (error) {
      // What was decided meanwhile is shown; what was changed is not given new buttons.
      if (error instanceof UserError) await redraw(await desk.show(handle), message, seen);
      throw error;
    }
  };

  return async (press, presser) => {
    const { button, handle, more } = press;
    const { message } = presser;
    switch (button) {
      case "show":
        await showPost(writer, await desk.show(handle), message);
        return "Here it is.";
      case "approve":
      case "hold":
      case "release":
        return decide(button, press, presser);
      case "really":
        return decide("cancel", press, presser);
      case "cancel": {
        const post = await desk.show(handle);
        if (!post.actions.includes("cancel")) return decide("cancel", press, presser);
        await writer.rewrite(message, {
          text: `${post.head}\n\nIs it never to go out? This cannot be undone.`,
          rows: drawCancelling(handle, more ?? ""),
        });
        return "Press once more, if you are sure.";
      }
      case "back": {
        const post = await desk.show(handle);
        await redraw(post, message, more);
        return "It stays as it is now.";
      }
      case "time":
        return ask(askForTime((await desk.show(handle)).id), message);
      case "text": {
        const language = more?.startsWith("in-") ? more.slice(3) : undefined;
        const languages = language === undefined ? await desk.languagesOf(handle) : [];
        const { id } = await desk.show(handle);
        if (languages.length < 2) return ask(askForText(id, language ?? languages[0]), message);
        await writer.write({ text: `Which text of ${id} is to be changed?`, rows: drawLanguages(handle, languages), replyTo: message });
        return "Choose the language below.";
      }
      case "where":
        await writer.rewrite(message, { text: (await desk.show(handle)).head, rows: drawPlaces(handle, await desk.places(handle)) });
        return "Tap an account to add it, or to take it away.";
      case "place": {
        const places = await desk.togglePlace(handle, more ?? "", presser.who);
        await writer.rewrite(message, { text: (await desk.show(handle)).head, rows: drawPlaces(handle, places) });
        return `It goes to ${places.flatMap(({ account, chosen }) => (chosen ? [account] : [])).join(", ")}.`;
      }
    }
  };
};
