import { badRequest, BotApiError } from "./bot-api-error.ts";
import { flag, integer, json, type Parameters } from "./parameters.ts";
import type { Update } from "./update-box.ts";
import type { World } from "./world.ts";

const readAllowed = (world: World, parameters: Parameters): void => {
  const allowed = json(parameters, "allowed_updates");
  if (Array.isArray(allowed)) world.updates.allowed = allowed.map(String);
};

const getUpdates = (world: World, parameters: Parameters, signal: AbortSignal): Promise<Update[]> => {
  readAllowed(world, parameters);
  return world.updates.poll({
    offset: integer(parameters, "offset") ?? 0,
    limit: Math.min(100, Math.max(1, integer(parameters, "limit") ?? 100)),
    timeoutMs: Math.min(50, Math.max(0, integer(parameters, "timeout") ?? 0)) * 1000,
    signal,
  });
};

const webhookPorts = new Set(["", "443", "80", "88", "8443"]);

const setWebhook = (world: World, parameters: Parameters): true => {
  const address = parameters.values.get("url") ?? "";
  if (address === "") return deleteWebhook(world, parameters);
  const url = URL.parse(address);
  if (url === null) throw badRequest("bad webhook: invalid webhook URL specified");
  if (!world.local && url.protocol !== "https:") throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  if (!world.local && !webhookPorts.has(url.port)) throw badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
  const secretToken = parameters.values.get("secret_token") ?? null;
  if (secretToken !== null && secretToken.length > 256) throw badRequest("secret token is too long");
  if (secretToken !== null && !/^[A-Za-z0-9_-]+$/.test(secretToken)) throw badRequest("secret token contains unallowed characters");
  readAllowed(world, parameters);
  if (flag(parameters, "drop_pending_updates")) world.updates.clear();
  world.updates.webhook = { url: address, secretToken, lastError: null };
  world.updates.close();
  return true;
};

const deleteWebhook = (world: World, parameters: Parameters): true => {
  if (flag(parameters, "drop_pending_updates")) world.updates.clear();
  world.updates.webhook = null;
  return true;
};

const getWebhookInfo = (world: World): object => {
  const { webhook } = world.updates;
  return {
    url: webhook?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: world.updates.pending().length,
    ...(webhook?.lastError ? { last_error_date: webhook.lastError.date, last_error_message: webhook.lastError.message } : {}),
    ...(world.updates.allowed === null ? {} : { allowed_updates: world.updates.allowed }),
  };
};

const answerCallbackQuery = (world: World, parameters: Parameters): true => {
  const id = parameters.values.get("callback_query_id") ?? "";
  if ((parameters.values.get("text") ?? "").length > 200) throw badRequest("MESSAGE_TOO_LONG");
  if (world.settings.get(`callback:${id}`) !== "open") {
    throw new BotApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
  }
  world.settings.set(`callback:${id}`, "answered");
  return true;
};

const largestDownload = 20 * 1024 * 1024;

/** https://core.telegram.org/bots/api#getfile */
const getFile = (world: World, parameters: Parameters): object => {
  const id = parameters.values.get("file_id") ?? "";
  const data = world.files.get(id);
  if (data === undefined) throw badRequest("wrong file_id or the file is temporarily unavailable");
  if (data.length > largestDownload) throw badRequest("file is too big");
  return { file_id: id, file_unique_id: id, file_size: data.length, file_path: `photos/${id}` };
};

export const updateMethods = { getUpdates, getFile, setWebhook, deleteWebhook, getWebhookInfo, answerCallbackQuery };
