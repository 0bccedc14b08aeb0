import { z } from "zod";
import { findMarkup } from "./markup.ts";
import { partialDateSchema } from "./partial-date.ts";

/** BCP 47 languages that a campaign can have texts in. */
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as en, be or ru")
  .meta({ description: "A language tag such as en, be or ru." });

/** What YAML takes for the text itself, not for quotes around it. */
const typographicQuotes = /^[“”„‟][^“”„‟]*[“”‟]$/u;

/** Text without line breaks inside: what stands in a post, a card or a list. */
export const lineSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !/[\r\n]/.test(value), "must be one line of text: remove the line breaks")
    .refine((value) => !typographicQuotes.test(value), 'has typographic quotes around it, which would be published: write ", or no quotes')
    .refine((value) => findMarkup(value) === null, "has HTML in it, which would be published as it stands: write plain text");

/** The same thing said in several languages; a language that is not there is left out of posts in it, never guessed. */
export const localizedSchema = z
  .record(languageSchema, lineSchema(1000))
  .refine((texts) => Object.keys(texts).length > 0, "has no language: give the text under its language tag, such as en: …")
  .meta({ description: "The same text in each language, under its language tag: en, be, ru." });

/** One line in the language that the campaign names first, or the same in several. */
export const saidSchema = (max: number) => z.union([lineSchema(max), localizedSchema]);

const noteSchema = z.string().max(5000).meta({ description: "For campaigners; never published." });

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and single hyphens, such as maria-kalesnikava")
  .max(80);

/** A hashtag as a campaign writes it, `#` included. */
export const hashtagSchema = z
  .string()
  .regex(/^#(?=\p{N}*[\p{L}_])[\p{L}\p{N}_]+$/u, "must be # and then letters, digits or _ without spaces, such as #FreeBelarusWomen")
  .max(65)
  .meta({ description: 'A hashtag in quotes, since YAML takes # for the start of a comment: "#FreeBelarusWomen".' });

/** A page that anybody can open: what stands before or instead of a public host name is a slip, or a secret. */
const isPublicAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return true;
  const { hostname, username, password } = new URL(address);
  return !/[,;]$/.test(address) && hostname.includes(".") && username === "" && password === "" && !/[\s\p{Cc}]/u.test(address);
};

export const urlSchema = z
  .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
  .max(2000)
  .refine(isPublicAddress, "must be the address of a public page, without spaces, user name or password, and nothing behind it")
  .meta({ description: "The whole address of a page, with https://." });

const sourceKeySchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be the key of an entry under sources: small letters, digits and hyphens")
  .meta({ description: "The key of an entry under `sources`." });

/** Somewhere a person can look a fact up. */
const sourceSchema = z.strictObject({
  title: lineSchema(300).meta({ description: "Who says it, and the title of the page." }),
  /** Left out where the official page has not been found: such a source is never linked. */
  url: urlSchema.optional(),
  published: partialDateSchema.optional(),
  /** Notes for campaigners; never published. */
  note: noteSchema.optional(),
});

const datedFactSchema = z.strictObject({ date: partialDateSchema, source: sourceKeySchema });

/** How long a court sent somebody away for. */
export const sentenceSchema = z
  .strictObject({
    years: z.int().min(1).max(50).meta({ description: "Whole years; the rest in months." }).optional(),
    months: z.int().min(1).max(600).meta({ description: "Months beyond the years." }).optional(),
    fine: z.literal(true).meta({ description: "A fine, with or without a term." }).optional(),
    /** It came on top of the sentence before. */
    added: z.literal(true).meta({ description: "It came on top of the sentence before." }).optional(),
  })
  .refine((sentence) => Object.keys(sentence).length > 0, "has no length: give years, months, fine or added, or remove it")
  .meta({ description: "How long the court gave: { years: 11 }, { years: 2, months: 6 } or { fine: true }." });

export const articleSchema = z
  .string()
  .regex(/^\d{1,3}(-\d+)?( p\.\d+(-\d+)?)?$/, 'must be an article such as "361-1" or "130 p.3"')
  .meta({ description: 'An article of the Criminal Code, in quotes: "361-1" or "130 p.3".' });

