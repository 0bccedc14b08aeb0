import { inputOf } from "../../jobs/post-input.ts";
import type { App } from "../app.ts";
import type { PlannedPost } from "../campaign/planned-post.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Account } from "../config.ts";
import type { PostDraft } from "../delivery/post-store.ts";

/** A post as each of these accounts will get it, from what is planned or stored of it. Empty where its subject is not in the content. */
export const composeStored = async (
  app: App,
  { kind, subject, at, draft }: Pick<PlannedPost, "kind" | "subject" | "at"> & { readonly draft: PostDraft | null },
  accounts: readonly Account[],
): Promise<ComposedPost[]> => {
  const source = await app.content();
  const { campaign, prisoners } = source.current();
  const prisoner = prisoners.get(subject);
  if (prisoner === undefined) return [];
  const composePost = await app.composePost();
  const today = at.toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
  return Promise.all(
    accounts.map(async (account) => {
      const setting = { campaign, texts: source.texts(), account, limits: await app.limits(account) };
      return composePost(inputOf({ kind, draft }, { prisoner, today }, setting));
    }),
  );
};
