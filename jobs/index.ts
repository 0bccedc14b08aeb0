import { countPetitions } from "./count-petitions.ts";
import { dispatchDue } from "./dispatch-due.ts";
import { fetchLists } from "./fetch-lists.ts";
import { forgetSeenPosts } from "./forget-seen-posts.ts";
import { holdBack } from "./hold-back.ts";
import type { Job } from "./job.ts";
import { lookUpUnknown } from "./look-up-unknown.ts";
import { planPosts } from "./plan-posts.ts";
import { probeAccounts } from "./probe-accounts.ts";
import { reportCounts } from "./report-counts.ts";
import { reportHashtagsOfWeek } from "./report-hashtags.ts";
import { tellCampaigners } from "./tell-campaigners.ts";
import { watchHashtags } from "./watch-hashtags.ts";
import { withdrawPosts } from "./withdraw-posts.ts";

/** Every scheduled job. Deliveries have queues of their own: `deliver-post.ts`. */
export const jobs: readonly Job[] = [
  countPetitions,
  fetchLists,
  planPosts,
  dispatchDue,
  holdBack,
  probeAccounts,
  lookUpUnknown,
  withdrawPosts,
  tellCampaigners,
  forgetSeenPosts,
  reportHashtagsOfWeek,
  reportCounts,
  watchHashtags,
];
