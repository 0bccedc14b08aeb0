import { dispatchDue } from "./dispatch-due.ts";
import type { Job } from "./job.ts";
import { planPosts } from "./plan-posts.ts";

/** Every scheduled job, in the order in which they run at start. Deliveries have queues of their own: `deliver-post.ts`. */
export const jobs: readonly Job[] = [planPosts, dispatchDue];
