import { benchAnniversaries, benchPlan } from "./bench-anniversaries.ts";
import { benchAnswers } from "./bench-answers.ts";
import { benchCompose } from "./bench-compose.ts";
import { benchDelivery } from "./bench-delivery.ts";
import { benchFind } from "./bench-find.ts";
import { benchHashtags } from "./bench-hashtags.ts";
import { benchPublish } from "./bench-publish.ts";

/** Every figure beside the bare library's in the same run, since a machine's speed drifts; ratios are what to quote. */
const results = {
  anniversaries: await benchAnniversaries(),
  answers: await benchAnswers(),
  compose: await benchCompose(),
  delivery: await benchDelivery(),
  find: await benchFind(),
  plan: await benchPlan(),
  publish: await benchPublish(),
  hashtags: await benchHashtags(),
};
console.log(JSON.stringify(results, undefined, 2));
process.exit(0);
