import { certainlyBefore, type PartialDate } from "./partial-date.ts";
import type { Prisoner } from "./prisoner.ts";

type Status = Prisoner["status"];
type Sources = Prisoner["sources"];

/** What somebody looked up: what the page says, and as of which day. */
export interface Verification {
  readonly kind: Status["kind"];
  /** The day that the page speaks for. */
  readonly on: PartialDate;
  readonly url: string;
  /** Who says it, and what; without it the page's host. */
  readonly title: string | undefined;
  /** Of a release or a death. */
  readonly since: PartialDate | undefined;
  readonly how: Status["how"] | undefined;
}

/** What a person's file says after it. */
export interface Verified {
  readonly status: Status;
  /** The key of the page, under which it is among the sources. */
  readonly key: string;
  /** Null where the page is among the sources already. */
  readonly added: Sources[string] | null;
}

const hostOf = (url: string): string => new URL(url).hostname.replace(/^www\./, "");

/** A key that no other source has, such as `spring96` or `spring96-2`. */
const newKey = (url: string, sources: Sources): string => {
  const name =
    hostOf(url)
      .split(".")
      .slice(-2, -1)[0]
      ?.toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "") ?? "";
  const stem = name === "" ? "page" : name;
  const fits = (key: string): boolean => !Object.hasOwn(sources, key);
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? stem : `${stem}-${number}`;
    if (fits(key)) return key;
  }
};

/**
 * Why a person's status cannot be recorded like that, in words for the command line; null where it can.
 * @param detained the arrest, whoever knows of it
 */
export const verificationComplaint = (
  { status }: Pick<Prisoner, "status">,
  { kind, on, since, how }: Verification,
  detained?: PartialDate,
): string | null => {
  const isOver = kind === "released" || kind === "died";
  if (status.kind === "died" && kind !== "died")
    return "The record says that this person is dead: if that was wrong, mend the file by hand.";
  if (!isOver && since !== undefined) return `--since is the day of a release or a death: leave it out with --status ${kind}.`;
  if (kind !== "released" && how !== undefined && !(kind === "died" && how === "in-custody"))
    return `--how ${how} does not go with --status ${kind}: leave it out.`;
  if (since !== undefined && certainlyBefore(on, since))
    return `--since ${since} is after --on ${on}: a page cannot speak of what came later.`;
  if (since !== undefined && detained !== undefined && certainlyBefore(since, detained))
    return `--since ${since} is before the arrest of ${detained}: look both up.`;
  if (status.checked !== undefined && certainlyBefore(on, status.checked))
    return `The record was checked on ${status.checked}, which is after --on ${on}: it stays as it is.`;
  return null;
};

/**
 * The status as the record has it afterwards. Pages that say the same as before are added to those that said so: the news of a release needs two.
 * What the record knows of a release or a death stays where the page says no more.
 */
export const verifiedStatus = ({ status, sources }: Pick<Prisoner, "status" | "sources">, seen: Verification): Verified => {
  const known = Object.entries(sources).find(([, source]) => source.url === seen.url)?.[0];
  const key = known ?? newKey(seen.url, sources);
  const isSame = status.kind === seen.kind && (seen.since === undefined || status.since === undefined || seen.since === status.since);
  const isOver = seen.kind === "released" || seen.kind === "died";
  const since = isOver ? (seen.since ?? (isSame ? status.since : undefined)) : undefined;
  const how = isOver ? (seen.how ?? (isSame ? status.how : undefined)) : undefined;
  return {
    key,
    added: known === undefined ? { title: seen.title ?? hostOf(seen.url), url: seen.url } : null,
    status: {
      kind: seen.kind,
      ...(how === undefined ? {} : { how }),
      ...(since === undefined ? {} : { since }),
      checked: seen.on,
      ...(isSame && isOver && status.wentBack === true ? { wentBack: true as const } : {}),
      sources: isSame ? [...new Set([...status.sources, key])] : [key],
      ...(status.note === undefined ? {} : { note: status.note }),
    },
  };
};
