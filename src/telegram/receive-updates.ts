import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { z } from "zod";
import type { CallBotApi } from "./bot-api.ts";
import { CallFailure } from "./call-failure.ts";
import { doneWithin } from "./done-within.ts";
import type { Taken } from "./in-hand.ts";
import type { Pause } from "./pause.ts";
import { graceMs, pauseAfter, type TakeOptions } from "./poll-updates.ts";
import { updateKinds } from "./update.ts";
import { readAtMost } from "../read-at-most.ts";

export interface WebhookSettings {
  /** Where Telegram reaches us: `https://…`, any path. */
  readonly url: string;
  /** What the reverse proxy in front of us reaches. */
  readonly host: string;
  readonly port: number;
  /** 1 to 256 of `A-Za-z0-9_-`. */
  readonly secret: string;
}

/** Nobody who does not know the token can guess it, and it is the same after a restart. */
export const webhookSecretFor = (token: string): string =>
  createHmac("sha256", token.trim()).update("rollcall webhook").digest("base64url");

/** An update is some kilobytes; nobody else has anything to say here. */
const mostBytes = 1024 * 1024;
/** Telegram keeps what it brings until it has an answer. */
const handledWithinMs = 50_000;
const lookAgainMs = 300_000;
/** What Telegram brings again because our answer was lost is not handled twice. */
const updatesRemembered = 1000;

/** So many connections of whoever has not shown the secret; of more than that the oldest is closed, so that nobody shuts Telegram out. */
const mostStrangers = 200;
/** The proxy in front of us sends a request whole; whoever does not is not waited for. */
const patience = { headersTimeout: 3000, requestTimeout: 10_000, connectionsCheckingInterval: 500 };

const readBody = async (request: IncomingMessage): Promise<string | null> =>
  (await readAtMost(request as AsyncIterable<Buffer>, mostBytes))?.toString("utf8") ?? null;

/** As long for a wrong secret as for a right one, whatever their lengths. */
const createSecretCheck = (secret: string): ((given: unknown) => boolean) => {
  const digest = (text: string): Buffer => createHmac("sha256", secret).update(text).digest();
  const right = digest(secret);
  return (given) => timingSafeEqual(right, digest(typeof given === "string" ? given : ""));
};

const numbered = z.looseObject({ update_id: z.int() });
const infoSchema = z.object({ url: z.string(), last_error_date: z.int().optional(), pending_update_count: z.int().optional() });

