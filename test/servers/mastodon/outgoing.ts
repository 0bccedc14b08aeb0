import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { ComposedMedia } from "../../../src/compose/composed-post.ts";
import type { Outgoing } from "../../../src/delivery/publisher.ts";

/** A first part that is due at noon on 1 December 2026, changed as a test needs it. */
export const outgoing = (text: string, changes: Partial<Outgoing> & { media?: readonly ComposedMedia[] } = {}): Outgoing => {
  const { media = [], ...rest } = changes;
  return {
    deliveryId: "2026-12-01/profile/maria-kalesnikava@mastodon",
    at: Temporal.Instant.from("2026-12-01T12:00:00Z"),
    index: 0,
    part: { text, length: text.length, limit: 500, media, card: null },
    language: "be",
    thread: null,
    ...rest,
  };
};

/** A one-coloured picture in a file, as the media preparer leaves it. */
export const picture = async (alt: string, size: { width: number; height: number } = { width: 40, height: 30 }): Promise<ComposedMedia> => {
  const data = await sharp({ create: { ...size, channels: 3, background: "#c00" } })
    .png()
    .toBuffer();
  const path = join(await mkdtemp(join(tmpdir(), "rollcall-mastodon-")), "card.png");
  await writeFile(path, data);
  return { alt, path, mediaType: "image/png", bytes: data.length, ...size };
};