const trialSchema = z.strictObject({
  date: partialDateSchema.optional(),
  /** Articles of the Criminal Code as the source writes them: `361-1 p.1`. */
  articles: z
    .array(articleSchema)
    .min(1, "must have at least one article, or be left out")
    .meta({ description: "Articles of the Criminal Code as the source writes them." })
    .optional(),
  sentence: sentenceSchema.optional(),
  /** What a later court made of it. */
  changedTo: sentenceSchema.meta({ description: "What a later court made of it." }).optional(),
  /** Otherwise a trial before the arrest or after the release is taken for a slip. */
  atLiberty: z
    .literal(true)
    .meta({ description: "The person was not in custody then: tried before the arrest, after the release or in absentia." })
    .optional(),
  source: sourceKeySchema,
  note: noteSchema.optional(),
});

export const statusKindSchema = z.enum(["imprisoned", "released", "died", "unknown"]);

/** How somebody leaves prison; `in-custody` is of a death. */
export const statusHows = ["deported", "sentence-served", "exchanged", "pardoned", "in-belarus", "left-country", "in-custody"] as const;
export type StatusHow = (typeof statusHows)[number];

const statusSchema = z
  .strictObject({
    kind: statusKindSchema.meta({ description: "What the sources say of today; unknown where they do not." }),
    how: z.enum(statusHows).meta({ description: "How the person was released, or in-custody for a death." }).optional(),
    /** The day of the release or of the death. */
    since: partialDateSchema.meta({ description: "The date of the release or of the death, as far as it is known." }).optional(),
    /** The date that the sources speak for: freshness counts from here. */
    checked: partialDateSchema.meta({ description: "The date that the sources speak for: freshness counts from here." }).optional(),
    /** Went back to Belarus after a release: every post then needs a fresh check. */
    wentBack: z.literal(true).meta({ description: "Went back after a release: every post then needs a fresh check." }).optional(),
    sources: z
      .array(sourceKeySchema)
      .meta({ description: "Keys of entries under `sources` that say so; none only where the kind is unknown." }),
    note: noteSchema.optional(),
  })
  .meta({ description: "Where the person is now, who says so, and when." });

const consentSchema = z.enum(["public", "no_family_objection_known", "withheld"]);

const nameSchema = lineSchema(120);

/** What stands for "not in that list" where an id would stand. */
export const notListed = "none";

/** In which lists of `content/lists/` somebody is, and under which of the source's ids. */
const listedSchema = z.record(
  sourceKeySchema.meta({ description: "The name of a list, such as viasna." }),
  z
    .union(
      [
        z.string().min(1).max(80).regex(/^\S+$/u, "must be the id that the list has for the person, or none"),
        z.int().min(0).transform(String),
      ],
      { error: "must be the id that the list has for the person, or none" },
    )
    .meta({ description: "The id that the list has for the person; none where that list has somebody else of the name." }),
);

