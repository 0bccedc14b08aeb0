import { areApart, earliestDayNumber, type PartialDate } from "../partial-date.ts";
import type { Prisoner } from "../prisoner.ts";
import type { ListStanding } from "./list-standing.ts";

type Status = Prisoner["status"];

/** What a list says of somebody, under the key that it has among the person's sources. */
export interface Said {
  readonly standing: ListStanding;
  readonly key: string;
}

export interface JoinedStatus {
  readonly status: Status;
  /** Who says what against whom, where nothing may be said of today. */
  readonly doubt: string | null;
  /** What the file and a list do not agree on. */
  readonly apart: readonly string[];
}

export const wordsOf: Readonly<Record<Status["kind"], string>> = {
  imprisoned: "says that the person is in prison",
  released: "says that the person was freed",
  died: "says that the person died",
  unknown: "says that nobody knows where the person is",
};

const isLater = (one: PartialDate, other: PartialDate): boolean => earliestDayNumber(one) > earliestDayNumber(other);

/** Whoever is in doubt is nowhere for certain: nothing that knows of kinds alone says a thing of today. */
const inDoubt = ({ sources, note }: Pick<Status, "sources" | "note">, doubt: string, apart: readonly string[]): JoinedStatus => ({
  status: { kind: "unknown", sources, ...(note !== undefined && { note }) },
  doubt,
  apart,
});

/**
 * Does a list stop a kind from being said? What somebody looked up after the day that it speaks for is believed, but of somebody who is dead by it: a look
 * at them was at somebody else.
 * @param checked when somebody looked, by the person's file
 */
export const isAgainst = (kind: Status["kind"], checked: PartialDate | undefined, standing: ListStanding): boolean => {
  if (!standing.isDoubtful && standing.kind === kind) return false;
  const isStopped = kind === "imprisoned" || (kind === "released" && standing.isDead);
  return isStopped && (standing.isDead || checked === undefined || !isLater(checked, standing.asOf));
};

/** Of lists alone. Where they do not agree, nothing is said. */
const ofLists = (said: readonly Said[]): JoinedStatus => {
  const sources = said.map(({ key }) => key);
  const [first, ...others] = said.map(({ standing }) => standing);
  if (first === undefined) return { status: { kind: "unknown", sources: [] }, doubt: null, apart: [] };
  const isApart = others.some(({ kind }) => kind !== first.kind);
  const says = [first, ...others].filter((standing) => isApart || standing.isDoubtful || standing.kind === "unrecognised");
  if (says.length > 0 || first.kind === "unrecognised") return inDoubt({ sources }, says.map((standing) => standing.says).join("; "), []);
  const since = [first, ...others].find((standing) => standing.since !== undefined)?.since;
  const checked = [first, ...others].map(({ asOf }) => asOf).reduce((one, other) => (isLater(other, one) ? other : one));
  return { status: { kind: first.kind, ...(since !== undefined && { since }), checked, sources }, doubt: null, apart: [] };
};

/** What a list says counts as looking again, where it says the same: but not that somebody who went back is still free. */
const checkedBy = (status: Status, { standing, key }: Said): Status => {
  if (status.wentBack === true || (status.checked !== undefined && !isLater(standing.asOf, status.checked))) return status;
  return { ...status, checked: standing.asOf, sources: [...new Set([...status.sources, key])] };
};

/**
 * What is recorded of somebody's present, from their own file and from lists. The file wins, but a list that does not say that somebody is in prison
 * stops it from being said, unless a person looked it up after the day that the list speaks for.
 * @param file how the file is named to campaigners
 */
export const joinStatus = (own: Status | undefined, said: readonly Said[], file: string): JoinedStatus => {
  if (own === undefined) return ofLists(said);
  const apart: string[] = [];
  const against: Said[] = [];
  let status = own;
  for (const one of said) {
    const { standing } = one;
    const agrees = !standing.isDoubtful && standing.kind === own.kind;
    if (agrees) {
      if (own.since !== undefined && standing.since !== undefined && areApart(own.since, standing.since))
        apart.push(`status.since is ${own.since}, and ${standing.says}`);
      status = checkedBy(status, one);
      continue;
    }
    const isStopped = own.kind === "imprisoned" || (own.kind === "released" && standing.isDead);
    if (isAgainst(own.kind, own.checked, standing)) against.push(one);
    const isSaid = standing.isDoubtful && !isStopped;
    if (!isSaid)
      apart.push(`status.kind is ${own.kind}${own.checked === undefined ? "" : `, checked ${own.checked}`}, and ${standing.says}`);
  }
  if (against.length === 0) return { status, doubt: null, apart };
  const checked = own.checked === undefined ? "" : `, checked ${own.checked}`;
  const both = [`${file} ${wordsOf[own.kind]}${checked}`, ...against.map(({ standing }) => standing.says)].join("; ");
  return inDoubt({ ...own, sources: [...new Set([...own.sources, ...against.map(({ key }) => key)])] }, both, apart);
};
