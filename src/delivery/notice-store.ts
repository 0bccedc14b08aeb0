/** What a campaigner can be asked to decide; each is one button of a notice. */
export type NoticeChoice =
  | { readonly kind: "settle"; readonly deliveryId: string; readonly answer: "sent" | "resend" }
  /** `words`: a fingerprint of what a campaigner wrote for the post, so that nobody approves what was written after the notice. */
  | { readonly kind: "approve"; readonly postId: string; readonly words?: string }
  | { readonly kind: "withdraw"; readonly postId: string }
  /** About this number alone: another one that is held by then is another question. */
  | {
      readonly kind: "accept-count" | "refuse-count";
      readonly petition: string;
      readonly signatures: number;
      readonly countedOn: string;
    }
  /** Everything that is public about people who are withheld by now; it names nobody. */
  | { readonly kind: "withdraw-withheld" };

/** Something that campaigners must learn. */
export interface Notice {
  readonly id: number;
  /** The same key is the same notice. */
  readonly key: string;
  readonly at: Temporal.Instant;
  readonly text: string;
  readonly choices: readonly NoticeChoice[];
  /** The message in the admin chat that told it; null until it is told. */
  readonly message: number | null;
  /** The configured name of the campaigner who decided; null until somebody did. */
  readonly answeredBy: string | null;
  /** One sentence: what was decided; null until somebody did. */
  readonly outcome: string | null;
}

export interface NoticeStore {
  /** Notes something that campaigners must learn; false where the same key is there already: it is the same notice then and is not told twice. */
  add(notice: {
    readonly key: string;
    readonly text: string;
    readonly choices?: readonly NoticeChoice[];
    readonly at: Temporal.Instant;
  }): Promise<boolean>;
  /** What no message has told yet, in the order in which it was added. */
  untold(): Promise<Notice[]>;
  /** The last call stands, since a notice may be told twice when the process dies between sending and noting. */
  told(id: number, message: number): Promise<void>;
  find(id: number): Promise<Notice | null>;
  ofMessage(message: number): Promise<Notice | null>;
  /** The first call stands: whoever comes later changes nothing. `outcome` is what whoever presses later is told. */
  answered(id: number, who: string, outcome: string): Promise<void>;
}
