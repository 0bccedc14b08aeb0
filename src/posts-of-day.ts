import { gatePost } from "../jobs/gate-post.ts";
import { inputOf } from "../jobs/post-input.ts";
import type { Content } from "./campaign/content.ts";
import { freedPostId } from "./campaign/freed-gate.ts";
import { isShown } from "./campaign/is-shown.ts";
import { textIn } from "./campaign/own/own-words.ts";
import type { Texts } from "./campaign/words/texts.ts";
import type { Clock } from "./clock.ts";
import { sayPost, type Said } from "./compose/compose-post.ts";
import { telegramLimits } from "./compose/limits.ts";
import type { StoredPost } from "./delivery/post-store.ts";
import type { Store } from "./store/open-store.ts";
import type { PostOfDay } from "./telegram/commands/answer.ts";

interface Source {
  current(): Content;
  texts(): Texts;
}

type Stores = Pick<Store, "posts" | "ledger" | "withdrawals">;

/** News and what campaigners wrote are the channel's to tell first; a correction is a reply to something. */
const isToShow = ({ kind, status }: StoredPost): boolean => {
  if (kind === "correction") return false;
  return status === "dispatched" || (status === "scheduled" && kind !== "freed" && kind !== "own");
};

/** What a post says in a language; null where it has nothing to say in it. */
const sayIn = (post: StoredPost, language: string, { current, texts }: Source, now: Temporal.Instant): Said | null => {
  const content = current();
  const { kind, words, accounts } = post;
  if (kind === "own" && (words === null || textIn(words, language) === undefined)) return null;
  const own = content.campaign.accounts.filter(({ id }) => accounts.includes(id));
  // A rule may leave an occasion to some accounts: one that has it, in the reader's language if there is one.
  const candidates = [...own.filter((account) => account.language === language), ...own];
  for (const account of candidates) {
    try {
      return sayPost(inputOf(post, { content, now }, { texts: texts(), account: { ...account, language }, limits: telegramLimits }));
    } catch {
      // It has no title in this language, or no words on this account.
    }
  }
  return null;
};

/** Was a campaigner's wish that any of it be taken back ever recorded? */
const isTakenBack = async ({ id }: StoredPost, { ledger, withdrawals }: Stores): Promise<boolean> => {
  const deliveries = await ledger.ofPost(id);
  const asked = await Promise.all(deliveries.map((delivery) => withdrawals.find(delivery.id)));
  return asked.some((withdrawal) => withdrawal !== null);
};

/** Whether the post that tells of somebody's release is out, may be so now, and was not taken back. */
export const createIsReleaseTold =
  (stores: Stores, { current }: Source, clock: Clock) =>
  async (slug: string): Promise<boolean> => {
    const { since } = current().prisoners.get(slug)?.status ?? {};
    const post = since === undefined ? null : await stores.posts.find(freedPostId(since, slug));
    if (post?.status !== "dispatched" || gatePost(post, { content: current, clock }).kind !== "speak") return false;
    return !(await isTakenBack(post, stores));
  };

/** Today's posts as readers may be told them: let out by the gate of all posts now, and without those of which anything was taken back. */
export const createPostsOfDay =
  (stores: Stores, source: Source, clock: Clock) =>
  async (language: string): Promise<PostOfDay[]> => {
    const now = clock();
    const content = source.current();
    const day = now.toZonedDateTimeISO(content.campaign.zone).toPlainDate();
    const ofDay = (await stores.posts.between(day, day)).filter(
      (post) => isToShow(post) && isShown(content, post) && gatePost(post, { content: () => content, clock: () => now }).kind === "speak",
    );
    const takenBack = await Promise.all(ofDay.map((post) => isTakenBack(post, stores)));
    return ofDay
      .filter((_, index) => takenBack[index] === false)
      .flatMap((post) => {
        const said = sayIn(post, language, source, now);
        if (said === null) return [];
        const { text, link, hashtags } = said;
        return [{ kind: post.kind, subject: post.subject, text, link, hashtags }];
      });
  };
