/** Something in a text that a network turns into more than letters. Offsets in UTF-16 units, the end exclusive. */
export interface TextFeature {
  readonly kind: "link" | "tag" | "mention";
  readonly start: number;
  readonly end: number;
  /** The address of a link, a tag without its `#`, a mention without its `@`. */
  readonly value: string;
}

/** In the order of the text; of two that overlap, the one that starts first stays, as Bluesky's `RichText.segments()` shows it. */
export const withoutOverlaps = (features: readonly TextFeature[]): TextFeature[] => {
  const kept: TextFeature[] = [];
  for (const feature of features.toSorted((one, other) => one.start - other.start)) {
    if (feature.start >= (kept.at(-1)?.end ?? 0)) kept.push(feature);
  }
  return kept;
};
