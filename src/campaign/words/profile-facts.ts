import { asOfDay } from "./say-as-of.ts";
import { daysHeld } from "./days-held.ts";
import { namesIn, type PublishedNames } from "./names-in.ts";
import type { PartialDate } from "../partial-date.ts";
import type { Prisoner } from "../prisoner.ts";
import { sayDate } from "./say-date.ts";
import { saySentence } from "./say-sentence.ts";
import type { Texts } from "./texts.ts";

/** What is known of a person, each fact a line in one language; null where it is not known. */
export interface ProfileFacts {
  readonly tone: "imprisoned" | "released" | "memory";
  readonly names: PublishedNames;
  /** The first line: with all of the work, with one word for it, with none. */
  readonly who: { readonly full: string; readonly short: string; readonly name: string };
  /** Of the dead only: nobody else's birthday is a post's business. */
  readonly born: string | null;
  readonly detained: string | null;
  readonly sentence: string | null;
  /** In prison since when, how and when released, when died. */
  readonly outcome: string;
  /** Days: of the released up to the release, of people in prison up to today; of the dead none. */
  readonly days: number | null;
  /** Of the released only. */
  readonly held: string | null;
  readonly asOf: string;
}

/** Messages that tell one date. */
type DatedMessage = "born" | "detained" | "imprisoned-since" | "as-of" | "as-of-memory";

type Spoken = Prisoner["status"] & { readonly kind: "imprisoned" | "released" | "died" };

const spokenStatus = ({ slug, status, consent }: Prisoner): Spoken => {
  if (consent === "withheld") throw new Error(`prisoners/${slug}.yaml: consent is withheld, so nothing is written`);
  const { kind } = status;
  if (kind === "unknown") throw new Error(`prisoners/${slug}.yaml: the status is unknown, so nothing can be written`);
  return { ...status, kind };
};

const dayOf = ({ slug }: Prisoner, what: string, date: PartialDate | undefined): PartialDate => {
  if (date === undefined) throw new Error(`prisoners/${slug}.yaml: ${what}`);
  return date;
};

const tones = { imprisoned: "imprisoned", released: "released", died: "memory" } as const;

const outcomeKey = ({ kind, how }: Spoken) => {
  if (kind === "died") return how === "in-custody" ? "died-in-custody" : "died";
  return how === undefined || how === "in-custody" ? "released" : (`released-${how}` as const);
};

export type SpokenGender = NonNullable<Prisoner["gender"]> | "other";

/**
 * How and when somebody was released, or when they died. Of somebody in prison nothing but that, as it is known of the day of the check.
 * @param isShort without how the release came
 */
export const sayOutcome = (
  prisoner: Prisoner,
  { texts, language }: { readonly texts: Texts; readonly language: string },
  gender: SpokenGender,
  { isShort = false } = {},
): string => {
  const status = spokenStatus(prisoner);
  if (status.kind === "imprisoned") return texts.say(language, "imprisoned", { gender });
  const since = dayOf(prisoner, `the status is ${status.kind}, and status.since is missing`, status.since);
  const key = isShort && status.kind === "released" ? "released" : outcomeKey(status);
  return texts.say(language, key, { gender, ...sayDate(texts, language, since) });
};

/** A name with all of the work, with one word for it, with none: nothing of what became of the person. */
export const sayWho = (
  prisoner: Prisoner,
  { texts, language }: { readonly texts: Texts; readonly language: string },
): { readonly full: string; readonly short: string; readonly name: string } => {
  const { occupation, category } = prisoner;
  const gender = prisoner.gender ?? "other";
  const { name } = namesIn(prisoner, language);
  // A category has no source of its own, so it only ever stands in for an occupation that has one.
  const word = occupation === undefined || category === undefined ? null : texts.say(language, `category-${category}`, { gender });
  const line = (role: string | null): string => (role === null ? name : texts.say(language, "who", { gender, name, role }));
  return { full: line(occupation?.text[language] ?? word), short: line(word), name };
};

export const profileFacts = (prisoner: Prisoner, texts: Texts, language: string, today: Temporal.PlainDate): ProfileFacts => {
  const status = spokenStatus(prisoner);
  const gender = prisoner.gender ?? "other";
  const detained = prisoner.detained?.date;
  const say = (key: DatedMessage, date: PartialDate): string => texts.say(language, key, { gender, ...sayDate(texts, language, date) });

  const until = { imprisoned: today, released: status.since, died: undefined }[status.kind];
  const days = daysHeld(detained, until);

  const imprisoned = (): string => {
    if (detained === undefined) return texts.say(language, "imprisoned", { gender });
    if (days === null) return say("imprisoned-since", detained);
    return texts.say(language, "imprisoned-since-days", { gender, ...sayDate(texts, language, detained), days });
  };
  const outcome = (): string => (status.kind === "imprisoned" ? imprisoned() : sayOutcome(prisoner, { texts, language }, gender));

  const names = namesIn(prisoner, language);
  const who = sayWho(prisoner, { texts, language });
  const firstLine = (line: string): string => (status.kind === "died" ? texts.say(language, "in-memory-of", { gender, who: line }) : line);

  return {
    tone: tones[status.kind],
    names,
    who: { full: firstLine(who.full), short: firstLine(who.short), name: firstLine(who.name) },
    born: status.kind !== "died" || prisoner.born === undefined ? null : say("born", prisoner.born.date),
    detained: detained === undefined ? null : say("detained", detained),
    sentence: saySentence(texts, language, prisoner.trials),
    outcome: outcome(),
    days,
    held: status.kind !== "released" || days === null ? null : texts.say(language, "held-days", { gender, days }),
    asOf: say(status.kind === "died" ? "as-of-memory" : "as-of", asOfDay(prisoner)),
  };
};
