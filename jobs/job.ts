import type { Content } from "../src/campaign/content.ts";
import type { Clock } from "../src/clock.ts";
import type { Carrier, Schedule } from "../src/delivery/carrier.ts";
import type { Ledger } from "../src/delivery/ledger.ts";
import type { PostStore } from "../src/delivery/post-store.ts";

/** What a scheduled job may use. */
export interface JobContext {
  /** The content as it is now. */
  content(): Content;
  readonly clock: Clock;
  readonly posts: PostStore;
  readonly ledger: Ledger;
  readonly carrier: Pick<Carrier, "hand">;
  /** One line for campaigners about a post that will not go out as planned. */
  notice(postId: string, message: string): void;
}

/** Something that happens once for the whole campaign, however many workers there are, and at every start. */
export interface Job {
  readonly name: string;
  readonly every: Schedule["every"];
  /** Answers with one line about what it did. */
  run(context: JobContext): Promise<string>;
}
