import type { App } from "../app.ts";
import { planAnniversaries } from "../campaign/anniversaries/plan-anniversaries.ts";
import { isShown } from "../campaign/is-shown.ts";
import { isOccasionPost, type PostKind } from "../campaign/planned-post.ts";
import type { StoredPost } from "../delivery/post-store.ts";

const idPattern = /^(\d{4}-\d{2}-\d{2})\/([a-z-]+)\/([a-z0-9-]+)$/;

const dayOf = (date: string): Temporal.PlainDate | null => {
  try {
    return Temporal.PlainDate.from(date, { overflow: "reject" });
  } catch {
    return null;
  }
};

/**
 * The post of an anniversary, a marked day or a petition, by its id: as the plan makes it now, however far the day is, and as it is stored where it was
 * handed out or a campaigner has decided something of it. Null for other ids, and where there is none that may be shown.
 */
export const findOccasionPost = async (app: App, id: string): Promise<StoredPost | null> => {
  const [, written, kind, subject] = idPattern.exec(id) ?? [];
  const date = written === undefined ? null : dayOf(written);
  if (date === null || kind === undefined || subject === undefined || !isOccasionPost({ kind: kind as PostKind })) return null;
  await app.readCounted();
  const content = (await app.content()).current();
  const there = (await app.hasStore()) ? await (await app.store()).posts.between(date, date) : [];
  const stored = there.find((post) => post.id === id) ?? null;
  const isSettled = stored?.status === "dispatched" || stored?.status === "skipped";
  if (stored !== null && (isSettled || stored.heldBy !== null || stored.words !== null)) return isShown(content, stored) ? stored : null;
  const start = date.toZonedDateTime({ timeZone: content.campaign.zone }).toInstant();
  const now = app.clock();
  const planned = planAnniversaries({
    ...content,
    from: date,
    to: date,
    // Of a day that is over the posts are shown as they would have been.
    now: Temporal.Instant.compare(start, now) < 0 ? start : now,
    posts: there,
    approvals: new Map(there.flatMap(({ id: one, approvedBy }) => (approvedBy === null ? [] : [[one, approvedBy] as const]))),
    decided: new Map(there.flatMap((post) => (post.words === null && post.heldBy === null ? [] : [[post.id, post.reason] as const]))),
  }).find((post) => post.id === id);
  if (planned === undefined) return null;
  const none = { approvedBy: null, draft: null, words: null, heldBy: null, cancelledBy: null, timing: null, series: null, basis: null };
  return { ...none, ...planned, people: planned.people ?? null };
};
