import { accountEntity, statusEntity } from "./entities.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Parameters, string, truthy } from "./request.ts";
import type { ServerState, StoredStatus, StoredToken } from "./state.ts";

export const verifyAccount = (state: ServerState, { account }: StoredToken): Reply =>
  json({ ...accountEntity(state, account), source: { privacy: "public", sensitive: false, language: null, note: "", fields: [] } });

export const verifyApplication = ({ scopes }: StoredToken): Reply =>
  json({ id: "1", name: "Rollcall", website: null, scopes, redirect_uris: ["urn:ietf:wg:oauth:2.0:oob"], vapid_key: "" });

const compareIds = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0);

/** `GET /api/v1/accounts/:id/statuses`, newest first; `min_id` gives the page right above it, `since_id` the newest above it. */
export const listStatuses = (state: ServerState, accountId: string, parameters: Parameters): Reply => {
  if (!state.tokens.some(({ account }) => account.id === accountId)) throw new Refusal(404, "Record not found");
  const asked = Number(string(parameters["limit"]) || 20);
  const limit = Math.min(Number.isInteger(asked) && asked > 0 ? asked : 20, 40);
  const [maxId, minId, sinceId] = [string(parameters["max_id"]), string(parameters["min_id"]), string(parameters["since_id"])];
  const wanted = (status: StoredStatus): boolean =>
    status.accountId === accountId &&
    status.visibility !== "direct" &&
    !(truthy(parameters["exclude_reblogs"]) && status.reblogOf !== null) &&
    !(truthy(parameters["exclude_replies"]) && status.inReplyToId !== null) &&
    !(truthy(parameters["only_media"]) && status.mediaIds.length === 0) &&
    !truthy(parameters["pinned"]) &&
    (maxId === "" || compareIds(status.id, maxId) < 0) &&
    (minId === "" || compareIds(status.id, minId) > 0) &&
    (sinceId === "" || compareIds(status.id, sinceId) > 0);
  const newestFirst = [...state.statuses.values()].filter(wanted).sort((a, b) => compareIds(b.id, a.id));
  const page = minId === "" ? newestFirst.slice(0, limit) : newestFirst.slice(-limit);
  const address = (parameter: string, id: string) =>
    `<${state.origin()}/api/v1/accounts/${accountId}/statuses?limit=${limit}&${parameter}=${id}>`;
  const links: string[] = [];
  if (page.length === limit) links.push(`${address("max_id", page.at(-1)!.id)}; rel="next"`);
  if (page.length > 0) links.push(`${address("min_id", page[0]!.id)}; rel="prev"`);
  return json(
    page.map((status) => statusEntity(state, status)),
    200,
    links.length > 0 ? { Link: links.join(", ") } : {},
  );
};
