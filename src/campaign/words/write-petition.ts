import type { Petition } from "../petition.ts";
import { isOver } from "../petitions/petition-news.ts";
import { asSentences } from "./as-sentences.ts";
import type { CardFacts } from "./card-facts.ts";
import { hashtagsForAll } from "./hashtags-for.ts";
import { firstThatFits, layOut, type PostWords, type WordsRequest } from "./post-words.ts";
import { sayDate } from "./say-date.ts";

interface PetitionRequest extends Omit<WordsRequest, "prisoner" | "today"> {
  readonly petition: Petition;
}

export interface PetitionDeadlineRequest extends PetitionRequest {
  readonly today: Temporal.PlainDate;
}

export interface PetitionMilestoneRequest extends PetitionRequest {
  /** What was counted, not the round number that it passed. */
  readonly signatures: number;
  /** The day of that count. */
  readonly countedOn: Temporal.PlainDate;
}

/** Facts and the page; nobody is told to sign, since for some readers that is dangerous. */
const petitionWords = (request: PetitionRequest, fact: string, detail: string | null): PostWords => {
  const { petition, campaign, language, roomGraphemes } = request;
  const title = petition.title[language];
  if (title === undefined) throw new Error(`petitions/${petition.slug}.yaml: there is no title in ${language}, so nothing can be written`);
  const link = petition.url;
  const hashtags = hashtagsForAll([], campaign);
  const text = firstThatFits([layOut(title, [fact, detail], ""), layOut(title, [fact], "")], { link, hashtags }, roomGraphemes);
  const campaignName = campaign.name[language] ?? "";
  const card: CardFacts = {
    tone: "day",
    campaign: campaignName,
    name: title,
    otherName: null,
    fact,
    detail,
    asOf: "",
    alt: asSentences([campaignName, title, fact, detail]),
  };
  return { text, link, hashtags, language, card };
};

const target = ({ petition, texts, language }: PetitionRequest): string | null =>
  petition.target === undefined ? null : texts.say(language, "petition-target", { signatures: petition.target });

/** @throws Error where the petition is not open, has no deadline or one that is over, and has no title in this language */
export const writePetitionDeadline = (request: PetitionDeadlineRequest): PostWords => {
  const { petition, texts, language, today } = request;
  const file = `petitions/${petition.slug}.yaml`;
  if (petition.state !== "open" || petition.deadline === undefined) throw new Error(`${file} is ${petition.state}, or has no deadline`);
  const { days } = today.until(petition.deadline, { largestUnit: "days" });
  if (days < 0) throw new Error(`${file}: the deadline was ${petition.deadline}`);
  const { date } = sayDate(texts, language, petition.deadline);
  return petitionWords(request, texts.say(language, "petition-deadline", { date, days }), null);
};

/** @throws Error where the petition is over, and where it has no title in this language */
export const writePetitionLaunch = (request: PetitionDeadlineRequest): PostWords => {
  const { petition, texts, language, today } = request;
  if (isOver(petition, today)) throw new Error(`petitions/${petition.slug}.yaml: it is not open on ${today.toString()}`);
  if (petition.deadline === undefined) return petitionWords(request, texts.say(language, "petition-open", {}), target(request));
  const { days } = today.until(petition.deadline, { largestUnit: "days" });
  const { date } = sayDate(texts, language, petition.deadline);
  return petitionWords(request, texts.say(language, "petition-deadline", { date, days }), target(request));
};

/** @throws Error where the petition is open, and where it has no title in this language */
export const writePetitionClosed = (request: PetitionMilestoneRequest & PetitionDeadlineRequest): PostWords => {
  const { petition, texts, language, today, signatures, countedOn } = request;
  if (!isOver(petition, today)) throw new Error(`petitions/${petition.slug}.yaml: it is open on ${today.toString()}`);
  const { date } = sayDate(texts, language, countedOn.toString());
  const fact = texts.say(language, petition.state === "won" ? "petition-won" : "petition-closed", {});
  return petitionWords(request, fact, texts.say(language, "petition-signatures", { signatures, date }));
};

/** @throws Error where the petition has no title in this language */
export const writePetitionMilestone = (request: PetitionMilestoneRequest): PostWords => {
  const { texts, language, signatures, countedOn } = request;
  const { date } = sayDate(texts, language, countedOn.toString());
  return petitionWords(request, texts.say(language, "petition-signatures", { signatures, date }), target(request));
};
