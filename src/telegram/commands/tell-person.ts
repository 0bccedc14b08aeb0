import { isReleaseNews, personState, type PersonState } from "../../campaign/person-state.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import { hashtagsFor } from "../../campaign/words/hashtags-for.ts";
import { sayWho } from "../../campaign/words/profile-facts.ts";
import { saySentence } from "../../campaign/words/say-sentence.ts";
import { sayDate } from "../../campaign/words/say-date.ts";
import { writeProfile } from "../../campaign/words/write-profile.ts";
import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer, withLinks, type Line } from "./answer-text.ts";
import { letterPage } from "./letter-page.ts";
import { hostOf, personSources } from "./person-sources.ts";
import { speechOf, type Speech } from "./speech.ts";

/** A profile's whole text fits into it, and with what stands below it into the caption of a picture. */
const roomGraphemes = 800;

/** The day, the person's own words and as of when: the text of a post, which the gate lets out. */
const spokenBlocks = (prisoner: Prisoner, { texts, content: { campaign } }: Asked, { language, today }: Speech): (Line | string)[][] => {
  const [first = "", ...rest] = writeProfile({ prisoner, campaign, texts, language, today, roomGraphemes }).text.split("\n\n");
  return [[[{ bold: first }]], ...rest.map((block) => block.split("\n"))];
};

/**
 * What was, and that it was so on a certain day: nothing of today. Of whom nothing is known today is said the same as of somebody whose release
 * is not told yet, and when that was looked up would tell of it.
 */
const recordedBlocks = (prisoner: Prisoner, state: PersonState, { texts }: Asked, speech: Speech): (Line | string | null)[][] => {
  const { say, date, language } = speech;
  const { detained, trials, status, gender = "other" } = prisoner;
  const said = detained === undefined ? null : say("detained", { gender, ...sayDate(texts, language, detained.date) });
  const checked = status.checked === undefined ? null : date(status.checked);
  const known = state === "dated" && checked !== null ? say("recorded-imprisoned", { date: checked }) : null;
  return [
    [[{ bold: sayWho(prisoner, { texts, language }).full }]],
    [said, saySentence(texts, language, trials)],
    [known, say("recorded-unconfirmed", {})],
  ];
};

/** Nobody of whom it is not known today that they are in prison is called for. */
const hashtagsIn = (prisoner: Prisoner, state: PersonState, { campaign }: Speech): string => {
  const { status } = prisoner;
  return hashtagsFor(state === "spoken" ? prisoner : { ...prisoner, status: { ...status, kind: "unknown" } }, campaign).join(" ");
};

const letterLine = (prisoner: Prisoner, { say, campaign, language }: Speech): Line | null => {
  if (prisoner.status.kind !== "imprisoned") return null;
  const url = letterPage(prisoner, campaign, language);
  if (url === undefined) return null;
  const link = { label: hostOf(url), url };
  return withLinks(say("letter-how", { page: link.label }), [link]);
};

/** What may be told of a person today, with its sources; null for somebody who does not exist here. */
export const tellPerson = async (prisoner: Prisoner | undefined, asked: Asked): Promise<Answer | null> => {
  const speech = speechOf(asked);
  const recorded = personState(prisoner, speech.today, speech.campaign);
  if (prisoner === undefined || recorded === "nobody") return null;
  const isTold =
    recorded === "unsure" && isReleaseNews(prisoner, speech.today, speech.campaign) && (await asked.isReleaseTold?.(prisoner.slug));
  const state = isTold === true ? "spoken" : recorded;
  const blocks = state === "spoken" ? spokenBlocks(prisoner, asked, speech) : recordedBlocks(prisoner, state, asked, speech);
  const sources = personSources(prisoner, state, speech.today);
  const named =
    sources.length === 0 ? null : withLinks(speech.say("sources-are", { sources: sources.map(({ label }) => label).join(" · ") }), sources);
  return {
    ...layOutAnswer([...blocks, [named, letterLine(prisoner, speech)], [hashtagsIn(prisoner, state, speech)]]),
    ...(recorded === "spoken" && { picture: { kind: "card" as const, slug: prisoner.slug } }),
    buttons: [[speech.button(speech.say("button-another", {}), "random"), speech.menu]],
  };
};
