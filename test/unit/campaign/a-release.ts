import { array, constantFrom, date, option, record, uniqueArray, type Arbitrary } from "fast-check";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { aPrisoner } from "./a-prisoner.ts";

/** What sources are like: witnesses, those who look like them, the same publisher twice, pages without an address. */
const sourceBox: Prisoner["sources"] = {
  viasna: { title: "Viasna: released", url: "https://prisoners.spring96.org/en/person/somebody" },
  "viasna-channel": { title: "Viasna's channel", url: "https://t.me/viasna96/1" },
  "viasna-mirror": { title: "A copy", url: "https://spring96.example.net/news" },
  "viasna-words": { title: "Viasna: released" },
  evil: { title: "Released", url: "https://evilspring96.org/news" },
  baj: { title: "BAJ: released", url: "https://baj.media/en/released" },
  "baj-by": { title: "Released", url: "https://www.baj.by/be/released" },
  reform: { title: "Reform.news: released", url: "https://reform.news/en/released" },
  "reform-again": { title: "Released", url: "https://www.reform.news/be/released" },
  zerkalo: { title: "Zerkalo: released" },
  nobody: { title: "Somebody was released" },
  early: { title: "HRW: in prison", url: "https://www.hrw.org/before", published: "2026-01" },
};

/** Released on 10 November 2026, with two good sources, Viasna among them, unless the test changes it. */
export const aRelease = (status: Partial<Prisoner["status"]> = {}, changes: Partial<Prisoner> = {}): Prisoner =>
  aPrisoner("somebody", {
    name: { latin: "Sara Test" },
    status: { kind: "released", since: "2026-11-10", checked: "2026-11-10", sources: ["viasna", "reform"], ...status },
    sources: sourceBox,
    ...changes,
  });

/** Independent witnesses by hand, to hold the gate against: whoever publishes it, and which of the two it is. */
export const publisherOf: Readonly<Record<string, string | null>> = {
  viasna: "viasna",
  "viasna-channel": "viasna",
  "viasna-mirror": "viasna",
  "viasna-words": "viasna",
  evil: "viasna",
  baj: "baj",
  "baj-by": "baj",
  reform: "reform",
  "reform-again": "reform",
  zerkalo: "zerkalo",
  nobody: null,
  early: null,
};

const days = ["2026-10-01", "2026-11-08", "2026-11-09", "2026-11-10", "2026-11-11", "2026-11-25", "2026-11", "2026"] as const;

/** Anybody: every status, date, consent and set of sources. */
export const anybody: Arbitrary<Prisoner> = record({
  kind: constantFrom("imprisoned" as const, "released" as const, "released" as const, "died" as const, "unknown" as const),
  since: option(constantFrom(...days), { nil: undefined, freq: 8 }),
  checked: option(constantFrom(...days), { nil: undefined, freq: 8 }),
  how: option(constantFrom("deported" as const, "pardoned" as const, "in-belarus" as const, "in-custody" as const), { nil: undefined }),
  wentBack: option(constantFrom(true as const), { nil: undefined, freq: 1 }),
  consent: constantFrom("public" as const, "public" as const, "no_family_objection_known" as const, "withheld" as const),
  sources: uniqueArray(constantFrom(...Object.keys(sourceBox), "not-there"), { maxLength: 5 }),
  detained: option(constantFrom("2020-09-07", "2020-09", "2020"), { nil: undefined }),
  gender: option(constantFrom("F" as const, "M" as const), { nil: undefined }),
}).map(({ consent, detained, gender, ...status }) =>
  aRelease(status, { consent, gender, ...(detained !== undefined && { detained: { date: detained, source: "viasna" } }) }),
);

/** Instants around the releases of `anybody`. */
export const someInstant: Arbitrary<Temporal.Instant> = date({
  min: new Date("2026-11-08T00:00:00Z"),
  max: new Date("2026-12-12T00:00:00Z"),
  noInvalidDate: true,
}).map((at) => Temporal.Instant.fromEpochMilliseconds(at.getTime()));

export const approvers: Arbitrary<string | null> = constantFrom("Anna", "Anna", null, "", " ");

export const manyPeople: Arbitrary<Map<string, Prisoner>> = array(anybody, { maxLength: 4 }).map(
  (people) => new Map(people.map((prisoner, index) => [`person-${index}`, { ...prisoner, slug: `person-${index}` }])),
);
