import { UserError } from "../../user-error.ts";
import { drawCard } from "./draw-card.ts";
import { drawChart } from "./draw-chart.ts";
import { fitImage } from "./fit-image.ts";
import type { PictureAnswer, PictureJob, PictureRequest } from "./picture-job.ts";

/** The other end of `picture-press.ts`: a process that makes pictures and knows nothing else. */

const make = (job: PictureJob) => {
  switch (job.kind) {
    case "card":
      return drawCard(job.facts);
    case "chart":
      return drawChart(job.facts);
    case "fit":
      return fitImage(job.data, job.limits);
  }
};

const answer = async ({ number, job }: PictureRequest): Promise<PictureAnswer> => {
  try {
    return { number, picture: await make(job) };
  } catch (error) {
    if (error instanceof UserError) return { number, refusal: error.message };
    return { number, fault: error instanceof Error ? error.message : "it failed" };
  }
};

process.on("message", (request: PictureRequest) => {
  void answer(request).then((made) => process.send?.(made));
});
// Ctrl-C reaches the whole group of processes; the parent decides when this one ends.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(0));
