import { mastodonDefaultLimits, type MastodonLimits } from "../../compose/limits.ts";

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );

const sane = (values: readonly unknown[], min: number, max: number, otherwise: number): number =>
  values.find((value): value is number => typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) ??
  otherwise;

/**
 * Limits out of what `GET /api/v2/instance` or `/api/v1/instance` answered, keys in camel case as masto hands them over.
 * Servers that only resemble Mastodon leave values out or name them otherwise (`max_toot_chars`); what is missing or makes no sense is the default.
 */
export const readMastodonLimits = (instance: unknown): MastodonLimits => {
  const otherwise = mastodonDefaultLimits;
  const statuses = at(instance, "configuration", "statuses");
  const media = at(instance, "configuration", "mediaAttachments");
  const characters = sane([at(statuses, "maxCharacters"), at(instance, "maxTootChars")], 50, 10_000_000, otherwise.characters);
  const pixels = sane([at(media, "imageMatrixLimit")], 90_000, 1_000_000_000, otherwise.image.pixels);
  const stated = at(media, "supportedMimeTypes");
  const usable = Array.isArray(stated) ? otherwise.image.mediaTypes.filter((type) => stated.includes(type)) : [];
  return {
    network: "mastodon",
    characters,
    charactersPerLink: sane([at(statuses, "charactersReservedPerUrl")], 1, Math.min(200, characters - 1), otherwise.charactersPerLink),
    image: {
      bytes: sane([at(media, "imageSizeLimit"), at(instance, "uploadLimit")], 50_000, 1_000_000_000, otherwise.image.bytes),
      pixels,
      side: pixels,
      mediaTypes: usable.length > 0 ? usable : otherwise.image.mediaTypes,
      alt: sane([at(media, "descriptionLimit"), at(instance, "descriptionLimit")], 50, 100_000, otherwise.image.alt),
    },
  };
};
