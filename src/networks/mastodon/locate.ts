import type { Published } from "../../delivery/publisher.ts";

const id = "([0-9A-Za-z]{1,64})";
/** An account of another server, `@name@elsewhere`, is none of ours. */
const paths: readonly RegExp[] = [
  new RegExp(`^(?:/web|/deck)?/@[^/@]+/${id}$`),
  new RegExp(`^/@[^/@]+/statuses/${id}$`),
  new RegExp(`^(?:/ap)?/users/[^/@]+/statuses/${id}$`),
];

/** The status that a page's address on this server names. Whose it is shows only when the server is asked. */
export const locateMastodonStatus = (url: string, origin: string): Published | null => {
  const parsed = URL.parse(url.trim());
  if (parsed === null || parsed.origin !== origin) return null;
  const path = parsed.pathname.replace(/\/$/, "");
  for (const pattern of paths) {
    const ref = pattern.exec(path)?.[1];
    if (ref !== undefined) return { ref, url: `${parsed.origin}${path}` };
  }
  return null;
};
