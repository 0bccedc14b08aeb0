import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { JobContext } from "../../../jobs/job.ts";
import { queuePictures, type App } from "../../app.ts";
import { everyLanguage, ownSubject, sayTheSame, type OwnImage, type OwnWords } from "../../campaign/own/own-words.ts";
import { readWallClock } from "../../campaign/own/read-wall-clock.ts";
import { warningsOn } from "../../campaign/own/warnings-on.ts";
import { shorten } from "../../compose/text/shorten.ts";
import { storePicture } from "../../keep-picture.ts";
import type { NewPost, Refusal } from "../../telegram/admin/desk.ts";
import { UserError } from "../../user-error.ts";
import { checkWords, SaidBefore } from "../check-words.ts";
import { chooseAccountIds } from "../choose-accounts.ts";
import { TooLong } from "../compose-for-all.ts";
import { queueOwnPost } from "../queue-own-post.ts";
import { inChatWords } from "./in-chat-words.ts";
import { readPosts } from "./find-post.ts";
import type { StoredPost } from "../../delivery/post-store.ts";

/** The text and, where its last line is nothing but an address, the post's link. */
export const splitLink = (text: string): { readonly text: string; readonly link: string | null } => {
  const [, words = "", link] = /^([\s\S]*\S)\s*\n\s*(https?:\/\/\S+)\s*$/i.exec(text) ?? [];
  return link === undefined || !URL.canParse(link) ? { text: text.trim(), link: null } : { text: words, link };
};

/** Enough of what was no time to know it again. */
const writtenUnits = 40;

const days = new Map([
  ["today", 0],
  ["tomorrow", 1],
]);

/** The instant that a campaigner wrote, or why it is none that a post can be due at. */
export const readMoment = (context: JobContext, written: string): { readonly at: Temporal.Instant } | { readonly why: string } => {
  const { zone } = context.content().campaign;
  const [, word = "", time = ""] = /^(today|tomorrow) (\d{2}:\d{2})$/.exec(written) ?? [];
  const day = days.get(word);
  const today = context.clock().toZonedDateTimeISO(zone).toPlainDate();
  const read = readWallClock(day === undefined ? written : `${today.add({ days: day }).toString()} ${time}`, zone, context.clock());
  return read.kind === "at"
    ? { at: read.at }
    : {
        why: `${read.why.startsWith("must") ? `“${shorten(written.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " "), writtenUnits)}” ` : ""}${read.why}.`,
      };
};

/** A picture that no post has is not kept. */
const forget = async (app: App, context: JobContext, image: OwnImage): Promise<void> => {
  const used = (await readPosts(context)).some(({ words }) => words?.image?.file === image.file);
  if (!used) await rm(join(queuePictures(app.config.dataFolder), image.file), { force: true });
};

/** The very same post: Telegram may bring a message again after a crash, and a thumb may send it twice. */
const findSame = async (context: JobContext, at: Temporal.Instant, words: OwnWords): Promise<StoredPost | null> => {
  const isSame = ({ at: due, status, words: other }: StoredPost): boolean =>
    due.equals(at) &&
    status !== "skipped" &&
    other !== null &&
    other.author === words.author &&
    // The picture is not fetched yet.
    sayTheSame({ ...other, image: other.image === null ? null : { ...other.image, file: "" } }, words);
  return (await readPosts(context)).find(isSame) ?? null;
};

interface AddedPost {
  readonly post: StoredPost;
  /** False where the very same post was there already. */
  readonly isNew: boolean;
}

const warningUnits = 1000;

/**
 * Queues a post from the chat; nothing of it is kept where it is refused, or where its author has to be warned first. Throws `UserError` for what no other
 * text or time mends.
 */
export const addFromChat = async (app: App, context: JobContext, post: NewPost, who: string): Promise<AddedPost | Refusal> => {
  const content = context.content();
  const { campaign } = content;
  const moment = readMoment(context, post.at);
  if ("why" in moment) return { sentence: moment.why, mend: "time", offer: null };
  const { at } = moment;
  const { text, link } = splitLink(post.text);
  let image: OwnImage | null = null;
  let warning = "";
  try {
    const accounts = chooseAccountIds(campaign, { networks: post.networks, lang: post.language });
    const { picture, thread, again } = post;
    const words: OwnWords = {
      texts: { [post.language ?? everyLanguage]: text },
      link,
      image: picture === null ? null : { file: "", alt: picture.alt },
      thread,
      author: who,
      basis: null,
    };
    const same = await findSame(context, at, words);
    if (same !== null) return { post: same, isNew: false };
    // Who insists was warned.
    const warnings = again ? [] : warningsOn({ subject: ownSubject, words }, content, context.clock());
    warning = shorten(warnings.join("\n"), warningUnits);
    // Before the picture is fetched and kept.
    await checkWords(context, words, { again, id: null, at });
    if (warning !== "") return { sentence: warning, mend: "text", offer: "again" };
    if (picture !== null)
      image = { file: await storePicture(await picture.fetch(), queuePictures(app.config.dataFolder)), alt: picture.alt };
    const own = { at, accounts, words: { ...words, image } };
    return { post: (await queueOwnPost(app, context, own, { again })).post, isNew: true };
  } catch (error) {
    if (image !== null) await forget(app, context, image);
    if (!(error instanceof UserError)) throw error;
    const offer = error instanceof TooLong ? "thread" : error instanceof SaidBefore ? "again" : null;
    const sentence = inChatWords(error.message);
    return { sentence: offer === "again" ? `${sentence}\n${warning}`.trim() : sentence, mend: "text", offer };
  }
};
