import { z } from "zod";
import { partialDateSchema } from "./partial-date.ts";

/** BCP 47 languages that a campaign can have texts in. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as en, be or ru");

/** The same thing said in several languages; a language that is not there is left out of posts in it, never guessed. */
export const localizedSchema = z.record(languageSchema, z.string().trim().min(1));

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and single hyphens, such as maria-kalesnikava")
  .max(80);

/** A hashtag as a campaign writes it, `#` included. */
export const hashtagSchema = z
  .string()
  .regex(/^#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*$/u, "must be # and then letters, digits or _ without spaces, such as #FreeBelarusWomen")
  .max(65);

export const urlSchema = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }).max(2000);

const sourceKeySchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be the key of an entry under `sources`")
  .meta({ description: "The key of an entry under `sources`." });

/** Somewhere a person can look a fact up. */
export const sourceSchema = z.strictObject({
  title: z.string().trim().min(1),
  /** Left out where the official page has not been found: such a source is never linked. */
  url: urlSchema.optional(),
  published: partialDateSchema.optional(),
  /** Notes for campaigners; never published. */
  note: z.string().optional(),
});

const datedFactSchema = z.strictObject({ date: partialDateSchema, source: sourceKeySchema });

/** How long a court sent somebody away for. */
export const sentenceSchema = z.strictObject({
  years: z.int().min(0).max(50).optional(),
  months: z.int().min(0).max(600).optional(),
  fine: z.literal(true).optional(),
  /** It came on top of the sentence before. */
  added: z.literal(true).optional(),
});

const trialSchema = z.strictObject({
  date: partialDateSchema.optional(),
  /** Articles of the Criminal Code as the source writes them: `361-1 p.1`. */
  articles: z.array(z.string().regex(/^\d{1,3}(-\d+)?( p\.\d+(-\d+)?)?$/, "must be an article such as 361-1 or 130 p.3")).optional(),
  sentence: sentenceSchema.optional(),
  /** What a later court made of it. */
  changedTo: sentenceSchema.optional(),
  source: sourceKeySchema,
  note: z.string().optional(),
});

export const statusKindSchema = z.enum(["imprisoned", "released", "died", "unknown"]);
export type StatusKind = z.infer<typeof statusKindSchema>;

const statusSchema = z.strictObject({
  kind: statusKindSchema,
  how: z.enum(["deported", "sentence-served", "exchanged", "pardoned", "in-belarus", "left-country", "in-custody"]).optional(),
  /** The day of the release or of the death. */
  since: partialDateSchema.optional(),
  /** The date that the sources speak for: freshness counts from here. */
  checked: partialDateSchema.optional(),
  /** Went back to Belarus after a release: every post then needs a fresh check. */
  wentBack: z.literal(true).optional(),
  sources: z.array(sourceKeySchema),
  note: z.string().optional(),
});

export const consentSchema = z.enum(["public", "no_family_objection_known", "withheld"]);

/** `content/prisoners/<slug>.yaml`: one person. Only what is public; unknown facts are left out. */
export const prisonerSchema = z.strictObject({
  name: z.strictObject({
    /** The form that the campaign uses in Latin script. */
    latin: z.string().trim().min(1).max(120),
    be: z.string().trim().min(1).max(120).optional(),
    ru: z.string().trim().min(1).max(120).optional(),
    lacinka: z.string().trim().min(1).max(120).optional(),
    /** Forms that no source shows and a rule made: good for the search, never published. */
    unverified: z.array(z.enum(["be", "ru", "lacinka"])).optional(),
  }),
  /** Other spellings, for the search. */
  spellings: z.array(z.string().trim().min(1).max(120)).default([]),
  gender: z.enum(["F", "M"]).optional(),
  born: datedFactSchema.optional(),
  occupation: z.strictObject({ text: localizedSchema, source: sourceKeySchema }).optional(),
  category: z.enum(["activist", "artist", "blogger", "human-rights-defender", "journalist", "lawyer", "politician", "student"]).optional(),
  detained: datedFactSchema.optional(),
  trials: z.array(trialSchema).default([]),
  status: statusSchema,
  consent: consentSchema,
  /** The person's own call, such as #FreeMariaKalesnikava: published while in prison only. */
  hashtags: z.array(hashtagSchema).default([]),
  /** Of the campaigns that speak for this person. */
  campaignHashtags: z.array(hashtagSchema).default([]),
  /** The key of the source that posts link to. */
  link: sourceKeySchema.optional(),
  /** A picture under `content/` with its licence; without one a card is drawn. */
  image: z
    .strictObject({ file: z.string(), alt: localizedSchema, licence: z.string().trim().min(1), credit: z.string().optional() })
    .optional(),
  sources: z.record(sourceKeySchema, sourceSchema),
});

/** Somebody the campaign speaks of. */
export type Prisoner = z.infer<typeof prisonerSchema> & { readonly slug: string };
export type Sentence = z.infer<typeof sentenceSchema>;
