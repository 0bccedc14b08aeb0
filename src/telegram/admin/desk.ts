import type { Entity } from "../../compose/composed-post.ts";

/** What can be done with a post by a button below it. */
export type PostAction = "approve" | "hold" | "release" | "time" | "text" | "where" | "cancel";

/** What an account will show, part by part; accounts that show the same are one. */
export interface Rendering {
  /** `bluesky, mastodon · 212 of 300` */
  readonly label: string;
  readonly text: string;
  readonly entities: readonly Entity[];
  /** Of a picture its file, and what it says to those who cannot see it. */
  readonly pictures: readonly { readonly path: string; readonly alt: string }[];
  /** Telegram shows the page behind its first link. */
  readonly linkPreview: boolean;
}

/** A post as campaigners look at it. */
export interface DeskPost {
  readonly id: string;
  /** Five letters and digits, the same as long as the post is there; with a command before it, such as `/show_k7m2q`, it can be tapped. */
  readonly handle: string;
  /** When, where, by whom, what keeps it back. */
  readonly head: string;
  readonly renderings: readonly Rendering[];
  readonly actions: readonly PostAction[];
  /** Changes with everything that is shown of the post: who decides by a button decides about what they saw. */
  readonly seen: string;
}

/** One of the campaign's accounts, and whether a post goes there. */
export interface Place {
  readonly account: string;
  readonly language: string;
  readonly chosen: boolean;
}

/** A picture that a campaigner sent; fetched when it is known that the post is taken. */
export interface SentPicture {
  readonly fetch: () => Promise<Uint8Array>;
  readonly alt: string;
}

export interface NewPost {
  readonly text: string;
  /** As it was written: `2027-03-08 10:00`. */
  readonly at: string;
  /** Networks, or accounts of `campaign.yaml`; empty for all. */
  readonly networks: readonly string[];
  /** The text is in this language, and for its accounts only. */
  readonly language: string | undefined;
  readonly picture: SentPicture | null;
  readonly thread: boolean;
  /** Although something else says the same, or it names somebody who is not in prison. */
  readonly again: boolean;
}

/** Why a post is not taken as it is, and what would mend it. */
export interface Refusal {
  readonly sentence: string;
  readonly mend: "time" | "text";
  /** A button that insists. */
  readonly offer: "thread" | "again" | null;
}

export interface Button {
  readonly text: string;
  readonly data: string;
}

/**
 * What campaigners can do with posts in their chat. `ref` is a handle or a post's whole id; `who` a campaigner's configured name.
 * All throw `UserError`, whose sentence they are told.
 */
export interface Desk {
  /** What waits, the next first. */
  queue(): Promise<string>;
  show(ref: string): Promise<DeskPost>;
  /** Says what became of it. @param seen of the post as it was shown, where a button below it was pressed */
  decide(action: "approve" | "hold" | "release" | "cancel", ref: string, who: string, seen?: string): Promise<string>;
  /** The names by which a new post may be sent to some accounts only. */
  placeNames(): Promise<ReadonlyMap<string, "network" | "language">>;
  /** The post that was queued, or why it was not. */
  add(post: NewPost, who: string): Promise<DeskPost | Refusal>;
  /** Whether a moment, as it was written, is one that a post can be due at: null, or why not. */
  checkTime(written: string): Promise<string | null>;
  /** Refuses whoever may not write where a second person's yes is demanded. */
  demandAuthor(who: string): Promise<void>;
  /** What a new text of a post may be in: several where it has to be said. */
  languagesOf(ref: string): Promise<readonly string[]>;
  reword(ref: string, text: string, language: string | undefined, who: string): Promise<DeskPost>;
  move(ref: string, written: string, who: string): Promise<DeskPost>;
  places(ref: string): Promise<readonly Place[]>;
  /** Adds an account to a post's, or takes it away. */
  togglePlace(ref: string, account: string, who: string): Promise<readonly Place[]>;
  /** The day whose morning message is due now, in the campaign's zone; null at other times of the day. */
  dueMorning(): Promise<string | null>;
  /** The day's posts, what is held and why, and what waits for somebody's yes. */
  morning(): Promise<{ readonly text: string; readonly buttons: readonly Button[] }>;
}
