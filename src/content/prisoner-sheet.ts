import type { Prisoner } from "../campaign/prisoner.ts";
import type { Sheet, Sound } from "./read-sheet.ts";

export type PrisonerSheet = Sheet<Omit<Prisoner, "slug">>;
/** What of a person's file is sound. */
export type SoundPrisoner = Sound<Omit<Prisoner, "slug">>;
