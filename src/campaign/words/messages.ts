import { botMessages } from "./bot-messages.ts";

/**
 * What the program tells a message:
 * - `text`: words that the message must show;
 * - `count`: a whole number that it must show, in the plural forms of its language;
 * - `month`: 1 to 12, which it must name;
 * - a list: words that it may choose by, as a language's grammar needs it.
 */
export type MessageValue = "text" | "count" | "month" | readonly string[];

/** What a message is told, by the value's name without `$`. */
export type MessageTable = Readonly<Record<string, Readonly<Record<string, MessageValue>>>>;

const gender = ["F", "M", "other"] as const;
const ofPerson = { gender } as const;
const dated = { date: "text", precision: ["day", "month", "year"] } as const;
const datedOfPerson = { ...ofPerson, ...dated } as const;

/** Every message that the program says, with what it tells it. `check` holds each language's texts against this list. */
export const messages = {
  "date-day": { day: "text", month: "month", year: "text" },
  "date-month": { month: "month", year: "text" },
  "date-year": { year: "text" },
  "date-span": { from: "text", to: "text" },

  who: { ...ofPerson, name: "text", role: "text" },
  "both-names": { name: "text", other: "text" },
  "in-memory-of": { ...ofPerson, who: "text" },
  "category-activist": ofPerson,
  "category-artist": ofPerson,
  "category-blogger": ofPerson,
  "category-human-rights-defender": ofPerson,
  "category-journalist": ofPerson,
  "category-lawyer": ofPerson,
  "category-politician": ofPerson,
  "category-student": ofPerson,

  "imprisoned-since-days": { ...datedOfPerson, days: "count" },
  "imprisoned-since": datedOfPerson,
  imprisoned: ofPerson,
  "card-imprisoned-days": { days: "count" },

  born: datedOfPerson,
  detained: datedOfPerson,
  "held-days": { ...ofPerson, days: "count" },
  released: datedOfPerson,
  "released-deported": datedOfPerson,
  "released-sentence-served": datedOfPerson,
  "released-exchanged": datedOfPerson,
  "released-pardoned": datedOfPerson,
  "released-in-belarus": datedOfPerson,
  "released-left-country": datedOfPerson,
  died: datedOfPerson,
  "died-in-custody": datedOfPerson,

  "term-years": { years: "count" },
  "term-months": { months: "count" },
  "term-both": { years: "text", months: "text" },
  "term-fine": { term: "text" },
  "term-in-year": { term: "text", year: "text" },
  "term-changed": { term: "text", changed: "text" },
  "term-added": { term: "text", more: "text" },
  "term-extended": { term: "text" },
  sentence: { terms: "text" },
  sentences: { terms: "text" },

  freed: { ...ofPerson, who: "text" },
  correction: { date: "text" },
  "correction-short": { date: "text" },
  withdrawn: {},
  "card-withdrawn": {},

  "birthday-today": { ...ofPerson, years: "count" },
  "birthday-today-imprisoned": { ...ofPerson, years: "count" },
  "detained-years-ago": { ...ofPerson, date: "text", years: "count" },
  "sentenced-years-ago": { ...ofPerson, date: "text", years: "count" },
  "half-term": { from: "text", to: "text" },

  "note-birthday": { years: "count" },
  "note-birthday-imprisoned": { years: "count" },
  "note-days-since-arrest": { days: "count" },
  "note-arrest": { years: "count" },
  "note-sentence": { years: "count" },
  "note-release": { years: "count" },
  "note-death": { years: "count" },
  "note-half-term": { date: "text" },
  "note-dated": { note: "text", date: "text" },
  "note-since": { note: "text", date: "text" },
  "note-on-day": { day: "text", note: "text" },

  joint: { date: "text" },
  "joint-entry": { names: "text", note: "text" },
  "joint-status": { status: "text", names: "text" },
  "more-people": { people: "count" },

  "marked-years": { date: "text", years: "count" },
  "marked-first": { year: "text" },

  "petition-open": {},
  "petition-closed": {},
  "petition-won": {},
  "petition-deadline": { date: "text", days: "count" },
  "petition-signatures": { signatures: "count", date: "text" },
  "petition-target": { signatures: "count" },

  "report-head": { from: "text", to: "text" },
  "report-more": { hashtags: "count" },
  "report-whole": { network: "text" },
  "report-hours": { network: "text", covered: "text", hours: "text" },
  "report-seen-by": { network: "text", servers: "count" },
  "report-seen-by-hours": { network: "text", servers: "count", covered: "text", hours: "text" },
  "report-channels": { network: "text", channels: "count" },
  "report-as-of": { time: "text" },

  "count-women": { women: "count" },
  "count-journalists": { journalists: "count" },
  "count-all": { all: "count" },
  "count-in-total": { all: "count" },
  "count-as-of": { date: "text" },
  "count-counted-by": { counter: "text" },
  "count-changed": { figure: "text", change: "text", date: "text" },

  "as-of": datedOfPerson,
  "as-of-memory": datedOfPerson,
  "as-of-between": { from: "text", to: "text" },
  "card-in-memory": {},

  "bot-warning": {},
  "bot-privacy": {},
  "bot-error": {},
  "bot-busy": {},
  "bot-description": {},
  "bot-short-description": {},
  "bot-command-start": {},
  "bot-command-help": {},
  "bot-command-privacy": {},
  ...botMessages,
} as const satisfies MessageTable;

export type MessageId = keyof typeof messages;

type Told<V> = V extends "count" | "month" ? number : V extends readonly (infer Word extends string)[] ? Word : string;

/** What whoever says a message must tell it. */
export type ValuesOf<K extends MessageId> = { readonly [V in keyof (typeof messages)[K]]: Told<(typeof messages)[K][V]> };
