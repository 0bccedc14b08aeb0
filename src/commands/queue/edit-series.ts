import type { JobContext } from "../../../jobs/job.ts";
import type { App } from "../../app.ts";
import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import { ownSubject } from "../../campaign/own/own-words.ts";
import { warningsOn } from "../../campaign/own/warnings-on.ts";
import { whenOf } from "../../campaign/when-of.ts";
import { draftOwnPost } from "../../decisions/add-own-post.ts";
import { changeSeries, findSeries } from "../../decisions/change-series.ts";
import { drawPreview } from "../../terminal/draw-preview.ts";
import type { CommandEnvironment } from "../command-environment.ts";
import { seriesAsJson } from "./describe-series.ts";
import { readEdit, type EditOptions } from "./read-edit.ts";
import { readWhen } from "./read-when.ts";

interface SeriesEditRequest {
  readonly id: string;
  readonly given: string | undefined;
  readonly options: EditOptions;
  readonly wish: { readonly who: string; readonly again: boolean; readonly dry: boolean };
}

/** `queue edit yearly/1`: what every year's post says, where and when, from the one that waits on. */
export const editSeriesFrom = async (
  environment: CommandEnvironment,
  app: App,
  context: JobContext,
  { id, given, options, wish }: SeriesEditRequest,
): Promise<void> => {
  const { io } = environment;
  const content = (await app.content()).current();
  const { zone } = content.campaign;
  const series = await findSeries(context, id);
  const { words, accounts } = series;
  const waits = await context.posts.findOfSeries(id);
  const asPost = draftOwnPost(context, { at: waits?.at ?? app.clock(), words, accounts }, id);
  const { at, ...others } = options;
  const edit = await readEdit(app, asPost, given, others, environment);
  const when = at === undefined ? undefined : await readWhen(app, { at, every: "year" });
  const { next, kept, previews } = await changeSeries(
    app,
    context,
    series,
    { ...edit, every: when?.every, ...(when && { at: when.at }) },
    wish,
  );
  const warnings = warningsOn({ subject: ownSubject, words: edit.words }, content, app.clock());
  if (options.json === true) {
    const changed = (await context.series.find(id)) ?? series;
    io.json({ ...seriesAsJson(changed, next, content, app.clock()), kept, warnings, previews });
    return;
  }
  io.print(wish.dry ? `${id} is not changed: this is how it would be.` : `${id} is changed, for every year from now on.`);
  for (const warning of warnings) io.print(warning);
  if (next !== null) {
    const held = next.status === "held" ? ` HELD. ${next.reason ?? ""}` : "";
    io.print(`The next one, ${next.id}, goes out at ${whenOf(next.at, zone)} (${zone}).${held}`);
    if (kept.length > 0)
      io.print(`It was changed by itself, and keeps its own ${kept.join(" and ")}: edit it, too, where that is not meant.`);
  }
  if (mayShowWords(series, content)) for (const one of previews) io.print(drawPreview(one));
};
