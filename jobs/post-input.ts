import type { Prisoner } from "../src/campaign/prisoner.ts";
import { textIn } from "../src/campaign/own/own-words.ts";
import type { PostInput } from "../src/compose/compose-post.ts";
import type { StoredPost } from "../src/delivery/post-store.ts";

type Setting = Pick<PostInput, "campaign" | "texts" | "account" | "limits">;

/**
 * What composing needs to make a post of any kind, from what is stored of it; previews and deliveries both come this way.
 * @param prisoner undefined where the post is about nobody
 */
export const inputOf = (
  { kind, draft, words }: Pick<StoredPost, "kind" | "draft" | "words">,
  { prisoner, today }: { readonly prisoner: Prisoner | undefined; readonly today: Temporal.PlainDate },
  setting: Setting,
): PostInput => {
  const { language } = setting.account;
  const own = words === null ? null : { text: textIn(words, language), link: words.link, image: words.image };
  if (kind === "own") {
    if (own?.text === undefined) throw new Error("A campaigner's post was stored without its words.");
    return { ...setting, kind, text: own.text, link: own.link, image: own.image };
  }
  if (kind === "correction") {
    const text = draft?.texts[language];
    if (text !== undefined) return { ...setting, kind, text };
  }
  // Nothing stores a post of other kinds yet.
  if (kind !== "correction" && kind !== "profile" && kind !== "freed")
    throw new Error(`A post of kind ${kind} was stored, and nobody knows its words.`);
  if (prisoner === undefined) throw new Error(`A post of the kind ${kind} was stored without a person.`);
  if (kind !== "correction") return { ...setting, kind, prisoner, today, ...(own !== null && { own }) };
  if (draft === null) throw new Error("A correction was stored without what it corrects.");
  return { ...setting, kind, prisoner, today, corrects: Temporal.PlainDate.from(draft.correctsDate) };
};
