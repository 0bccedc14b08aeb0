import type { ProfilePlanInput } from "./plan-profiles.ts";
import { postingTimes, type PostingTime } from "./posting-times.ts";

/**
 * The last day on which somebody may have had a turn who is to have one on `day`, so many posting times later; "" where nobody had theirs so long ago.
 * Told by the schedule alone, so that a plan of later days tells the same.
 */
export const createWaitingTimes = (
  { campaign, from, shown, passed }: Pick<ProfilePlanInput, "campaign" | "from" | "shown" | "passed">,
  times: readonly PostingTime[],
): ((day: string, postingTimes: number) => string) => {
  let days: string[] | null = null;
  const first = new Map<string, number>();
  const read = (): string[] => {
    const yesterday = from.subtract({ days: 1 });
    let earliest = yesterday;
    for (const { date } of [...shown, ...passed]) if (Temporal.PlainDate.compare(date, earliest) < 0) earliest = date;
    const before = postingTimes(campaign.profiles.schedule, campaign.zone, earliest, yesterday);
    const all = [...before, ...times].map(({ date }) => date.toString());
    for (const [index, day] of all.entries()) if (!first.has(day)) first.set(day, index);
    return all;
  };
  return (day, waiting) => {
    days ??= read();
    return days[(first.get(day) ?? 0) - waiting] ?? "";
  };
};
