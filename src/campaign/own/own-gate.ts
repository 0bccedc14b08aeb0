import type { CampaignSettings } from "../campaign-settings.ts";
import type { Prisoner } from "../prisoner.ts";
import type { Verdict } from "../status-gate.ts";
import { namesWithheld } from "./names-withheld.ts";
import { altsOf, type OwnWords } from "./own-words.ts";

export interface OwnGateRequest {
  readonly id: string;
  readonly words: OwnWords;
  readonly approvedBy: string | null;
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  readonly settings: Pick<CampaignSettings, "queue">;
  /** As `OwnWords` has it, of what is recorded now. */
  readonly basis: string | null;
}

/** Nothing in it names the person: whoever is withheld exists in no output. */
export const namesSomebodyWithheld = "It names somebody who is withheld";

/** All that a reader would read of it. */
export const readableParts = ({ texts, link, image }: OwnWords): string[] => [...Object.values(texts), link ?? "", ...altsOf(image)];

/** May what a campaigner wrote go out now? What the post's own gate asks is asked besides. */
export const ownGate = ({ id, words, approvedBy, prisoners, settings, basis }: OwnGateRequest): Verdict => {
  const hold = (reason: string): Verdict => ({ kind: "hold", reason });
  if (namesWithheld(readableParts(words), prisoners))
    return hold(`${namesSomebodyWithheld}: change it with \`queue edit ${id}\`, or \`queue cancel ${id}\`.`);
  if (words.basis !== basis && words.counted !== undefined)
    return hold(
      `What ${words.counted.counter} counted on ${words.counted.date} is recorded otherwise by now: \`queue cancel ${id}\`, or mend its text with \`queue edit ${id}\`.`,
    );
  if (words.basis !== basis)
    return hold(
      `What is recorded of the person has changed since its text was edited: look at it (\`queue show ${id}\`), then edit it again with \`queue edit ${id}\`, or go back to the record's own words with --reset.`,
    );
  if (!settings.queue.approval) {
    if (words.needsYes !== true || approvedBy !== null) return { kind: "speak" };
    return hold(`It waits for a campaigner's yes: \`npm run -s rollcall -- queue approve ${id}\`.`);
  }
  if (approvedBy !== null && approvedBy !== words.author) return { kind: "speak" };
  return hold(`It waits for the yes of somebody other than ${words.author}: \`npm run -s rollcall -- queue approve ${id} --as NAME\`.`);
};
