import { counterSeries, latestFigures, type CounterSeries } from "../../campaign/figures.ts";
import { sayCounter, sayFigure } from "../../campaign/words/say-figure.ts";
import { writeChart } from "../../campaign/words/chart-facts.ts";
import type { Answer, AnswerButton, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { hostOf } from "./person-sources.ts";
import { shortKey } from "./short-key.ts";
import { speechOf } from "./speech.ts";

/** More charts would be more buttons than a telephone shows. */
const mostCharts = 6;

const chartsOf = (asked: Asked): CounterSeries[] => counterSeries(asked.content.counts, speechOf(asked).today).slice(0, mostCharts);

const chartButtons = (asked: Asked): AnswerButton[][] => {
  const { say, button, language } = speechOf(asked);
  return chartsOf(asked).map(({ counter, counterNames }) => [
    button(
      say("button-chart", { counter: sayCounter({ countedBy: counter, counterNames }, language) }),
      "count",
      `chart:${shortKey(counter)}`,
    ),
  ]);
};

/** All of one counter's numbers, drawn and in words. */
const answerChart = (asked: Asked, chosen: CounterSeries): Answer => {
  const { say, menu, button } = speechOf(asked);
  const { title, lines, legend } = writeChart(chosen, { ...asked, campaign: asked.content.campaign });
  return {
    ...layOutAnswer([[[{ bold: title }]], lines, [legend]]),
    picture: { kind: "chart", counter: chosen.counter },
    buttons: [[button(say("button-count", {}), "count"), menu]],
  };
};

/** The newest numbers, each with its date and its counter, and how they have changed by the same counter's. */
export const answerCount = (asked: Asked): Answer => {
  const { say, today, menu, language } = speechOf(asked);
  const { texts, argument, content } = asked;
  const charts = chartsOf(asked);
  const chosen = argument.startsWith("chart") ? charts.find(({ counter }) => argument === `chart:${shortKey(counter)}`) : undefined;
  if (chosen !== undefined) return answerChart(asked, chosen);
  const figures = latestFigures(content.counts, today);
  const said = figures.map((figure) => {
    const { number, by, before } = sayFigure({ texts, language }, figure);
    const { url } = figure.source;
    return [[{ bold: number }], url === undefined ? by : [by, " (", { label: hostOf(url), url }, ")"], before];
  });
  return {
    ...layOutAnswer([[[{ bold: say("count-head", {}) }]], ...said, [say(figures.length === 0 ? "count-none" : "count-note", {})]]),
    buttons: [...chartButtons(asked), [menu]],
  };
};
