import { BotApiError } from "./bot-api-error.ts";

/** https://core.telegram.org/bots/api#update */
export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface Webhook {
  readonly url: string;
  readonly secretToken: string | null;
  /** Seconds since the epoch, and what went wrong then. */
  lastError: { readonly date: number; readonly message: string } | null;
}

interface Poll {
  readonly answer: (updates: Update[]) => void;
  readonly refuse: (error: BotApiError) => void;
}

interface UpdateRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  /** Where the client hangs up. */
  readonly signal: AbortSignal;
}

/** Updates wait here until a poller confirms them or a webhook takes them. */
export interface UpdateBox {
  webhook: Webhook | null;
  /** Null: the kinds that the server sends unless told otherwise. */
  allowed: readonly string[] | null;
  push(update: Readonly<Record<string, unknown>>): Update;
  pending(): readonly Update[];
  confirm(updateId: number): void;
  /** Answers at once where there is something; else holds the call until there is, or until it times out. */
  poll(request: UpdateRequest): Promise<Update[]>;
  clear(): void;
  /** Answers whoever waits. */
  close(): void;
}

/** Not sent to a bot that has not asked for them. */
const unlessAsked = new Set(["chat_member", "message_reaction", "message_reaction_count"]);

export const createUpdateBox = (): UpdateBox => {
  let waiting: Update[] = [];
  let nextId = 1_000_001;
  let poller: Poll | null = null;

  const from = (offset: number, limit: number): Update[] => {
    if (offset < 0) waiting = waiting.slice(offset);
    else if (offset > 0) waiting = waiting.filter((update) => update.update_id >= offset);
    return waiting.slice(0, limit);
  };

  const box: UpdateBox = {
    webhook: null,
    allowed: null,
    push: (content) => {
      const update = { ...content, update_id: nextId };
      const kind = Object.keys(content)[0] ?? "";
      const wanted = box.allowed === null || box.allowed.length === 0 ? !unlessAsked.has(kind) : box.allowed.includes(kind);
      if (!wanted) return update;
      nextId += 1;
      waiting.push(update);
      poller?.answer(waiting.slice(0, 100));
      return update;
    },
    pending: () => waiting,
    confirm: (updateId) => {
      waiting = waiting.filter((update) => update.update_id > updateId);
    },
    poll: ({ offset, limit, timeoutMs, signal }) => {
      if (box.webhook !== null) {
        throw new BotApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      poller?.refuse(
        new BotApiError(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
      );
      const ready = from(offset, limit);
      if (ready.length > 0 || timeoutMs === 0) return Promise.resolve(ready);
      return new Promise<Update[]>((resolve, reject) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", onAbort);
          if (poller === poll) poller = null;
        };
        const poll: Poll = {
          answer: (updates) => {
            done();
            resolve(updates.slice(0, limit));
          },
          refuse: (error) => {
            done();
            reject(error);
          },
        };
        const onAbort = (): void => poll.answer([]);
        const timer = setTimeout(onAbort, timeoutMs);
        signal.addEventListener("abort", onAbort);
        poller = poll;
      });
    },
    clear: () => {
      waiting = [];
    },
    close: () => poller?.answer([]),
  };
  return box;
};
