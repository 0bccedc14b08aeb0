import { listStatuses, verifyAccount, verifyApplication } from "./accounts.ts";
import { createStatus } from "./idempotency.ts";
import { showInstance } from "./instance.ts";
import { createMedia, showMedia, updateMedia } from "./media.ts";
import { Refusal, type Reply } from "./reply.ts";
import type { Parameters } from "./request.ts";
import type { ServerState, StoredToken } from "./state.ts";
import { deleteStatus, editStatus, showContext, showStatus } from "./statuses.ts";

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly parameters: Parameters;
  readonly token: StoredToken | undefined;
  readonly idempotencyKey: string | undefined;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Any one of them will do, or what stands before their colon. `[]`: any token; null: none needed. */
  readonly scopes: readonly string[] | null;
  readonly answer: (state: ServerState, call: Call, id: string) => Reply | Promise<Reply>;
}

const account = (call: Call): string => call.token!.account.id;

const routes: readonly Route[] = [
  { method: "GET", path: /^\/api\/v2\/instance$/, scopes: null, answer: (state) => showInstance(state, 2) },
  { method: "GET", path: /^\/api\/v1\/instance$/, scopes: null, answer: (state) => showInstance(state, 1) },
  {
    method: "GET",
    path: /^\/api\/v1\/accounts\/verify_credentials$/,
    scopes: ["read:accounts", "profile"],
    answer: (state, call) => verifyAccount(state, call.token!),
  },
  { method: "GET", path: /^\/api\/v1\/apps\/verify_credentials$/, scopes: [], answer: (_, call) => verifyApplication(call.token!) },
  {
    method: "GET",
    path: /^\/api\/v1\/accounts\/(\d+)\/statuses$/,
    scopes: ["read:statuses"],
    answer: (state, call, id) => listStatuses(state, id, call.parameters),
  },
  {
    method: "POST",
    path: /^\/api\/v2\/media$/,
    scopes: ["write:media"],
    answer: (state, call) => createMedia(state, account(call), call.parameters, false),
  },
  {
    method: "POST",
    path: /^\/api\/v1\/media$/,
    scopes: ["write:media"],
    answer: (state, call) => createMedia(state, account(call), call.parameters, true),
  },
  {
    method: "GET",
    path: /^\/api\/v1\/media\/(\d+)$/,
    scopes: ["write:media"],
    answer: (state, call, id) => showMedia(state, account(call), id),
  },
  {
    method: "PUT",
    path: /^\/api\/v1\/media\/(\d+)$/,
    scopes: ["write:media"],
    answer: (state, call, id) => updateMedia(state, account(call), id, call.parameters),
  },
  {
    method: "POST",
    path: /^\/api\/v1\/statuses$/,
    scopes: ["write:statuses"],
    answer: (state, call) => createStatus(state, account(call), call.parameters, call.idempotencyKey),
  },
  { method: "GET", path: /^\/api\/v1\/statuses\/(\d+)$/, scopes: ["read:statuses"], answer: (state, _, id) => showStatus(state, id) },
  {
    method: "GET",
    path: /^\/api\/v1\/statuses\/(\d+)\/context$/,
    scopes: ["read:statuses"],
    answer: (state, _, id) => showContext(state, id),
  },
  {
    method: "PUT",
    path: /^\/api\/v1\/statuses\/(\d+)$/,
    scopes: ["write:statuses"],
    answer: (state, call, id) => editStatus(state, account(call), id, call.parameters),
  },
  {
    method: "DELETE",
    path: /^\/api\/v1\/statuses\/(\d+)$/,
    scopes: ["write:statuses"],
    answer: (state, call, id) => deleteStatus(state, account(call), id, call.parameters),
  },
];

const authorize = (scopes: readonly string[] | null, token: StoredToken | undefined): void => {
  if (scopes === null) return;
  if (token === undefined) throw new Refusal(401, "The access token is invalid");
  const granted = scopes.some((scope) => token.scopes.includes(scope) || token.scopes.includes(scope.split(":", 1)[0]!));
  if (scopes.length > 0 && !granted) throw new Refusal(403, "This action is outside the authorized scopes");
};

/** Does what one call asks for, or throws a `Refusal`. */
export const route = async (state: ServerState, call: Call): Promise<Reply> => {
  for (const { method, path, scopes, answer } of routes) {
    const match = method === call.method ? path.exec(call.path) : null;
    if (match === null) continue;
    authorize(scopes, call.token);
    return answer(state, call, match[1] ?? "");
  }
  throw new Refusal(404, "Not Found");
};
