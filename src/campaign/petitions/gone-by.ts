import type { Content } from "../content.ts";
import { asOnPlatform, type PetitionsCounted } from "./petition-news.ts";

/** Content with what the database knows of its petitions: their counts, and their states where a platform says more than the file. */
export const goneBy = <C extends Pick<Content, "petitions">>(
  content: C,
  counted: PetitionsCounted,
): C & { readonly counted: PetitionsCounted } => ({
  ...content,
  counted,
  petitions: new Map([...content.petitions].map(([slug, petition]) => [slug, asOnPlatform(petition, counted.standings.get(slug))])),
});
