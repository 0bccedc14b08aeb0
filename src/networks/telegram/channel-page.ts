import { Parser } from "htmlparser2";

/** One post as a channel's public page shows it. */
export interface ChannelPost {
  readonly id: number;
  /** As the page writes it. */
  readonly channel: string;
  /** When it was posted; null where the page does not say. */
  readonly at: Temporal.Instant | null;
  readonly text: string;
  /** The message ids of its pictures, in order: several for an album. */
  readonly photos: readonly number[];
  readonly replyTo: number | null;
  /** Not written here: passed on from elsewhere, or Telegram's own ("photo changed"). */
  readonly foreign: boolean;
}

type Role = "message" | "reply" | "text" | "other";

interface OpenPost {
  id: number;
  channel: string;
  at: Temporal.Instant | null;
  text: string;
  photos: number[];
  replyTo: number | null;
  foreign: boolean;
}

const instant = (text: string): Temporal.Instant | null => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
};

/** `https://t.me/name/12?single` */
const messageIn = (href: string | undefined): number | null => {
  const id = /\/(\d{1,15})(?:[?#].*)?$/.exec(href ?? "")?.[1];
  return id === undefined ? null : Number(id);
};

const openPost = (named: string, classes: readonly string[]): OpenPost | null => {
  const [, channel, id] = /^(\w+)\/(\d{1,15})$/.exec(named) ?? [];
  if (channel === undefined || id === undefined) return null;
  return { id: Number(id), channel, at: null, text: "", photos: [], replyTo: null, foreign: classes.includes("service_message") };
};

/**
 * The posts on a page such as https://t.me/s/telegram, in its order. The page is made for people and promises nothing: what it does not say stays empty.
 * A reply quotes what it answers before its own words, an album has its words in two elements, one in the other, and an emoji is the text of a picture.
 */
export const readChannelPage = (html: string): ChannelPost[] => {
  const posts: ChannelPost[] = [];
  const roles: Role[] = [];
  let post: OpenPost | null = null;
  const within = (role: Role): boolean => roles.includes(role);

  const roleOf = (attributes: Readonly<Record<string, string>>): Role => {
    const classes = (attributes["class"] ?? "").split(/\s+/);
    const named = attributes["data-post"];
    if (post === null) {
      if (named === undefined || !classes.includes("tgme_widget_message")) return "other";
      post = openPost(named, classes);
      return post === null ? "other" : "message";
    }
    if (classes.includes("tgme_widget_message_reply")) {
      post.replyTo = messageIn(attributes["href"]);
      return "reply";
    }
    if (within("reply")) return "other";
    if (classes.includes("tgme_widget_message_forwarded_from")) post.foreign = true;
    if (classes.includes("tgme_widget_message_photo_wrap")) {
      const photo = messageIn(attributes["href"]);
      if (photo !== null) post.photos.push(photo);
    }
    const { datetime } = attributes;
    if (datetime !== undefined) post.at = instant(datetime);
    return classes.includes("js-message_text") ? "text" : "other";
  };

  const parser = new Parser({
    onopentag: (tag, attributes) => {
      if (tag === "br" && post !== null && within("text")) post.text += "\n";
      roles.push(roleOf(attributes));
    },
    ontext: (words) => {
      if (post !== null && within("text")) post.text += words;
    },
    onclosetag: () => {
      if (roles.pop() !== "message" || post === null) return;
      posts.push(post);
      post = null;
    },
  });
  parser.end(html);
  return posts;
};
