import type { ComposedPost } from "./composed-post.ts";
import type { createPostComposer, PostInput } from "./compose-post.ts";

export type ProfileInput = Omit<Extract<PostInput, { readonly kind: "profile" | "freed" }>, "kind">;

/** The profile alone, for those who make no other posts. */
export const profileComposer =
  (composePost: ReturnType<typeof createPostComposer>) =>
  (input: ProfileInput): Promise<ComposedPost> =>
    composePost({ ...input, kind: "profile" });
