import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createOccasionFinder } from "../../../../src/campaign/anniversaries/find-occasions.ts";
import { occasionGate, occasionsOf } from "../../../../src/campaign/anniversaries/occasions-of.ts";
import type { AnniversaryPost } from "../../../../src/campaign/anniversaries/plan-anniversaries.ts";
import type { MarkedDay } from "../../../../src/campaign/marked-day.ts";
import { postGate } from "../../../../src/campaign/post-gate.ts";
import type { Prisoner } from "../../../../src/campaign/prisoner.ts";
import { aCampaign, aDay, day, people, planWith, somebody } from "./an-anniversary-plan.ts";

/** Few days, so that they meet. */
const monthDays = fc.constantFrom("02-27", "02-28", "02-29", "03-01", "03-02");
const past = fc.tuple(fc.constantFrom("2020", "2024"), monthDays).map(([year, monthDay]) => `${year}-${monthDay}`);
const partial = fc.tuple(past, fc.constantFrom(10, 10, 10, 10, 7, 4)).map(([date, known]) => date.slice(0, known));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const person = fc.record({
  kind: fc.constantFrom("imprisoned", "imprisoned", "released", "released", "died", "unknown"),
  consent: fc.constantFrom("public", "public", "public", "withheld"),
  born: maybe(monthDays.map((monthDay) => `1980-${monthDay}`)),
  detained: maybe(partial),
  since: partial,
  checked: fc.constantFrom("2026-11-01", "2026-11-01", "2026-11-01", "2020-01-01"),
  trials: fc.array(fc.record({ date: partial, sentence: fc.constantFrom({ years: 6 }, { years: 14 }), source: fc.constant("page") }), {
    maxLength: 2,
  }),
} as const);

const anybody = fc
  .array(person, { maxLength: 14 })
  .map((all) => all.map(({ kind, ...dates }, index) => somebody(`p${String(index).padStart(2, "0")}`, kind, dates as never)));

const anyDays = fc
  .array(
    fc.record({ monthDay: monthDays, isAnniversary: fc.boolean(), people: fc.array(fc.constantFrom("p00", "p01"), { maxLength: 2 }) }),
    { maxLength: 2 },
  )
  .map((all) =>
    all.map(({ monthDay, isAnniversary, people: named }, index): MarkedDay =>
      aDay(`day${index}`, monthDay, { people: [...new Set(named)], ...(isAnniversary && { kind: "anniversary", since: 2020 }) }),
    ),
  );

const anySettings = fc.record({
  leapDay: fc.constantFrom("02-28", "03-01"),
  postsPerDay: fc.integer({ min: 1, max: 4 }),
  tooMany: fc.constantFrom("joint", "spread"),
  rules: fc.record({ birthday: fc.record({ leadDays: fc.constantFrom(0, 1, [2, 0]), approval: fc.boolean() }) }),
} as const);

const anything = fc.record({ all: anybody, days: anyDays, anniversaries: anySettings });

const inputOf = ({ all, days, anniversaries }: typeof anything extends fc.Arbitrary<infer T> ? T : never) => ({
  campaign: aCampaign({ anniversaries, minIntervalMinutes: 60 }),
  prisoners: people(...all),
  days,
  petitions: new Map(),
  from: day("2027-02-25"),
  to: day("2027-03-04"),
});
type Input = ReturnType<typeof inputOf>;

const speakers = (posts: readonly AnniversaryPost[]): string[] =>
  posts.flatMap(({ date, occasions }) => [
    ...new Set(occasions.filter(({ kind }) => kind !== "marked-day").map(({ subject }) => `${date.toString()} ${subject}`)),
  ]);

const holds = (property: (input: Input, posts: AnniversaryPost[]) => void, numRuns = 400): void => {
  fc.assert(
    fc.property(anything, (made) => {
      const input = inputOf(made);
      property(input, planWith(input));
    }),
    { numRuns },
  );
};

test("the dead have no birthday, the free no days in prison, and every occasion is its person's", () => {
  holds(({ prisoners }, posts) => {
    for (const { kind, subject, since, on, years, days } of posts.flatMap(({ occasions }) => occasions)) {
      if (kind === "marked-day") continue;
      const { status, born, detained, trials } = prisoners.get(subject) as Prisoner;
      const sources = {
        birthday: [status.kind !== "died" && born?.date],
        arrest: [detained?.date],
        "day-count": [status.kind === "imprisoned" && detained?.date],
        "half-term": [status.kind === "imprisoned" && detained?.date],
        sentence: trials.map(({ date }) => date),
        release: [status.kind === "released" && status.since],
        death: [status.kind === "died" && status.since],
      } as Record<string, unknown[]>;
      expect(sources[kind]).toContain(since.toString());
      expect(days).toBe(kind === "day-count" ? since.until(on).days : null);
      expect(years).toBe(kind === "day-count" || kind === "half-term" ? 0 : on.year - since.year);
    }
  });
});

