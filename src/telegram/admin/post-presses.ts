import { UserError } from "../../user-error.ts";
import type { ChatWriter } from "./chat-writer.ts";
import type { Button, Desk } from "./desk.ts";
import { drawButtons, drawCancelling, drawLanguages, drawPlaces, drawShowAgain, type PostPress } from "./draw-post.ts";
import { askForText, askForTime, type Question } from "./questions.ts";
import { showPost } from "./show-post.ts";

interface Presser {
  readonly who: string;
  /** The message with the button. */
  readonly message: number;
}

/** What a press comes to: one sentence for whoever pressed, at once, and what the chat is shown then. */
interface Pressed {
  readonly sentence: string;
  /** Something went wrong, or was decided: it is not to pass unseen. */
  readonly matters: boolean;
  readonly show: () => Promise<unknown>;
}

/** What the buttons below a post do. Throws `UserError` where nothing can be shown either. */
export type PressPostButton = (press: PostPress, presser: Presser) => Promise<Pressed>;

export const createPressPostButton = ({ desk, writer }: { readonly desk: Desk; readonly writer: ChatWriter }): PressPostButton => {
  const passing = (sentence: string, show: () => Promise<unknown>): Pressed => ({ sentence, matters: false, show });

  const asking = ({ text, placeholder }: Question, replyTo: number): Pressed =>
    passing("Reply to the question below.", () => writer.write({ text, ask: placeholder, replyTo }));

  /** The message shows the post as it is now; its buttons stay only where they are about what was shown above it. */
  const redraw = async (handle: string, message: number, seen: string | undefined): Promise<void> => {
    const post = await desk.show(handle);
    const rows = seen === post.seen ? drawButtons(post) : drawShowAgain(post.handle);
    await writer.rewrite(message, { text: post.head, rows });
  };

  const decide = async (
    action: "approve" | "hold" | "release" | "cancel",
    { handle, more: seen = "" }: PostPress,
    { who, message }: Presser,
  ): Promise<Pressed> => {
    const decided = async (): Promise<string> => {
      try {
        return await desk.decide(action, handle, who, seen);
      } catch (error) {
        if (error instanceof UserError) return error.message;
        throw error;
      }
    };
    return { sentence: await decided(), matters: true, show: () => redraw(handle, message, seen) };
  };

  const drawn =
    (handle: string, message: number, rows: Button[][], added = "") =>
    async (): Promise<void> => {
      await writer.rewrite(message, { text: `${(await desk.show(handle)).head}${added}`, rows });
    };

  return async (press, presser) => {
    const { button, handle, more } = press;
    const { message } = presser;
    switch (button) {
      case "show": {
        const post = await desk.show(handle);
        return passing("Here it is.", () => showPost(writer, post, message));
      }
      case "approve":
      case "hold":
      case "release":
        return decide(button, press, presser);
      case "really":
        return decide("cancel", press, presser);
      case "cancel": {
        const { actions } = await desk.show(handle);
        if (!actions.includes("cancel")) return decide("cancel", press, presser);
        const rows = drawCancelling(handle, more ?? "");
        return passing(
          "Press once more, if you are sure.",
          drawn(handle, message, rows, "\n\nIs it never to go out? This cannot be undone."),
        );
      }
      case "back":
        return passing("It stays as it is now.", () => redraw(handle, message, more));
      case "time":
        return asking(askForTime((await desk.show(handle)).id), message);
      case "text": {
        const language = more?.startsWith("in-") === true ? more.slice(3) : undefined;
        const languages = language === undefined ? await desk.languagesOf(handle) : [];
        const { id } = await desk.show(handle);
        if (languages.length < 2) return asking(askForText(id, language ?? languages[0]), message);
        const text = `Which text of ${id} is to be changed?`;
        return passing("Choose the language below.", () =>
          writer.write({ text, rows: drawLanguages(handle, languages), replyTo: message }),
        );
      }
      case "where": {
        const rows = drawPlaces(handle, await desk.places(handle));
        return passing("Tap an account to add it, or to take it away.", drawn(handle, message, rows));
      }
      case "place": {
        const places = await desk.togglePlace(handle, more ?? "", presser.who);
        const to = places.flatMap(({ account, chosen }) => (chosen ? [account] : [])).join(", ");
        return passing(`It goes to ${to}.`, drawn(handle, message, drawPlaces(handle, places)));
      }
    }
  };
};
