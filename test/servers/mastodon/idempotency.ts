import { setTimeout as pause } from "node:timers/promises";
import { statusEntity } from "./entities.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import type { Parameters } from "./request.ts";
import type { ServerState } from "./state.ts";
import { makeStatus } from "./statuses.ts";

const serverError: Reply = {
  status: 500,
  headers: { "Content-Type": "text/html; charset=utf-8" },
  body: "<!DOCTYPE html><html><body><h1>We're sorry, but something went wrong on our end.</h1></body></html>",
};

/** Holds the first of two requests with one key until the second has come too, or nothing came in the window. */
const race = async (state: ServerState, key: string): Promise<void> => {
  const other = state.racing.get(key);
  if (other) {
    other();
    return;
  }
  const met = Promise.withResolvers<void>();
  state.racing.set(key, met.resolve);
  await Promise.race([met.promise, pause(state.raceWindowMs, undefined, { ref: false })]);
  state.racing.delete(key);
};

/** `POST /api/v1/statuses`, under the Idempotency-Key as this server's character has it. */
export const createStatus = async (
  state: ServerState,
  accountId: string,
  parameters: Parameters,
  header: string | undefined,
): Promise<Reply> => {
  const given = header?.trim() || null;
  if (given === null || state.character === "ignores") return makeStatus(state, accountId, parameters, given);
  const key = `${accountId} ${given}`;
  const before = state.idempotency.get(key);
  if (before && Temporal.Instant.compare(state.clock(), before.until) < 0) {
    if (state.character === "answers-500-to-repeat") return serverError;
    const status = state.statuses.get(before.statusId);
    if (status === undefined) throw new Refusal(404, "Record not found");
    return json(statusEntity(state, status));
  }
  if (state.character === "races") await race(state, key);
  const reply = makeStatus(state, accountId, parameters, given);
  const { id } = JSON.parse(reply.body) as { id: string };
  // Scheduled ones are not remembered: https://github.com/mastodon/mastodon/issues/30039
  if (state.statuses.has(id)) state.idempotency.set(key, { statusId: id, until: state.clock().add({ hours: 1 }) });
  return reply;
};
