import { foldTag } from "./fold-tag.ts";

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

/**
 * The hashtags of a Bluesky post, folded: those of its facets and of `tags`
 * (https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/richtext/facet.json). A `#` in the text alone is none.
 * What strangers send has any shape.
 */
export const tagsOfRecord = (record: unknown): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const tag of listOf(fieldOf(record, "tags"))) if (typeof tag === "string") found.add(foldTag(tag));
  for (const facet of listOf(fieldOf(record, "facets"))) {
    for (const feature of listOf(fieldOf(facet, "features"))) {
      const tag = fieldOf(feature, "tag");
      if (typeof tag === "string" && fieldOf(feature, "$type") === "app.bsky.richtext.facet#tag") found.add(foldTag(tag));
    }
  }
  return found;
};
