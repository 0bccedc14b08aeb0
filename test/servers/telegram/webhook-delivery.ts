import type { Webhook } from "./update-box.ts";
import { nowSeconds, type World } from "./world.ts";

/** Sends one update; gives the call that the answer holds, if it holds one. Throws where the receiver did not take it. */
const post = async (webhook: Webhook, update: object): Promise<Record<string, unknown> | null> => {
  const response = await fetch(webhook.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(webhook.secretToken === null ? {} : { "x-telegram-bot-api-secret-token": webhook.secretToken }),
    },
    body: JSON.stringify(update),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
  if (!(response.headers.get("content-type") ?? "").startsWith("application/json") || body === "") return null;
  const parsed = JSON.parse(body) as unknown;
  return parsed !== null && typeof parsed === "object" && "method" in parsed ? { ...parsed } : null;
};

/** Sends what waits, in order; stops at the first that is not taken, which stays the first. */
export const deliverToWebhook = async (world: World, call: (object: Record<string, unknown>) => Promise<unknown>): Promise<void> => {
  const { webhook } = world.updates;
  if (webhook === null) return;
  for (const update of world.updates.pending()) {
    try {
      const answer = await post(webhook, update);
      world.updates.confirm(update.update_id);
      // https://core.telegram.org/bots/faq#how-can-i-make-requests-in-response-to-updates: nobody hears how it went.
      if (answer !== null) await call(answer).catch(() => {});
    } catch (error) {
      webhook.lastError = { date: nowSeconds(world), message: error instanceof Error ? error.message : String(error) };
      return;
    }
  }
};
