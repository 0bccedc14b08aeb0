import { followTiming, type Move } from "../src/campaign/own/follow-timing.ts";
import { timesOf } from "../src/campaign/own/plan-own-post.ts";
import type { StoredPost } from "../src/delivery/post-store.ts";
import { ownPostsWaiting } from "./judge-own-posts.ts";
import type { JobContext } from "./job.ts";

type Moved = { readonly post: StoredPost; readonly move: Move };

const local = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toString({ timeZoneName: "never", offset: "never", smallestUnit: "minute" }).replace("T", " ");

const tellOfZone = async (moved: readonly Moved[], { content, tell, clock }: JobContext): Promise<void> => {
  const { zone } = content().campaign;
  const lines = moved.map(({ post: { id }, move: { why, at } }) =>
    why === "kept"
      ? `${id}: its time of day was over there, so it goes out when it was to before, now ${local(at, zone)}`
      : `${id}: ${local(at, zone)}`,
  );
  const before = [...new Set(moved.map(({ move }) => move.before.zone))].join(" and ");
  await tell({
    key: `zone:${zone}:${moved.map(({ post }) => post.id).join()}:${clock().toString()}`,
    text: `The campaign's clock was in ${before} and is in ${zone} now. Posts of campaigners keep their time of day, on the new clock:\n${lines.join("\n")}`,
  });
};

const tellOfRecord = async ({ post: { id, date }, move }: Moved, { content, tell }: JobContext): Promise<void> => {
  const { zone } = content().campaign;
  const what = move.timing.kind === "on" ? move.timing.occasion : id;
  await tell({
    key: `moved:${id}:${move.at.toString()}`,
    text: `${id} goes out at ${local(move.at, zone)} now: ${what} is recorded as another day, or its time in campaign.yaml is another (it was to go out on ${date.toString()}). Look whether its words are right for it: \`queue show ${id}\`.`,
  });
};

/**
 * Lets what campaigners queued follow the clock's zone and the recorded days that it was said in. What has no day ahead by now stays where it is, and is
 * held by the gate.
 */
export const followOwnTimes = async (context: JobContext): Promise<void> => {
  const content = context.content();
  const zoned: Moved[] = [];
  for (const post of await ownPostsWaiting(context)) {
    const move = followTiming(post, content, context.clock());
    if (move === null) continue;
    const isMoved = await context.posts.move(post.id, { ...timesOf(move, content.campaign), timing: move.timing });
    if (!isMoved || (move.at.equals(post.at) && move.why !== "kept")) continue;
    if (move.why === "record") await tellOfRecord({ post, move }, context);
    else zoned.push({ post, move });
  }
  if (zoned.length > 0) await tellOfZone(zoned, context);
};
