import { personState } from "../../campaign/person-state.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { speechOf } from "./speech.ts";
import { tellPerson } from "./tell-person.ts";

/** Of whom a post could be written today. */
export const peopleToSpeakOf = (asked: Asked): Prisoner[] => {
  const { today, campaign } = speechOf(asked);
  return [...asked.content.prisoners.values()].filter((prisoner) => personState(prisoner, today, campaign) === "spoken");
};

/** Spreads instants that are close together; the moment of asking is all the chance that there is, so that an answer can be made again. */
const spread = (milliseconds: number): number => {
  const mixed = Math.imul(milliseconds ^ (milliseconds >>> 15), 2_246_822_507);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};

export const answerRandom = (asked: Asked): Answer => {
  const people = peopleToSpeakOf(asked);
  const { say, menu } = speechOf(asked);
  const chosen = people[spread(asked.now.epochMilliseconds % 2 ** 32) % Math.max(1, people.length)];
  return tellPerson(chosen, asked) ?? { ...layOutAnswer([[say("random-none", {})]]), buttons: [[menu]] };
};
