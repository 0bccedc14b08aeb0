import { inspect } from "node:util";
import { expect } from "vitest";
import { PublishError } from "../../src/delivery/publish-error.ts";

/** What was thrown: a `PublishError` whose message is one line for a person, and which holds none of these, however deep one looks. */
export const publishFailure = async (promise: Promise<unknown>, secrets: readonly string[]): Promise<PublishError> => {
  const error: unknown = await promise.then(
    (value) => new Error(`nothing was thrown, but answered ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PublishError);
  const everything = `${inspect(error, { depth: 20, showHidden: true })} ${(error as Error).stack ?? ""}`;
  for (const secret of secrets) expect(everything).not.toContain(secret);
  expect((error as Error).message).toMatch(/^[^\n]{20,400}$/);
  return error as PublishError;
};
