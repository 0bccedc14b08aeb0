import { personState } from "../../campaign/person-state.ts";
import { isAdmitted, type Prisoner } from "../../campaign/prisoner.ts";
import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { speechOf } from "./speech.ts";
import { tellPerson } from "./tell-person.ts";

/** Somebody of whom a post could be written today: the first one from a place in the list on, and on from its beginning. */
export const somebodyFrom = (place: number, asked: Asked): Prisoner | undefined => {
  const { today, campaign } = speechOf(asked);
  const people = [...asked.content.prisoners.values()];
  const isSpoken = (prisoner: Prisoner): boolean => isAdmitted(prisoner) && personState(prisoner, today, campaign) === "spoken";
  const start = place % Math.max(1, people.length);
  return people.slice(start).find(isSpoken) ?? people.slice(0, start).find(isSpoken);
};

/** Spreads instants that are close together; the moment of asking is all the chance that there is, so that an answer can be made again. */
const spread = (milliseconds: number): number => {
  const mixed = Math.imul(milliseconds ^ (milliseconds >>> 15), 2_246_822_507);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};

export const answerRandom = async (asked: Asked): Promise<Answer> => {
  const { say, menu } = speechOf(asked);
  const chosen = somebodyFrom(spread(asked.now.epochMilliseconds % 2 ** 32), asked);
  return (await tellPerson(chosen, asked)) ?? { ...layOutAnswer([[say("random-none", {})]]), buttons: [[menu]] };
};
