import type { Petition } from "../campaign/petition.ts";
import type { Doubt, PetitionCount, PetitionStanding } from "../campaign/petitions/petition-count.ts";
import { counterOf } from "../campaign/petitions/petition-platforms.ts";

const drawCount = ({ signatures, countedOn, countedBy, source }: PetitionCount): string => {
  const number = signatures.toLocaleString("en");
  return `${number} on ${countedOn.toString()}, counted by ${countedBy ?? counterOf(source)}: ${source}`;
};

const doubts: Readonly<Record<Doubt, string>> = {
  first: "the first count",
  drop: "fewer than before",
  jump: "more than a fifth a day more",
};

/** A petition with its figure, for campaigners. */
export const drawPetition = (
  { slug, title, url, target, opened, deadline, state, closedByPlatform }: Petition,
  { accepted, held, failure }: PetitionStanding,
  language: string,
): string =>
  [
    `${slug}: ${title[language] ?? Object.values(title)[0] ?? ""}`,
    `${state}${closedByPlatform === true ? ", as its platform says" : ""}${opened === undefined ? "" : `, opened ${opened}`}${deadline === undefined ? "" : `, until ${deadline}`}${target === undefined ? "" : `, wants ${target.toLocaleString("en")}`}: ${url}`,
    accepted === null ? "not counted yet" : drawCount(accepted),
    ...(held === null
      ? []
      : [
          `${held.refusedBy === null ? `held for a person (${doubts[held.doubt]})` : `not right, says ${held.refusedBy}`}: ${drawCount(held)}`,
        ]),
    ...(failure === null ? [] : [`the last call brought no count: ${failure}`]),
  ].join("\n  ");
