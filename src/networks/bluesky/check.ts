import { type AppBskyActorProfile, ComAtprotoLabelDefs, XRPCError } from "@atproto/api";
import type { AccountCheck } from "../../delivery/publisher.ts";
import type { BlueskySession } from "./session.ts";

const botHint =
  "Its profile does not say that it is automated: mark it as such in the account settings of Bluesky's app, so that readers know.";

/** Null where the profile cannot be read: then nothing is said about it. */
const saysBot = async (session: BlueskySession): Promise<boolean | null> => {
  try {
    const { data } = await session.use(({ agent, did, signal }) =>
      agent.com.atproto.repo.getRecord({ repo: did, collection: "app.bsky.actor.profile", rkey: "self" }, { signal }),
    );
    const { labels } = data.value as AppBskyActorProfile.Record;
    return ComAtprotoLabelDefs.isSelfLabels(labels) && labels.values.some(({ val }) => val === "bot");
  } catch (error) {
    return error instanceof XRPCError && error.error === "RecordNotFound" ? false : null;
  }
};

/** Signs in, through the saved session where there is one. Throws what the session throws. */
export const checkBluesky = async (session: BlueskySession, host: string): Promise<AccountCheck> => {
  const { data } = await session.use(({ agent, signal }) => agent.com.atproto.server.getSession(undefined, { signal }));
  const signedIn = `Signed in as @${data.handle} on ${host}.`;
  return { ok: true, message: (await saysBot(session)) === false ? `${signedIn} ${botHint}` : signedIn };
};
