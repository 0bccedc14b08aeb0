import { z } from "zod";
import { fullDateSchema } from "./partial-date.ts";
import { languageSchema, localizedSchema, urlSchema } from "./prisoner.ts";

/** `content/petitions/<slug>.yaml`: a petition that the campaign supports. */
export const petitionSchema = z
  .strictObject({
    title: localizedSchema,
    platform: z
      .enum(["manual", "uk-parliament", "european-citizens-initiative", "proca"])
      .meta({ description: "Where it is signed; manual where its signatures cannot be counted by themselves." }),
    /** The platform's own number or name for it. */
    platformId: z.string().trim().min(1).max(100).meta({ description: "The platform's own number or name for it, in quotes." }).optional(),
    url: urlSchema,
    opened: fullDateSchema
      .meta({ description: "The day on which it opened for signatures: 2027-03-01. Its launch is told of by itself up to 14 days after." })
      .optional(),
    target: z.int().positive().meta({ description: "How many signatures it wants." }).optional(),
    deadline: fullDateSchema.optional(),
    languages: z.array(languageSchema).min(1).meta({ description: "Languages that its page can be read in." }),
    state: z.enum(["open", "closed", "won"]),
  })
  .meta({ title: "Petition", description: "A petition that the campaign supports." });
export type Petition = z.infer<typeof petitionSchema> & {
  readonly slug: string;
  /** Its file still says that it is open; its platform says that it is not, and is believed. */
  readonly closedByPlatform?: true;
};
