import { tagKey } from "../src/campaign/hashtags/fold-tag.ts";
import { fewestPosts, findSpikes, spikeFactor } from "../src/campaign/hashtags/find-spikes.ts";
import { hourOf, instantOfHour } from "../src/campaign/hashtags/seen-post.ts";
import { namesWithheld } from "../src/campaign/own/names-withheld.ts";
import { whenOf } from "../src/campaign/when-of.ts";
import { networkNames } from "../src/campaign/words/say-coverage.ts";
import { trackedNetworks } from "../src/campaign/hashtags/hashtag-report.ts";
import type { Job } from "./job.ts";

/** A week, and the two hours that are looked at. */
const hoursBack = 7 * 24 + 2;

/** Tells campaigners of a hashtag that is suddenly used far more than usual, once a day for each. */
export const watchHashtags: Job = {
  name: "watch-hashtags",
  every: { ms: 10 * 60_000 },
  run: async ({ content, clock, hashtags, tell }) => {
    const { campaign, prisoners } = content();
    const now = clock();
    const { zone } = campaign;
    const counts = await hashtags.counts(hourOf(now.epochMilliseconds) - hoursBack);
    const spikes = findSpikes(counts, await hashtags.coverage(), now);
    let told = 0;
    for (const tag of campaign.hashtags.tracked) {
      const spike = spikes.findLast((each) => each.tag === tagKey(tag));
      if (spike === undefined || namesWithheld([tag], prisoners)) continue;
      const { hour, count, highest, networks } = spike;
      const by = trackedNetworks.flatMap((network) =>
        networks[network] === undefined ? [] : [`${networkNames[network]} ${networks[network]}`],
      );
      told += 1;
      await tell({
        key: `spike:${spike.tag}:${now.toZonedDateTimeISO(zone).toPlainDate().toString()}`,
        text: `${tag}: ${count} posts in the hour from ${whenOf(instantOfHour(hour), zone)} (${by.join(", ")}), more than ${spikeFactor} times its highest hour of the 7 days before (${highest}). What is counted covers: \`hashtags\`.`,
      });
    }
    return told === 0 ? `no hashtag has an hour of ${fewestPosts} posts far above its usual` : `${told} hashtags far above their usual`;
  },
};
