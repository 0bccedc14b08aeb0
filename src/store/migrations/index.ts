import type { Migration } from "kysely/migration";
import { postsAndDeliveries } from "./0001-posts-and-deliveries.ts";
import { decisions } from "./0002-decisions.ts";
import { campaignersQueue } from "./0003-campaigners-queue.ts";
import { timingsAndSeries } from "./0004-timings-and-series.ts";
import { occasionPeople } from "./0005-occasion-people.ts";
import { petitions } from "./0020-petitions.ts";
import { hashtags } from "./0021-hashtags.ts";
import { petitionStates } from "./0024-petition-states.ts";
import { hashtagTimelines } from "./0025-hashtag-timelines.ts";
import { hashtagCoverage } from "./0026-hashtag-coverage.ts";
import { listWatches } from "./0027-list-watches.ts";

/** In the order of their names. A published one is never changed, removed or reordered: write the next. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-posts-and-deliveries": postsAndDeliveries,
  "0002-decisions": decisions,
  "0003-campaigners-queue": campaignersQueue,
  "0004-timings-and-series": timingsAndSeries,
  "0005-occasion-people": occasionPeople,
  "0020-petitions": petitions,
  "0021-hashtags": hashtags,
  "0024-petition-states": petitionStates,
  "0025-hashtag-timelines": hashtagTimelines,
  "0026-hashtag-coverage": hashtagCoverage,
  "0027-list-watches": listWatches,
};