const parse = (body: string): z.infer<typeof numbered> | null => {
  try {
    return numbered.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
};

/** Takes the webhook away, so that updates can be asked for. Throws `CallFailure`. */
export const removeWebhook = async (call: CallBotApi, stop: AbortSignal): Promise<boolean> => {
  const info = infoSchema.safeParse(await call("getWebhookInfo", {}, { signal: stop }));
  if (!info.success || info.data.url === "") return false;
  await call("deleteWebhook", { drop_pending_updates: false }, { signal: stop });
  return true;
};

export interface ReceiveOptions extends Omit<TakeOptions, "few"> {
  readonly webhook: WebhookSettings;
  readonly pause: Pause;
  readonly random: () => number;
}

/**
 * Lets Telegram bring updates until `stop`. Whoever does not know the secret is refused before anything of theirs is read. A reader's
 * question is confirmed when it is answered, or a little later where that has to wait for its chat: Telegram brings so many at once, and
 * keeps the others. What campaigners decide is confirmed after it was handled. Both come again to whoever died before. Never throws.
 */
export const receiveUpdates = async (options: ReceiveOptions, stop: AbortSignal): Promise<void> => {
  const { call, intake, handOver, troubles, log, pause, random, clock, webhook } = options;
  const isRight = createSecretCheck(webhook.secret);
  const seen = new Set<number>();
  let decided: Promise<unknown> = Promise.resolve();
  const open = new Set<Promise<void>>();
  const strangers = new Set<Socket>();
  let stoppedAt = 0;
  stop.addEventListener("abort", () => (stoppedAt = performance.now()), { once: true });
  const graceLeftMs = (): number => graceMs - (performance.now() - stoppedAt);

  const remember = (update: number): boolean => {
    if (seen.has(update)) return false;
    seen.add(update);
    const [oldest] = seen;
    if (seen.size > updatesRemembered && oldest !== undefined) seen.delete(oldest);
    return true;
  };

  const answered = async ({ done: work, letGo }: Taken): Promise<boolean> => {
    open.add(work);
    void work.then(() => open.delete(work));
    await letGo;
    return !stop.aborted || (await doneWithin(work, graceLeftMs()));
  };

  /** One after the other, as they are asked for; true where it was handled. */
  const decide = async (update: object): Promise<boolean> => {
    const work = decided.then(() => handOver(update, stop));
    decided = work.catch(() => {});
    return Promise.race([work, new Promise<true>((resolve) => void setTimeout(() => resolve(true), handledWithinMs).unref())]);
  };

  const handle = async (update: z.infer<typeof numbered>): Promise<boolean> => {
    if (!remember(update.update_id)) return true;
    const taken = intake(update);
    const done = await (taken === null ? decide(update) : answered(taken));
    if (!done) seen.delete(update.update_id);
    return done;
  };

  const answer = async (request: IncomingMessage): Promise<number> => {
    if (!isRight(request.headers["x-telegram-bot-api-secret-token"])) return 401;
    strangers.delete(request.socket);
    if (request.method !== "POST") return 405;
    if (Number(request.headers["content-length"] ?? 0) > mostBytes) return 413;
    const body = await readBody(request);
    if (body === null) return 413;
    const update = parse(body);
    if (update === null) return 400;
    if (stop.aborted) return 503;
    return (await handle(update)) ? 200 : 503;
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const status = await answer(request).catch(() => 400);
    // What was not read is not worth reading.
    if (status !== 200) response.setHeader("connection", "close");
    response.writeHead(status).end();
    if (!request.readableEnded && status !== 200) request.destroy();
  };

  const server = createServer(
    { ...patience, keepAliveTimeout: 60_000, maxHeaderSize: 16_384 },
    (request, response) => void respond(request, response),
  );
  server.on("connection", (socket) => {
    strangers.add(socket);
    socket.once("close", () => strangers.delete(socket));
    const [oldest] = strangers;
    if (strangers.size > mostStrangers) oldest?.destroy();
  });

  const listen = async (): Promise<void> => {
    const failed = once(server, "error").then(([error]) => {
      throw error as Error;
    });
    server.listen(webhook.port, webhook.host);
    await Promise.race([once(server, "listening"), failed]);
    failed.catch(() => {});
  };

  const set = async (): Promise<void> => {
    const { url, secret } = webhook;
    await call("setWebhook", { url, secret_token: secret, allowed_updates: updateKinds, max_connections: 40 }, { signal: stop });
  };

  /** Somebody else may have taken it away; and Telegram tells us only when it is asked that it does not reach us. */
  const look = async (): Promise<void> => {
    const info = infoSchema.safeParse(await call("getWebhookInfo", {}, { signal: stop }));
    if (!info.success) return;
    if (info.data.url !== webhook.url) {
      troubles.met("taking updates", new CallFailure("conflict", "webhook was taken away"));
      await set();
      return;
    }
    const { last_error_date: failed = 0, pending_update_count: pending = 0 } = info.data;
    if (pending > 0 && clock().epochMilliseconds / 1000 - failed < 600) {
      log.warn(
        `Telegram does not reach TELEGRAM_WEBHOOK_URL: see that it leads to port ${webhook.port} of this program, with a certificate that Telegram takes.`,
      );
    }
  };

  const listenSoon = async (): Promise<void> => {
    for (let failures = 0; !stop.aborted; failures += 1) {
      try {
        return await listen();
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (failures === 0)
          log.error(
            `The bot cannot listen on ${webhook.host}:${webhook.port} (${String(code)}): set TELEGRAM_WEBHOOK_PORT to a free port. It is tried again.`,
          );
        await pause(pauseAfter(error, failures, random), stop);
      }
    }
  };

  await listenSoon();
  try {
    let isSet = false;
    for (let failures = 0; !stop.aborted;) {
      try {
        await (isSet ? look() : set());
        troubles.over("taking updates");
        [isSet, failures] = [true, 0];
        await pause(lookAgainMs, stop);
      } catch (error) {
        if (stop.aborted) break;
        troubles.met("taking updates", error);
        await pause(pauseAfter(error, failures, random), stop);
        failures += 1;
      }
    }
  } finally {
    // The webhook stays: what comes meanwhile waits with Telegram for the next start.
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await doneWithin(Promise.all([closed, ...open]), graceLeftMs());
    // Whoever was to be told that an answer is for the next start is told by now.
    await doneWithin(closed, 200);
    server.closeAllConnections();
    await closed;
  }
};
