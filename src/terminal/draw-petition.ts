import type { Petition } from "../campaign/petition.ts";
import type { PetitionCount, PetitionStanding } from "../campaign/petitions/petition-count.ts";
import { counterOf } from "../campaign/petitions/petition-platforms.ts";

const drawCount = ({ signatures, countedOn, countedBy, source }: PetitionCount): string => {
  const number = signatures.toLocaleString("en");
  return `${number} on ${countedOn.toString()}, counted by ${countedBy ?? counterOf(source)}: ${source}`;
};

/** A petition with its figure, for campaigners. */
export const drawPetition = (
  { slug, title, url, target, deadline, state }: Petition,
  { accepted, held, failure, platformState }: PetitionStanding,
  language: string,
): string =>
  [
    `${slug}: ${title[language] ?? Object.values(title)[0] ?? ""}`,
    `${state}${deadline === undefined ? "" : `, until ${deadline}`}${target === undefined ? "" : `, wants ${target.toLocaleString("en")}`}: ${url}`,
    accepted === null ? "not counted yet" : drawCount(accepted),
    ...(held === null ? [] : [`held for a person (${held.doubt}): ${drawCount(held)}`]),
    ...(failure === null ? [] : [`the last call brought no count: ${failure}`]),
    ...(platformState === "closed" && state === "open" ? ["its platform says that it is closed"] : []),
  ].join("\n  ");
