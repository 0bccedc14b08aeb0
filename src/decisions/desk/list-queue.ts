import type { JobContext } from "../../../jobs/job.ts";
import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import { shorten } from "../../compose/text/shorten.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import type { Button } from "../../telegram/admin/desk.ts";
import { handleOf, readPosts } from "./find-post.ts";
import { inChatWords } from "./in-chat-words.ts";
import { isWaiting, nameOf, needsApproval } from "./view-post.ts";

const startUnits = 60;
const reasonUnits = 200;
/** So many can be read on a phone; `/plan` has the rest. */
const mostPosts = 40;
const mostHeld = 8;
const mostButtons = 10;
/** One message. */
const morningUnits = 4000;

/** Signs that turn the direction of what stands behind them, or cannot be seen at all. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

const startOf = (post: StoredPost, { content }: JobContext): string => {
  const [text = ""] = mayShowWords(post, content()) ? Object.values(post.words?.texts ?? {}) : ["(not shown)"];
  const line = shorten(text.replaceAll(/\s+/g, " ").replaceAll(invisible, "").trim(), startUnits);
  // What is written from right to left turns nothing around it.
  return line === "" ? "" : ` “\u{2068}${line}\u{2069}”`;
};

const zoned = (post: StoredPost, { content }: JobContext): Temporal.ZonedDateTime => post.at.toZonedDateTimeISO(content().campaign.zone);

const timeOf = (post: StoredPost, context: JobContext): string => zoned(post, context).toPlainTime().toString({ smallestUnit: "minute" });

const dayOf = (day: Temporal.PlainDate): string => `${day.toLocaleString("en", { weekday: "short" })} ${day.toString()}`;

const describe = (post: StoredPost, context: JobContext, { withText }: { readonly withText: boolean }): string => {
  const handle = handleOf(post.id);
  const mark = needsApproval(post, context) ? "❓" : post.status === "held" ? "✋" : "●";
  const head = `${mark} ${timeOf(post, context)} ${nameOf(post, context)}${withText ? startOf(post, context) : ""} /show_${handle}`;
  if (post.status !== "held") return head;
  return `${head}\n   held: ${shorten(inChatWords(post.reason ?? ""), reasonUnits)}`;
};

/** What waits, day by day, the next first. */
export const drawQueue = async (context: JobContext): Promise<string> => {
  const waiting = (await readPosts(context, 3)).filter(isWaiting);
  if (waiting.length === 0) return "Nothing waits. /add puts a post of yours into the queue.";
  const shown = waiting.slice(0, mostPosts);
  const days = Map.groupBy(shown, (post) => zoned(post, context).toPlainDate().toString());
  const blocks = [...days].map(
    ([day, posts]) =>
      `${dayOf(Temporal.PlainDate.from(day))}\n${posts.map((post) => describe(post, context, { withText: true })).join("\n")}`,
  );
  const more = waiting.length - shown.length;
  const zone = context.content().campaign.zone;
  return `Times in ${zone}. Tap /show_… below to see a post and to decide. ❓ waits for a yes, ✋ is held.\n\n${blocks.join("\n\n")}${more > 0 ? `\n\n… and ${more} more, later: \`queue list\` at the command line shows all.` : ""}`;
};

const section = (title: string, lines: readonly string[], most: number): string[] =>
  lines.length === 0
    ? []
    : [`${title}\n${lines.slice(0, most).join("\n")}${lines.length > most ? `\n… and ${lines.length - most} more: /queue` : ""}`];

/** The day's posts, what is held and why, and what waits for somebody's yes. It repeats nothing that a campaigner wrote. */
export const drawMorning = async (context: JobContext): Promise<{ text: string; buttons: Button[] }> => {
  const { campaign } = context.content();
  const today = context.clock().toZonedDateTimeISO(campaign.zone).toPlainDate();
  const last = today.add({ days: campaign.plan.daysAhead });
  const posts = await readPosts(context, 3);
  const near = posts.filter((post) => isWaiting(post) && Temporal.PlainDate.compare(zoned(post, context).toPlainDate(), last) <= 0);
  const isToday = (post: StoredPost): boolean => zoned(post, context).toPlainDate().equals(today);
  const ofToday = posts.filter((post) => isToday(post) && post.status !== "skipped");
  const asking = near.filter((post) => needsApproval(post, context));
  const held = near.filter((post) => post.status === "held" && !asking.includes(post));
  const [heldToday, heldLater] = [held.filter(isToday), held.filter((post) => !isToday(post))];
  const later = (post: StoredPost): string =>
    `${dayOf(zoned(post, context).toPlainDate())} ${describe(post, context, { withText: false })}`;
  const askingLater = asking.filter((post) => !isToday(post));
  // What goes out comes first: after a wave of releases many are held.
  const goesOut = ofToday.filter((post) => !heldToday.includes(post));
  const blocks = [
    ...section(
      "Today:",
      goesOut.map((post) =>
        post.status === "dispatched"
          ? `✓ ${timeOf(post, context)} ${nameOf(post, context)}, handed out`
          : describe(post, context, { withText: false }),
      ),
      mostPosts,
    ),
    ...section("Waits for somebody's yes:", askingLater.map(later), mostHeld),
    ...section(
      "Held today:",
      heldToday.map((post) => describe(post, context, { withText: false })),
      mostHeld,
    ),
    ...section("Held in the days ahead:", heldLater.map(later), mostHeld),
  ];
  const date = dayOf(today);
  if (blocks.length === 0) return { text: `${date}: nothing goes out today, and nothing waits for you.`, buttons: [] };
  const nothing = goesOut.length === 0 ? ["Nothing goes out today."] : [];
  const toShow = [...goesOut.filter(isWaiting), ...heldToday, ...askingLater].slice(0, mostButtons);
  return {
    text: shorten([`${date}, times in ${campaign.zone}`, ...nothing, ...blocks].join("\n\n"), morningUnits),
    buttons: toShow.map((post) => ({
      text: shorten(
        `${needsApproval(post, context) ? "❓ " : ""}${isToday(post) ? "" : `${zoned(post, context).toPlainDate().toString()} `}${timeOf(post, context)} ${nameOf(post, context)}`,
        60,
      ),
      data: `p:show:${handleOf(post.id)}`,
    })),
  };
};
