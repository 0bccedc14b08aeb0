import type { NoticeChoice } from "../../delivery/notice-store.ts";

/** What a campaigner has to add to a choice before it can be decided: one sentence that asks them to reply to the notice with a link. */
export interface NeedsLink {
  readonly needsLink: string;
}

/**
 * Does what a campaigner chose, and answers with one sentence for them, which stands below the notice from then on.
 * The same choice may come again after a crash: where it is decided already it answers with what was decided, and changes nothing.
 * `link` is the post's address, unchecked, where a campaigner replied with one. Throws `UserError`, whose sentence they are told; the buttons stay then.
 */
export type Decide = (choice: NoticeChoice, who: string, link?: string) => Promise<string | NeedsLink>;

/** Answers one command of the admin chat in plain text of any length; `args` are the words behind it. Throws `UserError` with a sentence for whoever asked. */
type AnswerCommand = (args: readonly string[], who: string) => Promise<string>;

/** By the command's name without its slash, in small letters. */
export type CommandAnswers = Readonly<Record<string, AnswerCommand>>;
