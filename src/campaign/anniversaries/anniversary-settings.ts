import { z } from "zod";
import { languageSchema, statusKindSchema } from "../prisoner.ts";
import type { OccasionKind } from "./occasion.ts";

/** Longer ahead than a month it is no reminder. */
const leadSchema = z.int().min(0).max(31);

interface RuleDefaults {
  readonly leadDays?: readonly number[];
  readonly time?: string;
  readonly approval?: boolean;
}

/** What every kind of anniversary is asked: whether, when, where, in which languages, with whose yes. */
const ruleShape = ({ leadDays = [0], time = "10:00", approval = false }: RuleDefaults = {}) => ({
  enabled: z.boolean().default(true).meta({ description: "false: no posts of this kind." }),
  leadDays: z
    .union([leadSchema.transform((days) => [days]), z.array(leadSchema).min(1).max(5)])
    .default([...leadDays])
    .meta({ description: "How many days before the day the post goes out: 0 on the day itself, or a list such as [7, 0] for two posts." }),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 10:00")
    .default(time)
    .meta({ description: 'When, as wall-clock time in zone, in quotes: "10:00".' }),
  languages: z
    .array(languageSchema)
    .min(1)
    .optional()
    .meta({ description: "Only on accounts of these languages; left out: on those of every language." }),
  accounts: z
    .array(z.string().max(40))
    .min(1)
    .optional()
    .meta({ description: "Only on these accounts, by their ids; left out: on all of them." }),
  approval: z.boolean().default(approval).meta({ description: "true: a campaigner has to approve each post before it goes out." }),
});

const ruleSchema = (description: string, defaults: RuleDefaults = {}) =>
  z.strictObject(ruleShape(defaults)).prefault({}).meta({ description });

const defaultInclude: ("imprisoned" | "released")[] = ["imprisoned", "released"];

const birthdaySchema = z
  .strictObject({
    ...ruleShape(),
    include: z
      .array(statusKindSchema.exclude(["unknown", "died"]))
      .min(1)
      .default(defaultInclude)
      .meta({ description: "Whose: of people in prison, of the released." }),
  })
  .prefault({})
  .meta({ description: "Birthdays of the living." });

/** The dead are left to the day of their death unless a campaign wants it otherwise. */
const pastSchema = (description: string) =>
  z
    .strictObject({
      ...ruleShape(),
      include: z
        .array(statusKindSchema.exclude(["unknown"]))
        .min(1)
        .default(defaultInclude)
        .meta({ description: "Whose: of people in prison, of the released, of those who died." }),
    })
    .prefault({})
    .meta({ description });

const dayCountSchema = z
  .strictObject({
    ...ruleShape(),
    days: z
      .array(z.int().min(1).max(40_000))
      .default([100, 1000, 2000])
      .meta({ description: "Numbers of days in prison that a post is made of." }),
    every: z
      .int()
      .min(50)
      .max(40_000)
      .nullable()
      .default(500)
      .meta({ description: "And every multiple of this number; null: only the numbers of the list." }),
  })
  .prefault({})
  .meta({ description: "Round numbers of days in prison, only of people who are there." });

const milestoneSchema = z
  .strictObject({
    ...ruleShape({ time: "17:00" }),
    signatures: z
      .array(z.int().min(1).max(1_000_000_000))
      .max(100)
      .default([100, 500, 1000, 5000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000])
      .meta({ description: "Numbers of signatures that a post is made of; a petition's target is one by itself." }),
  })
  .prefault({})
  .meta({ description: "The day after a count passed a round number of signatures or the target, once each, whatever leadDays say." });

const rulesSchema = z
  .strictObject({
    birthday: birthdaySchema,
    arrest: pastSchema("Anniversaries of arrests."),
    sentence: pastSchema("Anniversaries of verdicts."),
    release: ruleSchema("Anniversaries of releases."),
    death: ruleSchema("Anniversaries of deaths, in memory."),
    "day-count": dayCountSchema,
    "half-term": ruleSchema("The middle of a term, where it is sure."),
    "marked-day": ruleSchema("The days of calendar.yaml. Those with autoPost: false wait for a campaigner's yes whatever stands here.", {
      time: "09:00",
    }),
    "petition-deadline": ruleSchema("Deadlines of open petitions.", { leadDays: [7, 1], time: "17:00" }),
    "petition-launch": ruleSchema("The day after a petition was seen open for the first time, whatever leadDays say.", { time: "17:00" }),
    "petition-milestone": milestoneSchema,
    "petition-closed": ruleSchema("The day after a petition was seen closed, won or past its deadline, whatever leadDays say.", {
      time: "17:00",
    }),
  } satisfies Record<OccasionKind, z.ZodType>)
  .prefault({})
  .meta({ description: "The rule of each kind; what is left out has its default." });

export const anniversarySettingsSchema = z
  .strictObject({
    enabled: z.boolean().default(true).meta({ description: "false: none of them." }),
    leapDay: z
      .enum(["02-28", "03-01"])
      .default("02-28")
      .meta({ description: 'When 29 February is kept in a year without one: "02-28" or "03-01".' }),
    postsPerDay: z
      .int()
      .min(1)
      .max(50)
      .default(3)
      .meta({ description: "So many people have posts of their own on one day; of more people see tooMany." }),
    tooMany: z
      .enum(["joint", "spread"])
      .default("joint")
      .meta({ description: "joint: one post that names all of them; spread: posts of their own over the day, minIntervalMinutes apart." }),
    rules: rulesSchema,
  })
  .prefault({})
  .meta({ description: "Anniversaries, round numbers of days, marked days and petitions." });

export type AnniversarySettings = z.infer<typeof anniversarySettingsSchema>;
