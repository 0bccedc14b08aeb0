import type { JobContext } from "../../jobs/job.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import type { Store } from "../../src/store/open-store.ts";

/** What jobs get of a store, and of everything else what does nothing and knows nothing: a test gives what it is about. */
export const idleJobContext = (store: Store): Omit<JobContext, "content" | "clock"> => ({
  posts: store.posts,
  series: store.series,
  ledger: store.ledger,
  accounts: store.accounts,
  petitions: store.petitions,
  withdrawals: store.withdrawals,
  hashtags: store.hashtags,
  countPetition: null,
  lists: store.lists,
  listRoom: null,
  carrier: { hand: async () => {} },
  publisherOf: async () => null,
  takeBack: async () => {},
  tell: async () => {},
  tellCampaigners: async () => {},
  readCounted: async () => {},
  texts: () => createTexts(new Map()),
  keepChart: async () => "chart",
});
