import { createHash } from "node:crypto";
import { gatePost, waitsForYes } from "../../../jobs/gate-post.ts";
import type { JobContext } from "../../../jobs/job.ts";
import type { App } from "../../app.ts";
import { occasionsOf } from "../../campaign/anniversaries/occasions-of.ts";
import { mayShowFrozen } from "../../campaign/is-shown.ts";
import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import { warningsOn } from "../../campaign/own/warnings-on.ts";
import { isOccasionPost } from "../../campaign/planned-post.ts";
import { whenOf } from "../../campaign/when-of.ts";
import { composeStored } from "../../commands/compose-stored.ts";
import type { ComposedPart, ComposedPost } from "../../compose/composed-post.ts";
import { shorten } from "../../compose/text/shorten.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import type { DeskPost, PostAction, Rendering } from "../../telegram/admin/desk.ts";
import { labelPost } from "../../terminal/label-post.ts";
import { handleOf } from "./find-post.ts";
import { inChatWords } from "./in-chat-words.ts";

export const isWaiting = ({ status }: Pick<StoredPost, "status">): boolean => status === "scheduled" || status === "held";

/** Would somebody's yes change what the gate says? */
export const needsApproval = (post: StoredPost, context: JobContext): boolean => {
  if (!isWaiting(post) || post.approvedBy !== null) return false;
  if (waitsForYes(post, context)) return true;
  const reasonWith = (approvedBy: string | null): string | null => {
    const verdict = gatePost({ ...post, approvedBy }, context);
    return verdict.kind === "hold" ? verdict.reason : null;
  };
  // Nobody is called that, so it is another's yes whoever wrote the post.
  return reasonWith(null) !== reasonWith("\u{0}");
};

/** What a post is, in a few words that repeat nothing that a campaigner wrote. */
export const nameOf = (post: StoredPost, { content }: JobContext): string => {
  if (post.kind === "own") return post.words === null ? "own post" : `own post by ${post.words.author}`;
  const occasions = isOccasionPost(post) ? occasionsOf(post, content(), post.at) : [];
  return labelPost(post, occasions, content());
};

const actionsOf = (post: StoredPost, context: JobContext): PostAction[] => {
  if (!isWaiting(post)) return [];
  const isOwn = post.kind === "own";
  return [
    ...(needsApproval(post, context) ? ["approve" as const] : []),
    post.heldBy === null ? "hold" : "release",
    ...(isOwn ? ["time" as const] : []),
    ...(post.kind === "correction" ? [] : ["text" as const]),
    ...(isOwn && context.content().campaign.accounts.length > 1 ? ["where" as const] : []),
    "cancel",
  ];
};

const standing = ({ status, reason, approvedBy }: StoredPost): string => {
  const approved = approvedBy === null ? "" : ` Approved by ${approvedBy}.`;
  switch (status) {
    case "scheduled":
      return `Goes out then.${approved}`;
    case "held":
      return `HELD.${approved} ${inChatWords(reason ?? "")}`.trim();
    case "dispatched":
      return "It is handed out: /log and /status say what became of it.";
    case "skipped":
      return `It does not go out. ${inChatWords(reason ?? "")}`.trim();
  }
};

/** A campaigner's reason may be of any length, and a message may not. */
const standingUnits = 2000;
const warningUnits = 1000;

const headOf = (post: StoredPost, context: JobContext): string => {
  const content = context.content();
  const { zone } = content.campaign;
  const warnings = isWaiting(post) ? warningsOn(post, content, context.clock()).map((warning) => `⚠ ${warning}`) : [];
  const weekday = post.at.toZonedDateTimeISO(zone).toLocaleString("en", { weekday: "long" });
  return [
    nameOf(post, context),
    `${weekday} ${whenOf(post.at, zone)} (${zone})`,
    `on ${post.accounts.join(", ")}`,
    shorten(standing(post), standingUnits),
    ...(warnings.length > 0 ? [shorten(warnings.join("\n"), warningUnits)] : []),
    `${post.id} · /show_${handleOf(post.id)}`,
  ].join("\n");
};

const sameShown = (part: ComposedPart): string => JSON.stringify([part.text, part.media.map(({ alt }) => alt)]);

/** Accounts that show the same are shown once. */
const renderingsOf = (composed: readonly ComposedPost[]): Rendering[] => {
  const groups = Map.groupBy(composed, ({ parts }) => parts.map(sameShown).join("\n"));
  return [...groups.values()].flatMap((alike) => {
    const shown = alike.find(({ network }) => network === "telegram") ?? alike[0];
    const parts = shown?.parts ?? [];
    return parts.map((part, index): Rendering => {
      const sizes = alike.map(({ account, parts: own }) => `${account} ${own[index]?.length ?? 0}/${own[index]?.limit ?? 0}`).join(", ");
      return {
        label: `▸ ${sizes}${parts.length > 1 ? ` · part ${index + 1} of ${parts.length}` : ""}`,
        text: part.text,
        entities: part.entities ?? [],
        pictures: part.media.map(({ path, alt }) => ({ path, alt })),
        linkPreview: shown?.network === "telegram" && (part.entities ?? []).some(({ type }) => type !== "hashtag"),
      };
    });
  });
};

/** What was begun is shown as it was frozen then. */
const composedOf = async (app: App, context: JobContext, post: StoredPost): Promise<ComposedPost[]> => {
  if (!mayShowWords(post, context.content())) return [];
  const deliveries = post.status === "dispatched" ? await context.ledger.ofPost(post.id) : [];
  const begun = deliveries.filter(({ composed }) => composed !== null);
  const frozen = begun.filter((delivery) => mayShowFrozen(context.content(), delivery)).flatMap(({ composed }) => composed ?? []);
  const done = new Set(begun.map(({ account }) => account));
  const open = (await app.accounts()).filter(({ id }) => post.accounts.includes(id) && !done.has(id));
  return [...frozen, ...(await composeStored(app, post, open))];
};

const seenOf = (post: StoredPost, composed: readonly ComposedPost[]): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        post.at.toString(),
        post.accounts,
        composed.map(({ account, parts }) => [account, parts.map(({ text, media }) => [text, media.map(({ path, alt }) => [path, alt])])]),
      ]),
    )
    .digest("base64url")
    .slice(0, 10);

/** A post as it will be sent. */
export const viewPost = async (app: App, context: JobContext, post: StoredPost): Promise<DeskPost> => {
  const composed = await composedOf(app, context, post);
  return {
    id: post.id,
    handle: handleOf(post.id),
    head: headOf(post, context),
    renderings: renderingsOf(composed),
    actions: actionsOf(post, context),
    seen: seenOf(post, composed),
  };
};