/** `content/prisoners/<slug>.yaml`: one person. Only what is public; unknown facts are left out. */
export const prisonerSchema = z
  .strictObject({
    name: z
      .strictObject({
        /** The form that the campaign uses in Latin script. */
        latin: nameSchema.meta({ description: "The form that the campaign uses in Latin script." }),
        be: nameSchema.meta({ description: "The name in Belarusian." }).optional(),
        ru: nameSchema.meta({ description: "The name in Russian." }).optional(),
        lacinka: nameSchema.meta({ description: "The name in Belarusian Latin script." }).optional(),
        /** Forms that no source shows and a rule made: good for the search, never published. */
        unverified: z
          .array(z.enum(["be", "ru", "lacinka"]))
          .meta({ description: "Forms that no source shows and a rule made: for the search, never published." })
          .optional(),
      })
      .meta({ description: "The person's name in each script." }),
    /** Other spellings, for the search. */
    spellings: z.array(nameSchema).default([]).meta({ description: "Other spellings, for the search." }),
    gender: z.enum(["F", "M"]).meta({ description: "For the grammar of posts: F or M." }).optional(),
    born: datedFactSchema.meta({ description: "The date of birth, if it is public, and its source." }).optional(),
    occupation: z
      .strictObject({ text: localizedSchema, source: sourceKeySchema })
      .meta({ description: "What the person does, in each language, and the source." })
      .optional(),
    category: z
      .enum(["activist", "artist", "blogger", "human-rights-defender", "journalist", "lawyer", "politician", "student"])
      .optional(),
    detained: datedFactSchema.meta({ description: "The date of the arrest, and its source." }).optional(),
    trials: z.array(trialSchema).default([]).meta({ description: "The trials, the first one first." }),
    status: statusSchema,
    consent: consentSchema.meta({ description: "withheld hides the person at once and everywhere." }),
    /** The person's own call, such as #FreeMariaKalesnikava: published while in prison only. */
    hashtags: z.array(hashtagSchema).default([]).meta({ description: "The person's own call; published while in prison only." }),
    /** Of the campaigns that speak for this person. */
    campaignHashtags: z.array(hashtagSchema).default([]).meta({ description: "Of the campaigns that speak for this person." }),
    /** Which entries of lists this person is: what the file leaves out is taken from there. */
    listed: listedSchema
      .meta({
        description:
          'Who this is in the lists of content/lists/: { viasna: "215" }, and what this file leaves out is taken from there; none: not in that list.',
      })
      .optional(),
    /** The key of the source that posts link to. */
    link: sourceKeySchema.meta({ description: "The key of the source that posts link to; it must have a url." }).optional(),
    /** A picture under `content/` with its licence; without one a card is drawn. */
    image: z
      .strictObject({
        file: z.string().min(1).max(300).meta({ description: "The picture's path from content/, such as images/maria-kalesnikava.jpg." }),
        alt: localizedSchema.meta({ description: "What somebody who cannot see the picture is told, in each language of the campaign." }),
        licence: lineSchema(200).meta({ description: "The licence that lets us publish it, such as CC BY 4.0." }),
        credit: lineSchema(200).meta({ description: "Whose picture it is." }).optional(),
      })
      .meta({ description: "A picture under content/ with its licence; without one a card is drawn." })
      .optional(),
    sources: z
      .record(sourceKeySchema, sourceSchema)
      .meta({ description: "Where each fact can be looked up, under a key that the facts name." }),
  })
  .meta({ title: "Prisoner", description: "One person. Only what is public; unknown facts are left out." });

/** What a file may leave out of a person whom a list has: the list says it. */
const fromList = { name: true, status: true, consent: true, sources: true } as const;

/** The same of somebody whom a list has. For editors it is the schema of all files. */
export const listedPrisonerSchema = prisonerSchema.partial(fromList).meta({
  title: "Prisoner",
  description:
    "One person. Only what is public; unknown facts are left out, and what a list says of whoever is listed may be left out, too.",
  if: {
    required: ["listed"],
    properties: { listed: { description: "With the id of an entry.", not: { additionalProperties: { const: notListed } } } },
  },
  else: { required: Object.keys(fromList) },
});

/** Does a file, whatever else is in it, name an entry of a list? */
export const namesEntry = (file: unknown): boolean => {
  const listed: unknown = typeof file === "object" && file !== null && "listed" in file ? file.listed : null;
  return typeof listed === "object" && listed !== null && Object.values(listed).some((id) => id !== notListed);
};

/** A person's file: whole, or with what a list does not say. */
export type PrisonerFile = z.infer<typeof listedPrisonerSchema> & { readonly slug: string };

/** Where somebody is in a list of somebody else's. */
interface Listing {
  /** The list: `viasna`. */
  readonly source: string;
  /** The source's own id. */
  readonly id: string;
  /** The day that the list speaks for. */
  readonly asOf: string;
  /** Whether a campaigner let this person into posts; until then they are found and counted, and in no post. */
  readonly admitted: boolean;
  /** Why nothing may be said of today: who says what, and what to do about it. */
  readonly doubt: string | null;
  /** Whether the trials are the list's, which says one sentence of a person, however many there were. */
  readonly saysTrials: boolean;
}

/** Somebody the campaign speaks of. */
export type Prisoner = z.infer<typeof prisonerSchema> & {
  readonly slug: string;
  /** Left out of whoever is in no list. */
  readonly list?: Listing;
  /** Why nothing may be said of today, where a list that has somebody of this name says otherwise, and what to do about it. */
  readonly contradicted?: string;
};
export type Sentence = z.infer<typeof sentenceSchema>;

/** May this person be in posts at all? New names of a list wait for a campaigner. */
export const isAdmitted = ({ list }: Pick<Prisoner, "list">): boolean => list?.admitted ?? true;

/** Has a file all that a person needs without a list? */
export const isWhole = (file: PrisonerFile): file is PrisonerFile & Prisoner =>
  file.name !== undefined && file.status !== undefined && file.consent !== undefined && file.sources !== undefined;
