import type { Clock } from "../../clock.ts";

/** What somebody has said so far of a post that is not whole yet. It is in memory alone: nothing that is typed is kept beyond the post it makes. */
export interface Draft {
  /** Whose it is: only they go on with it. */
  readonly from: number | undefined;
  readonly who: string;
  readonly text: string | null;
  readonly at: string | null;
  readonly networks: readonly string[];
  readonly language: string | undefined;
  /** Telegram's name for the picture. */
  readonly fileId: string | null;
  readonly alt: string | null;
  readonly thread: boolean;
  readonly again: boolean;
}

export type Missing = "text" | "alt" | "time";

interface Asked {
  readonly draft: Draft;
  readonly missing: Missing;
}

/** Half-made posts, by the message that asked for what is missing. */
export interface Drafts {
  keep(question: number, asked: Asked): void;
  find(question: number): Asked | null;
  forget(question: number): void;
}

/** Who comes back later begins anew. */
export const keptMinutes = 30;
const mostKept = 50;

export const createDrafts = (clock: Clock): Drafts => {
  const kept = new Map<number, Asked & { readonly until: number }>();
  const forgetOld = (): void => {
    const now = clock().epochMilliseconds;
    for (const [question, { until }] of kept) if (until < now) kept.delete(question);
    const oldest = kept.keys().next();
    if (kept.size > mostKept && oldest.done === false) kept.delete(oldest.value);
  };
  return {
    keep: (question, asked) => {
      kept.set(question, { ...asked, until: clock().epochMilliseconds + keptMinutes * 60_000 });
      forgetOld();
    },
    find: (question) => {
      forgetOld();
      return kept.get(question) ?? null;
    },
    forget: (question) => void kept.delete(question),
  };
};
