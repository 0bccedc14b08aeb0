import type { Content } from "../../campaign/content.ts";
import type { FindResult } from "../../campaign/find/people-index.ts";
import type { HashtagReport } from "../../campaign/hashtags/hashtag-report.ts";
import type { PostKind } from "../../campaign/planned-post.ts";
import type { Texts } from "../../campaign/words/texts.ts";

/** A range of a text, in UTF-16 units: https://core.telegram.org/bots/api#messageentity */
export interface AnswerEntity {
  readonly type: "bold" | "italic" | "text_link" | "blockquote" | "expandable_blockquote";
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link`. */
  readonly url?: string;
}

/** Drawn by the program when the answer is sent; where it cannot be drawn the answer goes out without it. */
export type AnswerPicture = { readonly kind: "card"; readonly slug: string } | { readonly kind: "chart"; readonly counter: string };

/** `data` is 1 to 64 bytes, and all that is known when the button is pressed: see `readButton`. */
export type AnswerButton = { readonly text: string; readonly data: string } | { readonly text: string; readonly url: string };

/** One message for a reader. Links and bold are ranges of the text, as `entities` of the Bot API (never a parse mode). */
export interface Answer {
  /** May be long: the transport splits it at line breaks into messages that Telegram takes. */
  readonly text: string;
  readonly entities?: readonly AnswerEntity[];
  readonly picture?: AnswerPicture;
  /** Rows. */
  readonly buttons: readonly (readonly AnswerButton[])[];
}

/** A post of the campaign that went out today, or will: the same words, made by the same function, let out by the same gate. */
export interface PostOfDay {
  readonly kind: PostKind;
  /** A prisoner's slug, or what its kind says. */
  readonly subject: string;
  readonly text: string;
  readonly link: string | undefined;
  readonly hashtags: readonly string[];
}

/** What a reader asked, and all that an answer may be made from. */
export interface Asked {
  /** Without its slash, in small letters. */
  readonly command: string;
  /** What stands behind the command, in one line; empty where nothing does. */
  readonly argument: string;
  /** One of the languages of `texts`. */
  readonly language: string;
  readonly now: Temporal.Instant;
  readonly content: Content;
  readonly texts: Texts;
  /** Looks a name up among the people of `content`; without it nobody is found. */
  readonly find?: (name: string) => Pick<FindResult, "verdict"> & { readonly people: readonly { readonly slug: string }[] };
  /** Today's posts that may be shown now, each as it says it in a language; without it there are none. */
  readonly postsOfDay?: (language: string) => Promise<readonly PostOfDay[]>;
  /** Whether the news of somebody's release is out: the post that tells it, not taken back. Without it no news is. */
  readonly isReleaseTold?: (slug: string) => Promise<boolean>;
  /** How often the tracked hashtags were used; without it nobody has counted. */
  readonly hashtagFigures?: () => Promise<HashtagReport>;
}

export type AnswerCommand = (asked: Asked) => Promise<Answer> | Answer;
