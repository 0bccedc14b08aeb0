import { telegramLimits } from "../../compose/limits.ts";
import type { Clock } from "../../clock.ts";
import { UserError } from "../../user-error.ts";
import { CallFailure } from "../call-failure.ts";
import type { Message } from "../update.ts";
import type { ChatWriter } from "./chat-writer.ts";
import type { Desk, SentPicture } from "./desk.ts";
import type { Draft, Drafts, Missing } from "./drafts.ts";
import { type FetchFile, largestFileBytes } from "./fetch-file.ts";
import { askFor, askWithOffer } from "./questions.ts";
import { isRelative, readNewPost, readWritten } from "./read-new-post.ts";
import { showPost } from "./show-post.ts";

export interface AddPostsOptions {
  readonly desk: Desk;
  readonly writer: ChatWriter;
  readonly drafts: Drafts;
  readonly clock: Clock;
  readonly fetchFile: FetchFile;
}

/** Posts that campaigners write in their chat: in one message, or asked for bit by bit. All throw `UserError`. */
export interface AddPosts {
  /** @param rest what stands behind the command */
  begin(message: Message, rest: string, who: string): Promise<void>;
  /** The answer to a question; false where the question is not known any more. */
  answer(message: Message, question: number): Promise<boolean>;
  /** Insists on what was refused; null where the question is not known any more, else what was done about it. */
  insist(question: number, offer: "thread" | "again", from: number): Promise<string | null>;
}

/** Telegram keeps for a day what it could not bring. */
const lateSeconds = 600;

/** The largest size of a photo, or a picture that was sent as a file. Throws `UserError` for what is none. */
const pictureOf = ({ photo, document, media_group_id: album }: Message): string | null => {
  const file = photo?.at(-1) ?? document;
  if (file === undefined) return null;
  if (album !== undefined) throw new UserError("That is an album, and a post has one picture: send one picture alone.");
  if (photo === undefined && document?.mime_type?.startsWith("image/") !== true)
    throw new UserError("That file is not a picture: send a photo, or a picture as a file.");
  if ((file.file_size ?? 0) > largestFileBytes)
    throw new UserError(`That picture has more than ${largestFileBytes / 1e6} MB: send a smaller one.`);
  return file.file_id;
};

/** What somebody wrote, as they see it. Throws `UserError` where something of it would be lost. */
export const wordsOf = (message: Message): string => {
  const text = message.text ?? message.caption ?? "";
  const kinds = message.text === undefined ? message.caption_entities : message.entities;
  if (kinds?.some(({ type }) => type === "text_link"))
    throw new UserError("Words with a link behind them cannot be posted so on every network: write the address itself.");
  // Telegram's own programs cut a longer message in two, and the second half is no answer to anything.
  if (text.length >= telegramLimits.textUnits)
    throw new UserError(
      `That message is as long as Telegram lets one be (${telegramLimits.textUnits}), so its end may be missing: shorten it.`,
    );
  return text;
};

export const createAddPosts = ({ desk, writer, drafts, clock, fetchFile }: AddPostsOptions): AddPosts => {
  const ask = async (draft: Draft, what: Missing, replyTo: number, why?: string): Promise<void> => {
    const question = askFor(what, why);
    const id = await writer.write({ text: question.text, ask: question.placeholder, replyTo });
    drafts.keep(id, { draft, missing: what });
  };

  const fetchPicture = async (fileId: string): Promise<Uint8Array> => {
    try {
      return await fetchFile(fileId);
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      throw new UserError("The picture cannot be fetched from Telegram: send it again.", { cause: error });
    }
  };

  const isLate = ({ date }: Message): boolean => date !== undefined && clock().epochMilliseconds / 1000 - date > lateSeconds;

  const goOn = async (draft: Draft, replyTo: number, late = false): Promise<void> => {
    const { text, at, fileId, alt } = draft;
    const tooLate = late && at !== null && isRelative(at) ? `“${at}” was written some time ago: say the day.` : null;
    const wrong = at === null ? null : (tooLate ?? (await desk.checkTime(at)));
    if (wrong !== null) return ask({ ...draft, at: null }, "time", replyTo, wrong);
    if (text === null) return ask(draft, "text", replyTo);
    if (fileId !== null && alt === null) return ask(draft, "alt", replyTo);
    if (at === null) return ask(draft, "time", replyTo);
    const picture: SentPicture | null = fileId === null || alt === null ? null : { fetch: () => fetchPicture(fileId), alt };
    const added = await desk.add({ ...draft, text, at, picture }, draft.who);
    if (!("sentence" in added)) return showPost(writer, added, replyTo);
    const { sentence, mend, offer } = added;
    if (offer === null) return ask(mend === "time" ? { ...draft, at: null } : draft, mend, replyTo, sentence);
    const label = offer === "thread" ? "Make a thread of it" : "Post it all the same";
    const id = await writer.write({ text: askWithOffer(sentence), rows: [[{ text: label, data: `d:${offer}` }]], replyTo });
    drafts.keep(id, { draft, missing: mend });
  };

  const answered = (draft: Draft, missing: Missing, message: Message): Draft => {
    const words = wordsOf(message).trim();
    const fileId = pictureOf(message);
    const isPicture = fileId !== null && missing === "text";
    if (words === "" && !isPicture) throw new UserError("Reply to the question in words.");
    switch (missing) {
      case "time":
        return { ...draft, at: readWritten(words) };
      case "alt":
        return { ...draft, alt: words };
      case "text":
        return { ...draft, text: words === "" ? null : words, ...(isPicture && { fileId, alt: null }) };
    }
  };

  return {
    begin: async (message, rest, who) => {
      await desk.demandAuthor(who);
      wordsOf(message);
      const fileId = pictureOf(message);
      const { text, at, ...choice } = readNewPost(rest, await desk.placeNames());
      await goOn({ from: message.from?.id, who, text, at, ...choice, fileId, alt: null }, message.message_id, isLate(message));
    },
    answer: async (message, question) => {
      const asked = drafts.find(question);
      if (asked === null) return false;
      const { draft, missing } = asked;
      if (draft.from !== message.from?.id)
        throw new UserError("Somebody else began this post, and only they go on with it. /add begins one of your own.");
      const next = answered(draft, missing, message);
      await goOn(next, message.message_id, isLate(message));
      // Kept until then: where it failed, they answer once more.
      drafts.forget(question);
      return true;
    },
    insist: async (question, offer, from) => {
      const asked = drafts.find(question);
      if (asked === null) return null;
      if (asked.draft.from !== from) throw new UserError("Somebody else began this post, and only they go on with it.");
      await goOn({ ...asked.draft, ...(offer === "thread" ? { thread: true } : { again: true }) }, question);
      drafts.forget(question);
      return offer === "thread" ? "It becomes a thread." : "It is posted all the same.";
    },
  };
};
