import { json, Refusal, type Reply } from "./reply.ts";
import type { InstanceSettings, ServerState } from "./state.ts";

export const defaultInstance: InstanceSettings = {
  maxCharacters: 500,
  charactersPerLink: 23,
  maxMedia: 4,
  mediaTypes: ["image/jpeg", "image/png", "image/gif", "image/heic", "image/heif", "image/webp", "image/avif"],
  imageBytes: 16_777_216,
  imagePixels: 33_177_600,
  descriptionLimit: 1_500,
  apiVersion: 2,
};

const configuration = (settings: InstanceSettings) => ({
  statuses: {
    max_characters: settings.maxCharacters,
    max_media_attachments: settings.maxMedia,
    characters_reserved_per_url: settings.charactersPerLink,
  },
  media_attachments: {
    description_limit: settings.descriptionLimit,
    supported_mime_types: settings.mediaTypes,
    image_size_limit: settings.imageBytes,
    image_matrix_limit: settings.imagePixels,
  },
  polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
});

/** `GET /api/v2/instance` and `/api/v1/instance`. */
export const showInstance = (state: ServerState, version: 1 | 2): Reply => {
  const { instance } = state;
  if (version > instance.apiVersion) throw new Refusal(404, "Not Found");
  if (instance.answer !== undefined) return json(instance.answer);
  const domain = new URL(state.origin()).host;
  const common = { title: "Test", version: "4.4.8", configuration: configuration(instance), rules: [], languages: ["en"] };
  return json(version === 2 ? { domain, ...common, api_versions: { mastodon: 6 } } : { uri: domain, ...common });
};
