/** Where our own code was, as it is written in a stack: `src/queue/carrier.ts:53`. */
const placeOf = (stack: string): string => /\b((?:src|jobs)\/[\w./-]+\.ts:\d+)/.exec(stack)?.[1] ?? "an unknown place";

/** What the machine refuses and a person can mend; null for all else. */
const mendable = (error: NodeJS.ErrnoException): string | null => {
  const where = error.path === undefined ? "" : ` ${error.path}`;
  const code = error.code ?? "";
  if (code === "ENOSPC" || code === "EDQUOT")
    return `The disk is full${where === "" ? "" : `:${where} could not be written`}. Make room, and start again: nothing is sent twice, and what was not sent goes out then.`;
  if (where !== "" && ["EACCES", "EPERM", "EROFS"].includes(code))
    return `Rollcall has no right to${where} (${code}): mend its permissions, or set DATA_DIR to another folder.`;
  return null;
};

/**
 * One line for what nobody foresaw, good enough to report. An error's own words are left out, since SDKs quote tokens and texts in them,
 * unless they are the operating system's.
 */
export const describeCrash = (error: unknown): string => {
  if (!(error instanceof Error)) return "This is a fault of Rollcall, please report it: something was thrown that is no error.";
  const { code, syscall } = error as NodeJS.ErrnoException;
  const asked = mendable(error);
  if (asked !== null) return asked;
  const known = typeof code === "string" && /^[A-Z0-9_]{3,40}$/.test(code) ? ` ${code}` : "";
  const words = typeof syscall === "string" ? ` (${error.message.replaceAll(/\s+/g, " ")})` : "";
  return `This is a fault of Rollcall, please report it: ${error.name}${known} at ${placeOf(error.stack ?? "")}${words}.`;
};
