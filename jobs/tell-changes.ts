import { postGate } from "../src/campaign/post-gate.ts";
import type { PostChange } from "../src/delivery/post-store.ts";
import type { JobContext } from "./job.ts";

/** What became of one waiting post, for a campaigner; null where that is the ordinary course of the rotation. */
const describe = ({ id, before, after, reason, rewritten }: PostChange, maySpeak: boolean): string | null => {
  if (after === "held" && before === "scheduled") return `${id}: held. ${reason ?? ""}`;
  if (after === null && !maySpeak) return `${id}: dropped`;
  if (after === "scheduled" && before === "held") return `${id}: not held any more`;
  return rewritten && after === "scheduled" ? `${id}: will be written anew` : null;
};

/** Tells campaigners what a change of the content has done to the posts that wait, one notice for each person. */
export const tellChanges = async (changes: readonly PostChange[], context: JobContext): Promise<void> => {
  const { prisoners } = context.content();
  const now = context.clock().toString();
  for (const [subject, ofSubject] of Map.groupBy(changes, (change) => change.subject)) {
    const prisoner = prisoners.get(subject);
    if (prisoner === undefined || prisoner.consent === "withheld") {
      // Whoever is withheld exists in no output.
      const dropped = ofSubject.filter(({ after, before }) => after === null && before !== null).length;
      if (dropped > 0)
        await context.tell({
          key: `dropped:${ofSubject[0]?.id ?? ""}:${now}`,
          text: `${dropped === 1 ? "A waiting post was" : `${dropped} waiting posts were`} dropped: the person is not in the campaign any more.`,
        });
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
    const lines = ofSubject.toSorted((a, b) => (a.id < b.id ? -1 : 1)).flatMap((change) => describe(change, maySpeak) ?? []);
    if (lines.length > 0)
      await context.tell({
        key: `changed:${subject}:${now}`,
        text: `What is recorded of ${prisoner.name.latin} has changed (status ${prisoner.status.kind}), and with it what waits:\n${lines.join("\n")}`,
      });
  }
};
