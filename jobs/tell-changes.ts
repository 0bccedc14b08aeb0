import { isShown } from "../src/campaign/is-shown.ts";
import { isOccasionPost } from "../src/campaign/planned-post.ts";
import { postGate } from "../src/campaign/post-gate.ts";
import { standsOn } from "../src/campaign/status-basis.ts";
import type { PostChange } from "../src/delivery/post-store.ts";
import { waitsForYes } from "./gate-post.ts";
import type { JobContext } from "./job.ts";

/**
 * What became of one waiting post, for a campaigner; null where that is the ordinary course of the rotation.
 * @param isDroppedFor something of whom or what it is about: then it is told that it is gone
 */
const describe = ({ id, before, after, reason, rewritten }: PostChange, isDroppedFor: boolean): string | null => {
  if (after === "held" && before === "scheduled") return `${id}: held. ${reason ?? ""}`;
  if (after === null && isDroppedFor) return `${id}: dropped`;
  if (after === "scheduled" && before === "held") return `${id}: not held any more`;
  return rewritten && after === "scheduled" ? `${id}: will be written anew` : null;
};

/** One notice for all posts that were dropped because they would name somebody: it names nobody itself. */
const tellDropped = async (changes: readonly PostChange[], context: JobContext, why: string): Promise<void> => {
  // Whoever is withheld exists in no output.
  const dropped = changes.filter(({ after, before }) => after === null && before !== null).length;
  if (dropped === 0) return;
  await context.tell({
    key: `dropped:${changes[0]?.id ?? ""}:${context.clock().toString()}`,
    text: `${dropped === 1 ? "A waiting post was" : `${dropped} waiting posts were`} dropped: ${why}`,
  });
};

/** Asks for a campaigner's yes where a new post, or one whose words have changed, waits for nothing else. */
const askForYes = async (changes: readonly PostChange[], context: JobContext): Promise<void> => {
  for (const { id, before, after, reason, rewritten } of changes) {
    if (after !== "held" || (before === "held" && !rewritten)) continue;
    const post = await context.posts.find(id);
    if (post === null || !waitsForYes(post, context)) continue;
    await context.tell({
      key: `offer:${id}:${post.basis ?? ""}`,
      text: `${id} waits for a campaigner's yes: \`npm run -s rollcall -- preview ${id}\`. ${reason ?? ""}`,
      choices: [{ kind: "approve", postId: id }],
    });
  }
};

/** Days of the calendar, petitions, and posts of many: what is nobody's alone. */
const tellOfNobody = async (changes: readonly PostChange[], context: JobContext): Promise<void> => {
  const content = context.content();
  for (const [, ofPost] of Map.groupBy(changes, ({ kind, subject }) => `${kind}/${subject}`)) {
    const [first] = ofPost;
    if (first === undefined) continue;
    if (!isShown(content, first)) {
      await tellDropped(ofPost, context, "what it was about is not in the campaign any more, or may not be named.");
      continue;
    }
    const lines = ofPost.toSorted((a, b) => (a.id < b.id ? -1 : 1)).flatMap((change) => describe(change, false) ?? []);
    if (lines.length > 0)
      await context.tell({
        key: `changed:${first.kind}/${first.subject}:${context.clock().toString()}`,
        text: `What was planned has changed:\n${lines.join("\n")}`,
      });
  }
};

/** Tells campaigners what a change of the content has done to the posts that wait, one notice for each person. */
export const tellChanges = async (all: readonly PostChange[], context: JobContext): Promise<void> => {
  const { prisoners } = context.content();
  const now = context.clock().toString();
  const isOfNobody = (change: PostChange): boolean => isOccasionPost(change) && change.kind !== "anniversary";
  await askForYes(all.filter(isOccasionPost), context);
  await tellOfNobody(all.filter(isOfNobody), context);
  const changes = all.filter((change) => !isOfNobody(change));
  for (const [subject, ofSubject] of Map.groupBy(changes, (change) => change.subject)) {
    const prisoner = prisoners.get(subject);
    if (prisoner === undefined || prisoner.consent === "withheld") {
      await tellDropped(ofSubject, context, "the person is not in the campaign any more.");
      continue;
    }
    const offers = ofSubject.filter(({ kind, before, after }) => kind === "freed" && before === null && after === "held");
    for (const { id, reason } of offers)
      await context.tell({
        key: `offer:${id}`,
        text: `${prisoner.name.latin} is recorded as released. A post that says so is ready: \`npm run -s rollcall -- preview ${id}\`. ${reason ?? ""}`,
        choices: [{ kind: "approve", postId: id }],
      });
    const { campaign } = context.content();
    const maySpeak = postGate({ kind: "profile", prisoner, settings: campaign, now: context.clock(), approvedBy: null }).kind === "speak";
    // The days go by, and the rotation moves with those of others: neither is a change of what is recorded.
    const isOfRecord = ({ basis }: PostChange): boolean => basis !== null && !standsOn(basis, prisoner);
    const lines = ofSubject
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((change) => describe(change, !maySpeak && (change.before === "scheduled" || isOfRecord(change))) ?? []);
    const head = ofSubject.some(isOfRecord)
      ? `What is recorded of ${prisoner.name.latin} has changed (status ${prisoner.status.kind}), and with it what waits:`
      : `What waits about ${prisoner.name.latin} has changed:`;
    if (lines.length > 0) await context.tell({ key: `changed:${subject}:${now}`, text: `${head}\n${lines.join("\n")}` });
  }
};
