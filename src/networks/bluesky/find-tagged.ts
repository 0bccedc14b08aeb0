import type { TaggedPage, TagQuery } from "../../delivery/publisher.ts";
import type { BlueskySession } from "./session.ts";

const pageSize = 100;

/** A page of what Bluesky's search finds under a hashtag, newest first. It need not find everything. Throws what the session throws. */
export const findTagged = async (session: BlueskySession, { tag, since, until, cursor }: TagQuery): Promise<TaggedPage> => {
  const { data } = await session.use(({ agent, signal }) =>
    agent.app.bsky.feed.searchPosts(
      {
        q: `#${tag}`,
        tag: [tag],
        sort: "latest",
        since: since.toString({ smallestUnit: "millisecond" }),
        until: until.toString({ smallestUnit: "millisecond" }),
        limit: pageSize,
        ...(cursor === null ? {} : { cursor }),
      },
      { signal },
    ),
  );
  return { posts: data.posts.map(({ uri, indexedAt, record }) => ({ uri, indexedAt, record })), cursor: data.cursor ?? null };
};
