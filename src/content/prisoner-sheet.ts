import type { PrisonerFile } from "../campaign/prisoner.ts";
import type { Sheet, Sound } from "./read-sheet.ts";

export type PrisonerSheet = Sheet<Omit<PrisonerFile, "slug">>;
/** What of a person's file is sound. */
export type SoundPrisoner = Sound<Omit<PrisonerFile, "slug">>;
