import type { PlannedPost } from "../../src/campaign/planned-post.ts";

let number = 0;

/** Noon in Minsk, when the post is due. */
export const noon = Temporal.Instant.from("2026-12-01T09:00:00Z");
/** When it is too late for it. */
export const evening = Temporal.Instant.from("2026-12-01T21:00:00Z");

/** A profile about somebody whom no other test has: the record of decisions is only added to, and outlives each test. */
export const aPostOfItsOwn = (): PlannedPost => {
  const subject = `person-${(number += 1)}`;
  return {
    id: `2026-12-01/profile/${subject}`,
    kind: "profile",
    subject,
    date: Temporal.PlainDate.from("2026-12-01"),
    at: noon,
    notAfter: evening,
    accounts: ["telegram"],
    status: "scheduled",
    reason: null,
  };
};
