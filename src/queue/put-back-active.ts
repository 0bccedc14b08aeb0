import type { Queue } from "bullmq";

/** In BullMQ the lock of no worker in particular: it opens every job's. */
const anyLock = "0";

/** Lets whatever runs on this queue run again at once. Only for whoever knows that nobody is running it. */
export const putBackActive = async (queue: Queue): Promise<void> => {
  for (const job of await queue.getActive()) await job.moveToWait(anyLock);
};
