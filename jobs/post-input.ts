import type { Prisoner } from "../src/campaign/prisoner.ts";
import type { PostKind } from "../src/campaign/planned-post.ts";
import type { PostInput } from "../src/compose/compose-post.ts";
import type { PostDraft } from "../src/delivery/post-store.ts";

type Setting = Pick<PostInput, "campaign" | "texts" | "account" | "limits">;

/** What composing needs to make a post of any kind, from what is stored of it; previews and deliveries both come this way. */
export const inputOf = (
  { kind, draft }: { readonly kind: PostKind; readonly draft: PostDraft | null },
  { prisoner, today }: { readonly prisoner: Prisoner; readonly today: Temporal.PlainDate },
  setting: Setting,
): PostInput => {
  if (kind === "profile" || kind === "freed") return { ...setting, kind, prisoner, today };
  // Nothing stores a post of these kinds yet.
  if (kind !== "correction") throw new Error(`A post of kind ${kind} was stored, and nobody knows its words.`);
  if (draft === null) throw new Error("A correction was stored without what it corrects.");
  const text = draft.texts[setting.account.language];
  if (text !== undefined) return { ...setting, kind, text };
  return { ...setting, kind, prisoner, today, corrects: Temporal.PlainDate.from(draft.correctsDate) };
};
