export type { PlannedPost, PostKind, PostStatus, Showing } from "../campaign/planned-post.ts";
