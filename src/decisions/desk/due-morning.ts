import type { JobContext } from "../../../jobs/job.ts";
import { atWallClock } from "../../campaign/at-wall-clock.ts";

/** Whoever was not running at the time tells it a little later, and not in the evening. */
const longestLateHours = 4;

/** The day whose morning message is due now, in the campaign's zone; null at other times, and where the campaign wants none. */
export const dueMorning = ({ content, clock }: Pick<JobContext, "content" | "clock">): string | null => {
  const { zone, adminChat } = content().campaign;
  if (adminChat.morning === false) return null;
  const now = clock();
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const late = atWallClock(today.toPlainDateTime(adminChat.morning), zone).until(now).total("hours");
  return late >= 0 && late < longestLateHours ? today.toString() : null;
};
