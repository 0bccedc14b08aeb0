import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { ComposedMedia, ComposedPart, Entity } from "../../src/compose/composed-post.ts";
import type { PublishError } from "../../src/delivery/publish-error.ts";
import type { Outgoing, Published, Publisher } from "../../src/delivery/publisher.ts";
import { createTelegramPublisher, type TelegramPublisherOptions } from "../../src/networks/telegram/telegram-publisher.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import type { TelegramServer, TelegramServerOptions } from "../servers/telegram/telegram-server.ts";

const noon = Temporal.Instant.from("2026-12-01T12:00:00Z");

export const movableClock = () => {
  let now = noon;
  return Object.assign(() => now, {
    advance: (duration: Temporal.DurationLike): void => {
      now = now.add(duration);
    },
  });
};

export interface Stage extends AsyncDisposable {
  readonly server: TelegramServer;
  readonly clock: ReturnType<typeof movableClock>;
  readonly publisher: Publisher;
  /** Another publisher to the same server, with other settings. */
  with(options: Partial<TelegramPublisherOptions>): Publisher;
}

/** A server with one public channel, `@freethem`, and a publisher to it. */
export const startStage = async (serverOptions: TelegramServerOptions = {}): Promise<Stage> => {
  const clock = movableClock();
  const server = await startTelegramServer({ clock, ...serverOptions });
  server.addChannel("freethem", { id: -1_001_000_000_001, title: "Free them" });
  const publisherWith = (options: Partial<TelegramPublisherOptions>): Publisher =>
    createTelegramPublisher({
      account: "telegram",
      token: server.token,
      channel: "@freethem",
      apiRoot: server.url,
      pageRoot: server.url,
      clock,
      timeoutMs: 5000,
      ...options,
    });
  return {
    server,
    clock,
    publisher: publisherWith({}),
    with: publisherWith,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};

export const part = (text: string, entities: readonly Entity[] = [], media: readonly ComposedMedia[] = []): ComposedPart => ({
  text,
  length: text.length,
  limit: media.length > 0 ? 1024 : 4096,
  entities,
  media,
  card: null,
});

export const outgoing = (content: ComposedPart, thread: Outgoing["thread"] = null): Outgoing => ({
  deliveryId: "2026-12-01/profile/maria-kalesnikava@telegram",
  at: noon,
  index: thread === null ? 0 : 1,
  part: content,
  language: "en",
  thread,
});

export const answering = (parent: Published): Outgoing["thread"] => ({ root: parent, parent });

const folder = mkdtempSync(join(tmpdir(), "rollcall-telegram-"));

/** Any bytes as a picture that composing has made. */
export const mediaFile = (data: Uint8Array, mediaType = "image/png"): ComposedMedia => {
  const path = join(folder, `${createHash("sha256").update(data).digest("hex")}.png`);
  writeFileSync(path, data);
  return { alt: "A card", path, mediaType, bytes: data.length, width: 0, height: 0 };
};

export const picture = async (width = 120, height = 63, red = 10): Promise<ComposedMedia> => {
  const data = await sharp({ create: { width, height, channels: 3, background: { r: red, g: 30, b: 60 } } })
    .png()
    .toBuffer();
  return { ...mediaFile(data), width, height };
};

/** What a promise was rejected with; throws where it was not. */
export const rejection = async (promise: Promise<unknown>): Promise<PublishError> => {
  try {
    await promise;
  } catch (error) {
    return error as PublishError;
  }
  throw new Error("expected a rejection");
};
