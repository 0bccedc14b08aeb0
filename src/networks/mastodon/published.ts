import type { Published } from "../../delivery/publisher.ts";

/** What a status answer must have for us to trust it: null for anything else that came with a 200. */
export const publishedFrom = (status: unknown): Published | null => {
  if (typeof status !== "object" || status === null || !("id" in status) || typeof status.id !== "string" || status.id === "") return null;
  const url = "url" in status && typeof status.url === "string" ? status.url : null;
  return { ref: status.id, url };
};
