import { FetchRefused } from "./fetch-refused.ts";

/**
 * Whether asking again may succeed with nothing changed here: where nobody answers, slowly, or that it is out of order. What a host forbids or sends wrongly it
 * will tomorrow as well. Null for any other error.
 */
export const isPassingRefusal = (error: unknown): boolean | null => {
  if (!(error instanceof FetchRefused)) return null;
  return error.kind === "unreachable" || error.kind === "too-slow" || error.status !== undefined;
};
