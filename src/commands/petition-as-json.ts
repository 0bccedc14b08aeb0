import type { Petition } from "../campaign/petition.ts";
import type { PetitionStanding } from "../campaign/petitions/petition-count.ts";
import { counterOf } from "../campaign/petitions/petition-platforms.ts";

/** A petition with its figure, as `--json` has it. */
export const petitionAsJson = ({ slug, title, url, platform, state, opened, deadline, target }: Petition, standing: PetitionStanding) => {
  const { accepted, held, platformState, askedAt, failure } = standing;
  return {
    petition: slug,
    title,
    url,
    platform,
    state,
    opened: opened ?? null,
    deadline: deadline ?? null,
    target: target ?? null,
    count:
      accepted === null
        ? null
        : {
            signatures: accepted.signatures,
            date: accepted.countedOn.toString(),
            countedBy: accepted.countedBy ?? counterOf(accepted.source),
            source: accepted.source,
            acceptedBy: accepted.acceptedBy,
          },
    held:
      held === null
        ? null
        : {
            signatures: held.signatures,
            date: held.countedOn.toString(),
            countedBy: held.countedBy ?? counterOf(held.source),
            source: held.source,
            why: held.doubt,
            refusedBy: held.refusedBy,
          },
    platformState,
    askedAt: askedAt?.toString() ?? null,
    failure,
  };
};

/** What `petitions --help` says of it. */
export const petitionsShape = `
Shape of --json:
  [{"petition", "title": {LANGUAGE: TEXT}, "url", "platform", "state", "opened" or null, "deadline" or null, "target" or null,
    "count": {"signatures", "date", "countedBy", "source", "acceptedBy" or null} or null,
    "held": {"signatures", "date", "countedBy", "source", "why": "first" | "drop" | "jump", "refusedBy" or null} or null,
    "platformState": "open" | "closed" | null, "askedAt" or null, "failure" or null}]
  "held" waits for a person: a first count that is 0 or beyond belief, fewer than "count", or more than a fifth a day more than the day before.
  A failed call leaves "count" as it is. "state" is closed where the platform says so, whatever the file says.`;
