/** What a picture may be at most on a network. Sizes in bytes and pixels. */
export interface ImageLimits {
  readonly bytes: number;
  /** Width times height. */
  readonly pixels: number;
  /** Each of width and height. */
  readonly side: number;
  /** Width plus height. */
  readonly sideSum?: number;
  /** The longer side divided by the shorter one. */
  readonly ratio?: number;
  readonly mediaTypes: readonly string[];
  /** Characters (UTF-16 units, the strictest way to count) of the alt text. */
  readonly alt: number;
}

/** https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json */
export interface BlueskyLimits {
  readonly network: "bluesky";
  readonly graphemes: number;
  readonly bytes: number;
  readonly tagGraphemes: number;
  readonly tagBytes: number;
  readonly image: ImageLimits;
  /** Bytes of a link card's thumbnail. */
  readonly thumbnailBytes: number;
}

/** https://docs.joinmastodon.org/entities/V2_Instance/ */
export interface MastodonLimits {
  readonly network: "mastodon";
  /** Graphemes, every link counted as `charactersPerLink`, of a mention only the local part. */
  readonly characters: number;
  readonly charactersPerLink: number;
  readonly image: ImageLimits;
}

/** https://core.telegram.org/bots/api */
export interface TelegramLimits {
  readonly network: "telegram";
  /** UTF-16 units of a message without a picture. */
  readonly textUnits: number;
  /** UTF-16 units of the text that goes with a picture. */
  readonly captionUnits: number;
  readonly image: ImageLimits;
}

export type Limits = BlueskyLimits | MastodonLimits | TelegramLimits;
export type Network = Limits["network"];

export const networks = ["bluesky", "mastodon", "telegram"] as const satisfies readonly Network[];

export const blueskyLimits: BlueskyLimits = {
  network: "bluesky",
  graphemes: 300,
  bytes: 3000,
  tagGraphemes: 64,
  tagBytes: 640,
  image: {
    bytes: 2_000_000,
    pixels: 64_000_000,
    side: 8_000,
    mediaTypes: ["image/jpeg", "image/png", "image/webp"],
    alt: 2_000,
  },
  thumbnailBytes: 1_000_000,
};

/** What a Mastodon server has unless it says otherwise; the server's own word (`/api/v2/instance`) wins. */
export const mastodonDefaultLimits: MastodonLimits = {
  network: "mastodon",
  characters: 500,
  charactersPerLink: 23,
  image: {
    bytes: 16_777_216,
    pixels: 33_177_600,
    side: 33_177_600,
    mediaTypes: ["image/jpeg", "image/png", "image/webp"],
    alt: 1_500,
  },
};

export const telegramLimits: TelegramLimits = {
  network: "telegram",
  textUnits: 4096,
  captionUnits: 1024,
  image: {
    bytes: 10_000_000,
    pixels: 25_000_000,
    side: 9_000,
    sideSum: 10_000,
    ratio: 20,
    mediaTypes: ["image/jpeg", "image/png"],
    alt: 1_024,
  },
};

export const defaultLimits: Readonly<Record<Network, Limits>> = {
  bluesky: blueskyLimits,
  mastodon: mastodonDefaultLimits,
  telegram: telegramLimits,
};
