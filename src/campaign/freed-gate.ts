import type { CampaignSettings } from "./campaign-settings.ts";
import { knownDay } from "./partial-date.ts";
import type { Prisoner } from "./prisoner.ts";
import { releaseEvidence } from "./release-sources.ts";
import type { Verdict } from "./status-gate.ts";

/** Without Viasna's word a release is not told before so many hours are over: names are held back until people have left. */
const waitHours = 24;

type Zone = Pick<CampaignSettings, "peopleZone">;

/** The id of the post that tells of a release. */
export const freedPostId = (since: string, slug: string): string => `${since}/freed/${slug}`;

/**
 * The first instant at which a release of that day may be told, whatever else is missing: with Viasna among the sources the day's own start,
 * else 24 hours, counted from the end of the day in `peopleZone`, since nobody knows the hour of a release.
 */
export const freedFrom = (prisoner: Prisoner, since: Temporal.PlainDate, { peopleZone }: Zone): Temporal.Instant => {
  const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime({ timeZone: peopleZone }).toInstant();
  if (releaseEvidence(prisoner, since.toString()).witnesses.has("viasna")) return startOf(since);
  return startOf(since.add({ days: 1 })).add({ hours: waitHours });
};

/** What the sources lack, and what to do about it. */
const sourceComplaints = (prisoner: Prisoner, since: string): string[] => {
  const { independent, witnesses } = releaseEvidence(prisoner, since);
  const file = `prisoners/${prisoner.slug}.yaml`;
  const complaints: string[] = [];
  if (independent < 2) {
    complaints.push(
      `${independent === 0 ? "no source speaks" : "one source speaks"} for the release, and two are needed that are independent: ` +
        `name another publisher under status.sources in ${file}, with its url or a title such as "Publisher: what it says" (one from before ${since} does not count)`,
    );
  }
  if (witnesses.size === 0) {
    complaints.push(
      `neither Viasna (spring96.org) nor BAJ (baj.media, baj.by) is among the sources: wait for one of the two, then name its page with its url under status.sources in ${file}`,
    );
  }
  return complaints;
};

/** Why no release can be told of this person at all, whoever approves it. */
const obstacle = ({ status, slug }: Prisoner, today: Temporal.PlainDate): string | null => {
  const file = `prisoners/${slug}.yaml`;
  if (status.kind !== "released") return `status is ${status.kind}, so there is no release to tell of (${file}, status.kind)`;
  const since = status.since === undefined ? null : knownDay(status.since);
  if (since === null) return `status is released, and the day is not known: put it into status.since in ${file}`;
  if (Temporal.PlainDate.compare(since, today) > 0) {
    return `status is released since ${since.toString()}, which is after ${today.toString()}: look at status.since in ${file}`;
  }
  return status.wentBack === true ? `went back after the release, so nothing is told of it (${file}, status.wentBack)` : null;
};

/**
 * May the news of this person's release go out now? It needs the day, two independent sources, one of them Viasna or BAJ, a campaigner's yes,
 * and without Viasna among the sources 24 hours, which are counted from the end of the day in `peopleZone`.
 * @param approvedBy the campaigner who approved it, for this release and these sources; null where nobody has
 */
export const freedGate = (prisoner: Prisoner, now: Temporal.Instant, approvedBy: string | null, settings: Zone): Verdict => {
  if (prisoner.consent === "withheld") return { kind: "withheld" };
  const hold = (reason: string): Verdict => ({ kind: "hold", reason: `${prisoner.name.latin}: ${reason}.` });

  const reason = obstacle(prisoner, now.toZonedDateTimeISO(settings.peopleZone).toPlainDate());
  if (reason !== null) return hold(reason);
  const since = Temporal.PlainDate.from(prisoner.status.since ?? "");

  const missing = sourceComplaints(prisoner, since.toString());
  const from = freedFrom(prisoner, since, settings);
  if (Temporal.Instant.compare(now, from) < 0) {
    const until = from.toZonedDateTimeISO(settings.peopleZone).toString({ timeZoneName: "never", smallestUnit: "minute" });
    missing.push(`Viasna is not among the sources, so the release of ${since.toString()} waits until ${until}`);
  }
  if (approvedBy === null || approvedBy.trim() === "") {
    const id = freedPostId(since.toString(), prisoner.slug);
    missing.push(`no campaigner has approved it: read the sources, then say \`npm run -s rollcall -- queue approve ${id} --as NAME\``);
  }
  return missing.length === 0 ? { kind: "speak" } : hold(missing.join("; "));
};
