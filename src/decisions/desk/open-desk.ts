import type { JobContext } from "../../../jobs/job.ts";
import type { App } from "../../app.ts";
import { everyLanguage } from "../../campaign/own/own-words.ts";
import { isUnnamed } from "../../campaign/own/unnamed.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { createTurns } from "../../delivery/create-turns.ts";
import type { Desk, Place } from "../../telegram/admin/desk.ts";
import { UserError } from "../../user-error.ts";
import { findWaiting, howToBeNamed } from "../approve-post.ts";
import { changePost } from "../change-post.ts";
import { SaidBefore } from "../check-words.ts";
import { TooLong } from "../compose-for-all.ts";
import { draftEdit, languagesOf, type EditWish } from "../draft-edit.ts";
import { addFromChat, readMoment, splitLink } from "./add-from-chat.ts";
import { decidePost } from "./decide-post.ts";
import { findPost, handleOf } from "./find-post.ts";
import { inChatWords } from "./in-chat-words.ts";
import { dueMorning } from "./due-morning.ts";
import { drawMorning, drawQueue } from "./list-queue.ts";
import { isWaiting, viewPost } from "./view-post.ts";

/** What campaigners do with posts in their chat, by the same rules and in the same words as at the command line. */
export const openDesk = (app: App, context: JobContext): Desk => {
  const inTurn = createTurns();

  /** One after the other for each post, as it is when its turn has come; and in the chat's words. */
  const withPost = async <T>(ref: string, work: (post: StoredPost) => Promise<T>): Promise<T> => {
    try {
      const { id } = await findPost(context, ref);
      return await inTurn(id, async () => work(await findPost(context, id)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // A button to insist is only there for what is new.
      const plain =
        error instanceof TooLong || error instanceof SaidBefore ? error.message.replace(/, or [^,]* with --\w+\.$/, ".") : error.message;
      throw new UserError(inChatWords(plain), { cause: error });
    }
  };

  const demandName = (who: string): void => {
    if (context.content().campaign.queue.approval && isUnnamed(who))
      throw new UserError(
        `What is written here needs a second person's yes, so whoever writes has to be known by name, and you are not: ${howToBeNamed}.`,
      );
  };

  const change = async (post: StoredPost, wish: EditWish, who: string): Promise<StoredPost> => {
    const waiting = await findWaiting(context, post.id);
    const edit = draftEdit(context.content(), waiting, wish, { who, now: context.clock() });
    return (await changePost(app, context, waiting, edit, { who, again: false })).post;
  };

  const placesOf = ({ accounts }: StoredPost): Place[] =>
    context.content().campaign.accounts.map(({ id, language }) => ({ account: id, language, chosen: accounts.includes(id) }));

  return {
    queue: () => drawQueue(context),
    dueMorning: async () => dueMorning(context),
    morning: () => drawMorning(context),
    show: async (ref) => viewPost(app, context, await findPost(context, ref)),
    decide: (action, ref, who, seen) =>
      withPost(ref, async (post) => {
        // Holding back is always safe.
        if (seen !== undefined && action !== "hold" && isWaiting(post) && (await viewPost(app, context, post)).seen !== seen)
          throw new UserError(
            `${post.id} has changed since it was shown here: look at it again with /show_${handleOf(post.id)}, then decide.`,
          );
        return decidePost(context, post, action, who);
      }),
    placeNames: async () => {
      const { accounts } = context.content().campaign;
      return new Map([
        ...accounts.map(({ language }) => [language, "language"] as const),
        ...accounts.flatMap(({ id, network }) => [[id, "network"] as const, [network, "network"] as const]),
      ]);
    },
    demandAuthor: async (who) => demandName(who),
    checkTime: async (written) => {
      const moment = readMoment(context, written);
      return "why" in moment ? moment.why : null;
    },
    add: async (post, who) => {
      demandName(who);
      const added = await inTurn("add", () => addFromChat(app, context, post, who));
      if ("sentence" in added) return added;
      const shown = await viewPost(app, context, added.post);
      return added.isNew ? shown : { ...shown, head: `This very post is there already: nothing was added.\n${shown.head}` };
    },
    languagesOf: (ref) =>
      withPost(ref, async (post) => {
        const waiting = await findWaiting(context, post.id);
        return languagesOf(waiting, context.content().campaign).filter((language) => language !== everyLanguage);
      }),
    reword: (ref, written, language, who) =>
      withPost(ref, async (post) => {
        demandName(who);
        const { text, link } = splitLink(written);
        return viewPost(app, context, await change(post, { text, language, ...(link !== null && { link }) }, who));
      }),
    move: (ref, written, who) =>
      withPost(ref, async (post) => {
        const moment = readMoment(context, written);
        if ("why" in moment) throw new UserError(moment.why);
        return viewPost(app, context, await change(post, { at: moment.at }, who));
      }),
    places: (ref) => withPost(ref, async (post) => placesOf(await findWaiting(context, post.id))),
    togglePlace: (ref, account, who) =>
      withPost(ref, async (post) => {
        const { accounts } = await findWaiting(context, post.id);
        const networks = accounts.includes(account) ? accounts.filter((id) => id !== account) : [...accounts, account];
        if (networks.length === 0) throw new UserError(`${post.id} has to go somewhere: add another account first, or cancel it.`);
        return placesOf(await change(post, { networks }, who));
      }),
  };
};
