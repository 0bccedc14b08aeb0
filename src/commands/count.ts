import { counterSeries, latestFigures, type Figure } from "../campaign/figures.ts";
import { sayFigure } from "../campaign/words/say-figure.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

type CountOptions = CommonOptions & { readonly lang?: string };

/** Nothing in it is without its date and its counter. */
const figureJson = ({ value, atLeast, date, countedBy, source }: Figure) => ({
  value,
  atLeast,
  date,
  countedBy,
  source: { title: source.title, url: source.url ?? null },
});

const shape = `
Shape of --json:
  {"figures": [{"figure": "total" | "women" | "journalists", "value", "atLeast", "date", "countedBy", "source": {"title", "url" or null},
                "previous": {"value", "atLeast", "date", "countedBy", "source"} or null, "change": number or null}],
   "series": [{"countedBy", "figure", "points": [{"value", "atLeast", "date", "countedBy", "source"}]}]}
  A date is as exact as it is known: 2025-12-15, 2025-12 or 2025. "previous" is of the same counter; "change" is null where either is "at least".
  "series" are what charts are drawn of: one for each counter and figure with two points or more, the oldest first. Counters are never mixed.

Examples:
  npm run -s rollcall -- count
  npm run -s rollcall -- count --json`;

export const countCommand: CommandEntry = {
  name: "count",
  usesStore: false,
  create: ({ io, openApp }) =>
    commonCommand("count", "how many political prisoners, women and journalists among them: by whom and when each was counted")
      .option("--lang <tag>", "in this language of the campaign instead of its first one")
      .addHelpText("after", shape)
      .action(async (options: CountOptions) => {
        await using app = openApp(options);
        const source = await app.content();
        const { campaign, counts } = source.current();
        const language = options.lang ?? campaign.languages[0] ?? "en";
        if (!campaign.languages.includes(language))
          throw new UserError(`--lang ${language}: the campaign has texts in ${campaign.languages.join(", ")}.`);
        const today = app.clock().toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
        const figures = latestFigures(counts, today);
        if (options.json === true) {
          io.json({
            figures: figures.map((figure) => ({
              figure: figure.figure,
              ...figureJson(figure),
              previous: figure.previous === null ? null : figureJson(figure.previous),
              change: figure.change,
            })),
            series: counterSeries(counts, today).flatMap(({ counter, series }) =>
              series.map(({ figure, points }) => ({ countedBy: counter, figure, points: points.map(figureJson) })),
            ),
          });
          return;
        }
        const texts = source.texts();
        if (figures.length === 0) io.print(texts.say(language, "count-none", {}));
        for (const figure of figures) {
          const { number, by, before } = sayFigure({ texts, language }, figure);
          const { title, url } = figure.source;
          io.print([number, by, before, url ?? title].filter((line) => line !== null).join("\n  ") + "\n");
        }
      }),
};
