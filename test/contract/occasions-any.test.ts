import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dispatchDue } from "../../jobs/dispatch-due.ts";
import { holdBack } from "../../jobs/hold-back.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import { aDay, somebody } from "../unit/campaign/anniversaries/an-anniversary-plan.ts";
import { openOccasions } from "./occasions-fixture.ts";

let scene: Awaited<ReturnType<typeof openOccasions>>;
beforeAll(async () => {
  scene = await openOccasions();
});
afterAll(() => scene[Symbol.asyncDispose]());

const slugs = ["anna", "boris", "clara", "denis", "eva"] as const;
const births = ["1980-06-07", "1980-06-08"] as const;

const person = fc.record({
  slug: fc.constantFrom(...slugs),
  kind: fc.constantFrom("imprisoned" as const, "released" as const, "released" as const, "died" as const, "unknown" as const),
  born: fc.constantFrom(...births),
  detained: fc.constantFrom("2024-09-10", "2021-06-08"),
  consent: fc.oneof({ weight: 9, arbitrary: fc.constant("public" as const) }, { weight: 1, arbitrary: fc.constant("withheld" as const) }),
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("hours" as const), hours: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("record" as const), person }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("minute" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("hold" as const), nth: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("release" as const), nth: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), nth: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom("plan" as const, "dispatch" as const, "hold back" as const, "send" as const) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const record = ({ slug, kind, ...dates }: typeof person extends fc.Arbitrary<infer T> ? T : never): void => {
  scene.prisoners.set(slug, somebody(slug, kind, { ...dates, checked: "2027-06-01" }));
};

const take = async (one: Step): Promise<void> => {
  const { context, store } = scene;
  const day = scene.now.toZonedDateTimeISO("Europe/Vilnius").toPlainDate();
  switch (one.kind) {
    case "hours":
      scene.now = scene.now.add({ hours: one.hours });
      return;
    case "record":
      record(one.person);
      return;
    case "minute":
      await scene.minute();
      return;
    case "plan":
      await planPosts.run(context);
      return;
    case "dispatch":
      await dispatchDue.run(context);
      return;
    case "hold back":
      await holdBack.run(context);
      return;
    case "send":
      await scene.deliver();
      return;
    case "hold":
    case "release":
    case "cancel": {
      const waiting = (await store.posts.between(day, day.add({ days: 2 }))).filter(
        ({ status, kind }) => kind !== "profile" && (status === "scheduled" || status === "held"),
      );
      const chosen = waiting[one.nth % Math.max(1, waiting.length)];
      if (chosen === undefined) return;
      if (one.kind === "hold") await store.posts.holdByHand(chosen.id, "Ania", "Held by Ania.");
      else if (one.kind === "release") await store.posts.letGo(chosen.id, "Ania");
      else await store.posts.cancel(chosen.id, "Ania", "Cancelled by Ania.");
    }
  }
};

/** What is wrong with what was sent since the last look, as the content is now. */
const faultsOf = (said: ReadonlyMap<string, string>, seen: Set<string>): string[] =>
  [...said].flatMap(([id, text]) => {
    if (seen.has(id)) return [];
    seen.add(id);
    return [...scene.prisoners.values()].flatMap(({ slug, status, consent, born }) => {
      if (!text.includes(slug)) return [];
      const isBirthday = born?.date !== undefined && /Turns 47|спаўняецца 47/.test(text) && id.includes(`anniversary/${slug}@`);
      return [
        ...(consent === "withheld" ? [`${id} names ${slug}, who is withheld`] : []),
        ...(status.kind === "unknown" ? [`${id} speaks of ${slug}, of whom nobody knows`] : []),
        ...(status.kind === "died" && isBirthday ? [`${id} is a birthday of the dead`] : []),
      ];
    });
  });

test("whatever happens, in whatever order: nobody is in two posts of a day, nothing false goes out, nothing fails", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 6, maxLength: 10 }),
      fc.array(step, { minLength: 8, maxLength: 25 }),
      async (first, steps) => {
        await scene.empty();
        scene.prisoners = new Map();
        scene.at("2027-06-07T05:00:00Z");
        scene.days = [aDay("marked", "06-08", { people: ["eva"] }), aDay("thin", "06-07", { autoPost: false })];
        for (const one of first) record(one);
        const seen = new Set<string>();
        const faults: string[] = [];
        for (const one of steps) {
          await take(one);
          if (one.kind === "send" || one.kind === "minute") faults.push(...faultsOf(await scene.said(), seen));
        }
        await planPosts.run(scene.context);
        const settled = await scene.store.posts.between(Temporal.PlainDate.from("2027-06-05"), Temporal.PlainDate.from("2027-06-30"));
        const out = settled.filter(({ status, kind }) => status === "dispatched" && kind !== "marked-day");
        const spoken = out.flatMap(({ id, date, subject, people }) =>
          (people ?? [subject]).map((slug) => ({ day: `${date.toString()} ${slug}`, id })),
        );
        for (const [day, ids] of Map.groupBy(spoken, (one) => one.day))
          if (ids.length > 1) faults.push(`${day}: ${ids.map(({ id }) => id).join(", ")}`);
        expect(faults).toEqual([]);
        // Planning again changes nothing.
        expect(await planPosts.run(scene.context)).toMatch(/: 0 added, 0 changed, 0 removed$/);
      },
    ),
    { numRuns: 15 },
  );
}, 120_000);
