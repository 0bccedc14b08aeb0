/** Where our own code was, as it is written in a stack: `src/queue/carrier.ts:53`. */
const placeOf = (stack: string): string => /\b((?:src|jobs)\/[\w./-]+\.ts:\d+)/.exec(stack)?.[1] ?? "an unknown place";

/**
 * One line for what nobody foresaw, good enough to report. An error's own words are left out, since SDKs quote tokens and texts in them,
 * unless they are the operating system's.
 */
export const describeCrash = (error: unknown): string => {
  if (!(error instanceof Error)) return "This is a fault of Rollcall, please report it: something was thrown that is no error.";
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT")
    return "The disk is full: make room, and start again. Nothing that was sent is sent twice, and what was not goes out then.";
  const known = typeof code === "string" && /^[A-Z0-9_]{3,40}$/.test(code) ? ` ${code}` : "";
  const words = typeof syscall === "string" ? ` (${error.message.replaceAll(/\s+/g, " ")})` : "";
  return `This is a fault of Rollcall, please report it: ${error.name}${known} at ${placeOf(error.stack ?? "")}${words}.`;
};
