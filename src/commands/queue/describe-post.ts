import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import { whenOf } from "../../campaign/when-of.ts";
import type { Content } from "../../campaign/content.ts";
import { shorten } from "../../compose/text/shorten.ts";
import type { StoredPost } from "../../delivery/post-store.ts";

export const postAsJson = (post: StoredPost, content: Content) => {
  const { id, kind, at, accounts, status, reason, approvedBy, heldBy, cancelledBy, words, series, timing } = post;
  const { texts, link, image, thread } = words ?? { texts: {}, link: null, image: null, thread: false };
  const shown = mayShowWords(post, content);
  return {
    id,
    kind,
    at: at.toZonedDateTimeISO(content.campaign.zone).toString({ timeZoneName: "never", smallestUnit: "second" }),
    accounts,
    status,
    reason,
    author: words?.author ?? null,
    approvedBy,
    heldBy,
    cancelledBy,
    texts: shown ? texts : {},
    link: shown ? link : null,
    image: shown ? image : null,
    thread,
    timing: shown ? timing : null,
    series,
  };
};

const firstLineUnits = 60;

const marks = { scheduled: "●", dispatched: "✓", held: "✋", skipped: "–" } as const;

/** Two lines at most: when, what and where; and why it does not go out. */
export const drawQueued = (post: StoredPost, content: Content): string => {
  const { id, at, accounts, status, reason, words, series, timing } = post;
  const shown = mayShowWords(post, content);
  const [text = ""] = shown ? Object.values(words?.texts ?? {}) : ["(not shown)"];
  const start = shorten(text.replaceAll(/\s+/g, " "), firstLineUnits);
  const day = timing?.kind === "on" && shown ? `, ${timing.occasion}` : "";
  const every = series === null ? "" : ", every year";
  const by = words === null ? "" : `, by ${words.author}`;
  const head = `${marks[status]} ${whenOf(at, content.campaign.zone)}  ${id}  ${accounts.join(", ")}${by}${day}${every}${start === "" ? "" : `\n      ${start}`}`;
  return reason === null ? head : `${head}\n      ${status}: ${reason}`;
};
