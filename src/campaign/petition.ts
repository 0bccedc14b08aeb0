import { z } from "zod";
import { fullDateSchema } from "./partial-date.ts";
import { languageSchema, localizedSchema, urlSchema } from "./prisoner.ts";

/** `content/petitions/<slug>.yaml`: a petition that the campaign supports. */
export const petitionSchema = z.strictObject({
  title: localizedSchema,
  platform: z.enum(["manual", "uk-parliament", "european-citizens-initiative", "proca"]),
  /** The platform's own number or name for it. */
  platformId: z.string().trim().min(1).max(100).optional(),
  url: urlSchema,
  target: z.int().positive().optional(),
  deadline: fullDateSchema.optional(),
  languages: z.array(languageSchema).min(1),
  state: z.enum(["open", "closed", "won"]),
});
export type Petition = z.infer<typeof petitionSchema> & { readonly slug: string };
