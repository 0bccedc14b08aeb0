import type { Network } from "./limits.ts";

/** `app.bsky.richtext.facet`: byte ranges of the UTF-8 text. */
export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly FacetFeature[];
}

export type FacetFeature =
  | { readonly $type: "app.bsky.richtext.facet#link"; readonly uri: string }
  | { readonly $type: "app.bsky.richtext.facet#tag"; readonly tag: string };

/** Telegram's MessageEntity: offsets and lengths in UTF-16 units. */
export interface Entity {
  readonly type: "url" | "hashtag" | "text_link";
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

/** A picture as this network gets it: resized, without metadata, in a file named after its SHA-256. */
export interface ComposedMedia {
  readonly alt: string;
  /** The file in the media folder. */
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** The preview of a page that Bluesky shows below a post; the other networks make their own from the link. */
export interface LinkCard {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly thumbnail: ComposedMedia | null;
}

/** One post of a thread, or the whole post: exactly what the network is sent. */
export interface ComposedPart {
  readonly text: string;
  /** Counted as the network counts, and in its unit. */
  readonly length: number;
  readonly limit: number;
  /** Bluesky only. */
  readonly facets?: readonly Facet[];
  /** Telegram only. */
  readonly entities?: readonly Entity[];
  readonly media: readonly ComposedMedia[];
  readonly card: LinkCard | null;
}

/** What one account will publish. Plain JSON: kept in the ledger from the first attempt on, so that a retry sends the same. */
export interface ComposedPost {
  readonly network: Network;
  /** The account's id in `campaign.yaml`. */
  readonly account: string;
  /** BCP 47. */
  readonly language: string;
  /** In the order of the thread; never empty. */
  readonly parts: readonly ComposedPart[];
}
