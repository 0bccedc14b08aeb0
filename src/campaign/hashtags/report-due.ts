import { atWallClock } from "../at-wall-clock.ts";
import type { CampaignSettings } from "../campaign-settings.ts";
import { latestInstant } from "../latest-instant.ts";

/** In the order of `Temporal.PlainDate.dayOfWeek`, from 1. */
export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Timelines are read every quarter of an hour, and a stream may lag behind: an hour later the week is told of. */
const settledHours = 1;

/** A weekly post that is to be made now. */
interface ReportDue {
  /** The day on which it goes out. */
  readonly date: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  /** The first of the seven days that it tells of; the last one is the day before `date`. */
  readonly from: Temporal.PlainDate;
}

/** Null on all days but that of the report, and where there is none. */
export const reportDue = (campaign: Pick<CampaignSettings, "tracking" | "zone" | "profiles">, now: Temporal.Instant): ReportDue | null => {
  const { zone } = campaign;
  const { report } = campaign.tracking;
  const date = now.toZonedDateTimeISO(zone).toPlainDate();
  if (report === false || weekdays[date.dayOfWeek - 1] !== report.day) return null;
  const at = atWallClock(date.toPlainDateTime(report.time), zone);
  const settled = date.toZonedDateTime(zone).toInstant().add({ hours: settledHours });
  if (Temporal.Instant.compare(now, settled) < 0 || Temporal.Instant.compare(now, latestInstant(at, campaign)) > 0) return null;
  return { date, at, from: date.subtract({ days: 7 }) };
};
