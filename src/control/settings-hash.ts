import { createHash } from "node:crypto";
import type { Account } from "../config.ts";

const hash = (name: string, value: string): string => createHash("sha256").update(`${name}=${value}`).digest("hex");

/** What one process tells another of its accounts' variables, so that no secret goes between them. */
export const hashSettings = (variables: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...variables].map(([name, value]) => [name, hash(name, value)]));

/** The names of the variables that these accounts have with another value than the hashes are of. */
export const otherSettings = (accounts: readonly Account[], hashes: Readonly<Record<string, string>>): string[] => {
  const own = accounts.flatMap(({ prefix, credentials, missing }) => [
    ...[...credentials].map(([name, value]) => [`${prefix}_${name}`, hash(`${prefix}_${name}`, value)] as const),
    ...missing.map((name) => [name, ""] as const),
  ]);
  return [...new Set(own.flatMap(([name, value]) => (name in hashes && hashes[name] !== value ? [name] : [])))];
};
