import type { Action, ActionTotals } from "../../campaign/action.ts";
import { namesWithheld } from "../../campaign/own/names-withheld.ts";
import { personState } from "../../campaign/person-state.ts";
import { sayAsOf } from "../../campaign/words/say-as-of.ts";
import { statusLines } from "../../campaign/words/joint-lines.ts";
import type { Answer, AnswerButton, Asked } from "./answer.ts";
import { layOutAnswer, withLinks, type Line } from "./answer-text.ts";
import { pageOf } from "./page-of.ts";
import { hostOf } from "./person-sources.ts";
import { countryIn, countryKey, isAt } from "./places.ts";
import { shortKey } from "./short-key.ts";
import { nameIn, saidIn, speechOf, type Speech } from "./speech.ts";

const actionsOnPage = 6;
const buttonsInRow = 3;

/** What a button carries in front of a country: nobody types it. */
const mark = "=";

const textsOf = (...said: readonly (string | Readonly<Record<string, string>> | undefined)[]): string[] =>
  said.flatMap((one) => (one === undefined ? [] : typeof one === "string" ? [one] : Object.values(one)));

/** An action that was for somebody who is withheld is left out, since its title may name them. The newest first, those without a date last. */
const shownActions = ({ content: { actions, prisoners } }: Asked): Action[] =>
  actions
    .filter(
      ({ people, title, organiser, hashtags }) =>
        people.every((slug) => (prisoners.get(slug)?.consent ?? "withheld") !== "withheld") &&
        !namesWithheld([...textsOf(title, organiser), ...hashtags], prisoners),
    )
    .toSorted((a, b) => ((a.date ?? "") < (b.date ?? "") ? 1 : (a.date ?? "") > (b.date ?? "") ? -1 : 0));

/** `43 actions, 28 cities, 21 countries`; what is not known is left out. */
const sayFigures = (
  { say }: Speech,
  {
    actions,
    cities,
    countries,
  }: { readonly actions: number; readonly cities?: number | undefined; readonly countries?: number | undefined },
): string =>
  [
    say("actions-number", { actions }),
    cities === undefined || cities === 0 ? null : say("cities-number", { cities }),
    countries === undefined || countries === 0 ? null : say("countries-number", { countries }),
  ]
    .filter((part) => part !== null)
    .join(", ");

const claimLines = (total: ActionTotals, speech: Speech): (Line | string)[] => {
  const campaign = nameIn(total.campaign, speech);
  const { url } = total.source;
  const said = speech.say("actions-claimed", { campaign, figures: sayFigures(speech, total), date: speech.date(total.asOf) });
  return [url === undefined ? said : withLinks(said, [{ label: campaign, url }])];
};

const cityKey = ({ city, country }: Action): string => (city === undefined ? "" : `${textsOf(city)[0] ?? ""} ${countryKey(country)}`);

const distinct = (keys: readonly string[]): number => new Set(keys.filter((key) => key.trim() !== "")).size;

const inRows = (buttons: readonly AnswerButton[]): AnswerButton[][] =>
  Array.from({ length: Math.ceil(buttons.length / buttonsInRow) }, (_, row) => buttons.slice(row * buttonsInRow, (row + 1) * buttonsInRow));

const overview = (actions: readonly Action[], asked: Asked): Answer => {
  const speech = speechOf(asked);
  const { say, button, menu, language } = speech;
  const countries = [...Map.groupBy(actions, ({ country }) => countryKey(country))]
    .map(([key, [first, ...others]]) => ({
      key,
      name: first?.country === undefined ? say("place-unknown", {}) : countryIn(first.country, speech),
      number: others.length + 1,
    }))
    .toSorted((a, b) => b.number - a.number || a.name.localeCompare(b.name, language));
  const listed = sayFigures(speech, {
    actions: actions.length,
    cities: distinct(actions.map(cityKey)),
    countries: distinct(actions.map(({ country }) => countryKey(country))),
  });
  return {
    ...layOutAnswer([
      [[{ bold: say("actions-head", {}) }]],
      asked.content.actionTotals
        .filter(({ campaign }) => !namesWithheld(textsOf(campaign), asked.content.prisoners))
        .flatMap((total) => claimLines(total, speech)),
      [say("actions-listed", { figures: listed })],
      [say("actions-how", {})],
      [say("bot-care", {})],
    ]),
    buttons: [
      ...inRows(countries.map(({ key, name, number }) => button(`${name} (${number})`, "actions", `${mark}${shortKey(key)}`))),
      [menu],
    ],
  };
};

const actionLines = (action: Action, asked: Asked): (Line | string | null)[] => {
  const speech = speechOf(asked);
  const { say, date, today, campaign, language } = speech;
  const { city, country, source } = action;
  const when = action.date === undefined ? say("date-unknown", {}) : date(action.date);
  const where = [city === undefined ? null : nameIn(city, speech), country === undefined ? null : countryIn(country, speech)].filter(
    (place) => place !== null,
  );
  const people = action.people
    .flatMap((slug) => asked.content.prisoners.get(slug) ?? [])
    .filter((prisoner) => personState(prisoner, today, campaign) === "spoken");
  const links = source.url === undefined ? null : [{ label: hostOf(source.url), url: source.url }];
  return [
    [{ bold: [...where, when].join(", ") }],
    saidIn(action.title, speech),
    saidIn(action.organiser, speech),
    ...statusLines(people, { texts: asked.texts, language }, false),
    people.some(({ status }) => status.kind === "imprisoned") ? sayAsOf(asked.texts, language, people) : null,
    links === null ? null : links,
  ];
};

/** What a button can carry for where an action was: its city, its country. */
const keysOf = (action: Action | undefined): string[] =>
  action === undefined
    ? []
    : [...(action.city === undefined ? [] : [cityKey(action)]), countryKey(action.country)].map((key) => mark + shortKey(key));

/** The country that they all were in, else what they all are. */
const placeOf = ([first, ...others]: readonly Action[], speech: Speech): string => {
  const isSame = others.every(({ country }) => countryKey(country) === countryKey(first?.country));
  if (!isSame || first === undefined) return speech.say("actions-head", {});
  return first.country === undefined ? speech.say("place-unknown", {}) : countryIn(first.country, speech);
};

/** Solidarity actions as the sources name them: all by country, or those of one country or city. */
export const answerActions = (asked: Asked): Answer => {
  const speech = speechOf(asked);
  const { say, button } = speech;
  const argument = asked.argument.trim();
  const all = shownActions(asked);
  const place = argument.replace(/:\d{1,4}$/, "");
  if (place === "") return overview(all, asked);
  const chosen = all.filter((action) => (place.startsWith(mark) ? keysOf(action).includes(place) : isAt(action, place, speech)));
  if (chosen.length === 0) return { ...overview(all, asked), ...layOutAnswer([[say("actions-none", {})], [say("actions-how", {})]]) };
  // What a reader typed is put into no button: the city or the country that all of them have stands for it.
  const subject = keysOf(chosen[0]).find((key) => chosen.every((action) => keysOf(action).includes(key)));
  const size = subject === undefined ? chosen.length : actionsOnPage;
  const { shown, buttons } = pageOf(chosen, { command: "actions", subject: subject ?? "", argument, size }, speech);
  return {
    ...layOutAnswer([
      [[{ bold: placeOf(chosen, speech) }, `: ${sayFigures(speech, { actions: chosen.length })}`]],
      ...shown.map((action) => actionLines(action, asked)),
      [say("bot-care", {})],
    ]),
    buttons: [...buttons.slice(0, -1), [button(say("button-actions", {}), "actions"), speech.menu]],
  };
};
