export interface Command {
  /** Without its slash, in small letters. */
  readonly name: string;
  readonly args: readonly string[];
}

/**
 * A message that begins with a command: `/plan`, `/plan@our_bot 2026-12-01`.
 * Null for any other, and for a command to another bot. `botName` without `@`, in small letters.
 */
export const readCommand = (text: string, botName: string): Command | null => {
  const [, name, addressed, rest = ""] = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]+))?(?:\s+([\s\S]*))?$/i.exec(text.trim()) ?? [];
  if (name === undefined || (addressed !== undefined && addressed.toLowerCase() !== botName)) return null;
  return { name: name.toLowerCase(), args: rest.split(/\s+/).filter((word) => word !== "") };
};
