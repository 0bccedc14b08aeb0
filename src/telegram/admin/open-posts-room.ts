import type { Clock } from "../../clock.ts";
import { createAddPosts } from "./add-posts.ts";
import type { PostsRoom } from "./admin-chat.ts";
import type { ChatWriter } from "./chat-writer.ts";
import type { Desk } from "./desk.ts";
import { createDrafts } from "./drafts.ts";
import type { FetchFile } from "./fetch-file.ts";
import { createPostCommands } from "./post-commands.ts";
import { createPressPostButton } from "./post-presses.ts";

export interface PostsRoomOptions {
  readonly desk: Desk;
  readonly writer: ChatWriter;
  readonly clock: Clock;
  readonly fetchFile: FetchFile;
}

/** What campaigners do with posts in their chat, and the half-made ones that are in memory. */
export const openPostsRoom = ({ desk, writer, clock, fetchFile }: PostsRoomOptions): PostsRoom => {
  const adding = createAddPosts({ desk, writer, drafts: createDrafts(clock), clock, fetchFile });
  return {
    desk,
    adding,
    answer: createPostCommands({ desk, writer, adding }),
    press: createPressPostButton({ desk, writer }),
  };
};
