import { prisonerSchema, type Prisoner } from "../../../src/campaign/prisoner.ts";

/** Somebody in prison, checked on 1 November 2026, with whatever the test changes. */
export const aPrisoner = (slug: string, changes: Partial<Prisoner> = {}): Prisoner => ({
  ...prisonerSchema.parse({
    name: { latin: slug },
    status: { kind: "imprisoned", checked: "2026-11-01", sources: ["page"] },
    consent: "public",
    sources: { page: { title: "A page" } },
  }),
  slug,
  ...changes,
});
