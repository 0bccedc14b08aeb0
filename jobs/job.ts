import type { Content } from "../src/campaign/content.ts";
import type { Petition } from "../src/campaign/petition.ts";
import type { Asking } from "../src/campaign/petitions/petition-count.ts";
import type { PlatformAnswer } from "../src/campaign/petitions/petition-platforms.ts";
import type { HashtagStore } from "../src/campaign/hashtags/hashtag-store.ts";
import type { ChartFacts } from "../src/campaign/words/chart-facts.ts";
import type { Texts } from "../src/campaign/words/texts.ts";
import type { Clock } from "../src/clock.ts";
import type { AccountStore } from "../src/delivery/account-store.ts";
import type { Carrier, Schedule } from "../src/delivery/carrier.ts";
import type { Ledger } from "../src/delivery/ledger.ts";
import type { ListStore } from "../src/delivery/list-store.ts";
import type { NoticeChoice } from "../src/delivery/notice-store.ts";
import type { PetitionStore } from "../src/delivery/petition-store.ts";
import type { PostStore } from "../src/delivery/post-store.ts";
import type { Publisher } from "../src/delivery/publisher.ts";
import type { SeriesStore } from "../src/delivery/series-store.ts";
import type { WithdrawalStore } from "../src/delivery/withdrawal-store.ts";
import type { ListRoom } from "./list-room.ts";

/** Something that campaigners must learn, once: the same key again is not told again. */
export interface News {
  readonly key: string;
  readonly text: string;
  /** What they can decide about it. */
  readonly choices?: readonly NoticeChoice[];
}

/** What a scheduled job may use. */
export interface JobContext {
  /** The content as it is now. */
  content(): Content;
  readonly clock: Clock;
  readonly posts: PostStore;
  readonly series: SeriesStore;
  readonly ledger: Ledger;
  readonly accounts: AccountStore;
  readonly withdrawals: WithdrawalStore;
  readonly carrier: Pick<Carrier, "hand">;
  /** Null where the campaign has no such account. */
  publisherOf(account: string): Promise<Publisher | null>;
  readonly petitions: PetitionStore;
  /** Asks a petition's platform, once; throws `CountFailed`. Null where the clock is of another day, so that no count could be dated. */
  readonly countPetition: ((petition: Petition, asking: Asking) => Promise<PlatformAnswer>) | null;
  readonly lists: ListStore;
  /** Null where the clock is of another day, so that no list could be dated. */
  readonly listRoom: ListRoom | null;
  /** Has `content` go by what the database knows of the petitions now. */
  readCounted(): Promise<void>;
  /** Takes one delivery back, as far as that can be done now. */
  takeBack(deliveryId: string): Promise<void>;
  tell(news: News): Promise<void>;
  /** Brings to the campaigners' chat what they have not been told yet; nothing where there is none. */
  tellCampaigners(): Promise<void>;
  readonly hashtags: Pick<HashtagStore, "forget" | "counts" | "coverage">;
  /** The campaign's words as they are now. */
  texts(): Texts;
  /** Draws a chart and keeps it with the pictures of campaigners' posts; answers with its name there. */
  keepChart(facts: ChartFacts): Promise<string>;
}

/** Something that happens once for the whole campaign, however many workers there are, and at every start. */
export interface Job {
  readonly name: string;
  readonly every: Schedule["every"];
  /** Answers with one line about what it did. */
  run(context: JobContext): Promise<string>;
}
