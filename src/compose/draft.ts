/** What somebody wants to say, before any network's limits. `compose` turns it into posts. */
export interface Draft {
  /** Plain text. Links, hashtags and mentions in it are recognised; nothing in it is markup. */
  readonly text: string;
  /** A line of `---` in the text begins the thread's next post. */
  readonly parted?: boolean | undefined;
  /** An http(s) link; put on a line of its own below the text unless the text has it already. */
  readonly link?: string | undefined;
  /** With or without `#`; those that the text lacks are put on a last line. */
  readonly hashtags?: readonly string[] | undefined;
  readonly image?: DraftImage | undefined;
  /** BCP 47. Without it the account's own language is used. */
  readonly language?: string | undefined;
}

export interface DraftImage {
  /** The picture as it was made or given: PNG, JPEG, WebP, GIF or AVIF. */
  readonly data: Uint8Array;
  /** What somebody who cannot see the picture is told. Never empty. */
  readonly alt: string;
}
