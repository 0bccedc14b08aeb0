import type { JobSchedulerJson, Queue } from "bullmq";
import type { Schedule } from "../delivery/carrier.ts";

/**
 * Leaves exactly these schedules in the queue. One that is there already is not touched: writing it again would move or drop the
 * run that is waiting, so this may be called at every start and at any time between.
 */
export const writeSchedules = async (queue: Queue, schedules: readonly Schedule[]): Promise<void> => {
  const there = new Map((await queue.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]));
  for (const schedule of schedules) {
    const scheduler = there.get(schedule.name);
    there.delete(schedule.name);
    if (scheduler && isSame(scheduler, schedule) && (await hasNextRun(queue, scheduler))) continue;
    await queue.upsertJobScheduler(schedule.name, toRepeat(schedule), {
      name: schedule.name,
      opts: { removeOnComplete: true, removeOnFail: true },
    });
  }
  for (const key of there.keys()) await queue.removeJobScheduler(key);
};

const toRepeat = ({ every }: Schedule) => ("ms" in every ? { every: every.ms } : { pattern: every.cron, tz: every.zone });

const isSame = (scheduler: JobSchedulerJson, { every }: Schedule): boolean =>
  "ms" in every ? scheduler.every === every.ms : scheduler.pattern === every.cron && scheduler.tz === every.zone;

/** A scheduler makes its next run when the last one starts; if that run was lost, it would never run again. */
const hasNextRun = async (queue: Queue, { key, next }: JobSchedulerJson): Promise<boolean> =>
  (await queue.getJob(`repeat:${key}:${next}`)) !== undefined;
