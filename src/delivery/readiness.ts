import type { ComposedPost } from "../compose/composed-post.ts";

/** What the gate says about a delivery at this moment. */
export type Judgement =
  /** `basis` is what its words rely on: words that were made under another one are not sent. */
  | { readonly kind: "ready"; readonly basis: string }
  /** Not now: it waits, with the reason, until the gate lets it or its time is over. */
  | { readonly kind: "hold"; readonly reason: string }
  /** Not to be sent any more; `reason` is kept. */
  | { readonly kind: "stop"; readonly reason: string };

/** The same with the post, made from the content as it is at this moment. */
export type Readiness =
  | Exclude<Judgement, { kind: "ready" }>
  | (Extract<Judgement, { kind: "ready" }> & {
      readonly post: ComposedPost;
      /** Slugs of those whom it names; left out or null: its subject alone. */
      readonly people?: readonly string[] | null;
    });
