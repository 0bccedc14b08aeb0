import type { Action, ActionTotals } from "./action.ts";
import type { CampaignSettings } from "./campaign-settings.ts";
import type { Count } from "./count.ts";
import type { MarkedDay } from "./marked-day.ts";
import type { Petition } from "./petition.ts";
import type { PetitionsCounted } from "./petitions/petition-news.ts";
import type { Prisoner } from "./prisoner.ts";

/** All that a campaign says, read from `content/` and found free of faults; `counted` alone comes from the database. */
export interface Content {
  readonly campaign: CampaignSettings;
  /** By slug, in the order of the slugs. A withheld person is in here, and only the gate may look at them. */
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  readonly counts: readonly Count[];
  readonly days: readonly MarkedDay[];
  readonly actions: readonly Action[];
  readonly actionTotals: readonly ActionTotals[];
  readonly petitions: ReadonlyMap<string, Petition>;
  /** What the database knows of the petitions' signatures; left out where nothing was ever counted. */
  readonly counted?: PetitionsCounted;
  /** The Fluent source of each language, by BCP 47 tag. */
  readonly texts: ReadonlyMap<string, string>;
  /** The folder that all of this was read from. */
  readonly folder: string;
}
