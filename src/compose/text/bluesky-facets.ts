import { findBlueskyLinks, findBlueskyTags } from "./bluesky-features.ts";
import type { Facet, FacetFeature } from "../composed-post.ts";
import { type TextFeature, withoutOverlaps } from "./text-feature.ts";

const facetFeature = ({ kind, value }: TextFeature): FacetFeature =>
  kind === "link" ? { $type: "app.bsky.richtext.facet#link", uri: value } : { $type: "app.bsky.richtext.facet#tag", tag: value };

/**
 * The facets of links and tags that `RichText.detectFacets` of @atproto/api finds, in the order of the text. Mentions need the
 * network to be resolved and are left as text. Where two overlap, the first stays.
 */
export const detectFacets = (text: string): Facet[] => {
  let units = 0;
  let bytes = 0;
  const bytesUntil = (index: number): number => {
    bytes += Buffer.byteLength(text.slice(units, index));
    units = index;
    return bytes;
  };
  return withoutOverlaps([...findBlueskyLinks(text), ...findBlueskyTags(text)]).map((feature) => ({
    index: { byteStart: bytesUntil(feature.start), byteEnd: bytesUntil(feature.end) },
    features: [facetFeature(feature)],
  }));
};
