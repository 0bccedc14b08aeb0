import type { Job } from "./job.ts";

/** Brings to the campaigners' chat what they have not been told yet. */
export const tellCampaigners: Job = {
  name: "tell-campaigners",
  every: { ms: 15_000 },
  run: async (context) => {
    await context.tellCampaigners();
    return "told";
  },
};