test("whoever is withheld is in no post, and nobody is in two of a day but where a marked day names them", () => {
  holds(({ prisoners, days }, posts) => {
    const hidden = [...prisoners.values()].filter(({ consent }) => consent === "withheld").map(({ slug }) => slug);
    for (const slug of hidden) expect(JSON.stringify(posts)).not.toContain(slug);
    const naming = new Set(days.filter(({ people: named }) => named.some((slug) => hidden.includes(slug))).map(({ id }) => id));
    expect(posts.filter(({ kind, subject }) => kind === "marked-day" && naming.has(subject))).toEqual([]);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(posts.length);
    const own = speakers(posts.filter(({ kind }) => kind !== "marked-day"));
    expect(new Set(own).size).toBe(own.length);
  });
});

test("nothing is dropped: what is found for a day is in exactly one post of it, scheduled or held with a reason", () => {
  holds((input, posts) => {
    const find = createOccasionFinder(input);
    const key = (occasion: ReturnType<typeof find>[number]): string => JSON.stringify(occasion);
    for (let date = input.from; Temporal.PlainDate.compare(date, input.to) <= 0; date = date.add({ days: 1 })) {
      const found = find(date).filter(
        ({ kind, subject }) =>
          kind !== "marked-day" ||
          input.days.find(({ id }) => id === subject)!.people.every((slug) => input.prisoners.get(slug)?.consent === "public"),
      );
      const said = posts.filter((post) => post.date.equals(date)).flatMap(({ occasions }) => occasions);
      expect(said.map(key).sort()).toEqual(found.map(key).sort());
    }
    for (const { status, reason } of posts) expect(status === "held").toBe(reason !== null);
  });
});

test("a post says only what the gate allows of everybody in it, and is held where it does not", () => {
  holds(({ campaign, prisoners }, posts) => {
    for (const { at, occasions } of posts.filter(({ status, kind }) => status === "scheduled" || kind === "joint")) {
      const subjects = occasions.filter(({ kind }) => kind !== "marked-day").map(({ subject }) => subject);
      const verdicts = subjects.map(
        (slug) => postGate({ kind: "anniversary", prisoner: prisoners.get(slug), settings: campaign, now: at, approvedBy: null }).kind,
      );
      expect(verdicts.filter((verdict) => verdict !== "speak")).toEqual([]);
    }
  });
});

test("from a post's date, kind and subject alone come the same occasions, and the same answer of the gate", () => {
  holds((input, posts) => {
    for (const { id, kind, subject, date, at, status, reason, occasions } of posts) {
      const post = { id, kind, subject, date };
      expect(occasionsOf(post, input, at)).toEqual(occasions);
      const verdict = occasionGate(post, input, { now: at, approvedBy: null });
      expect(verdict).toEqual(status === "held" ? { kind: "hold", reason } : { kind: "speak" });
    }
  });
});

test("planning again changes nothing, and after anything was handed out nobody has a second post of the day", () => {
  fc.assert(
    fc.property(
      anything,
      fc.array(fc.boolean()),
      fc.infiniteStream(fc.constantFrom("kept", "kept", "gone", "fresh")),
      (made, sent, fates) => {
        const input = inputOf(made);
        const posts = planWith(input);
        expect(planWith({ ...input, posts })).toEqual(posts);

        const stored = posts.map((post, index) =>
          sent[index] === true && post.status === "scheduled" ? { ...post, status: "dispatched" as const } : post,
        );
        const out = stored.filter(({ status }) => status === "dispatched");
        // Meanwhile statuses are looked up, families ask for silence.
        const prisoners = new Map(
          [...input.prisoners.values()].map((prisoner) => {
            const { value: fate } = fates.next();
            if (fate === "gone") return [prisoner.slug, { ...prisoner, consent: "withheld" as const }];
            return [prisoner.slug, fate === "fresh" ? { ...prisoner, status: { ...prisoner.status, checked: "2027-02-01" } } : prisoner];
          }),
        );
        const again = planWith({ ...input, prisoners, posts: stored });
        const said = new Set(speakers(out));
        const more = speakers(again.filter(({ status, kind }) => status === "scheduled" && kind !== "marked-day"));
        expect(more.filter((one) => said.has(one) && !isPartOfMarkedDay(one, out))).toEqual([]);
        expect(again.map(({ id }) => id).filter((id) => out.some((post) => post.id === id))).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});

/** Somebody may have another occasion on the day that a marked day has told of them. */
const isPartOfMarkedDay = (one: string, out: readonly AnniversaryPost[]): boolean =>
  speakers(out.filter(({ kind }) => kind === "marked-day")).includes(one);
