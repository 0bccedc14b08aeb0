import { statusEntity } from "./entities.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Parameters, string, strings, truthy } from "./request.ts";
import type { ServerState, StoredMedia, StoredStatus } from "./state.ts";
import { countCharacters } from "./text-entities.ts";

const visibilities = new Set(["public", "unlisted", "private", "direct"]);
const languages = new Set([
  "be",
  "de",
  "en",
  "es",
  "fr",
  "it",
  "lt",
  "lv",
  "nl",
  "pl",
  "pt",
  "ru",
  "sv",
  "szl",
  "uk",
  "zh",
  "zh-CN",
  "zh-TW",
]);
const defaultLanguage = "en";

/** Mastodon never refuses a language: it drops the region, then falls back to the account's own. */
const knownLanguage = (given: string): string => {
  if (languages.has(given)) return given;
  const [primary = ""] = given.split(/[_-]/);
  return languages.has(primary) ? primary : defaultLanguage;
};

const checkWords = (state: ServerState, text: string, spoilerText: string, mediaIds: readonly string[]): void => {
  const { maxCharacters, charactersPerLink } = state.instance;
  if (text === "" && mediaIds.length === 0) throw new Refusal(422, "Validation failed: Text can't be blank");
  if (countCharacters(spoilerText, charactersPerLink) + countCharacters(text, charactersPerLink) > maxCharacters) {
    throw new Refusal(422, `Validation failed: Text character limit of ${maxCharacters} exceeded`);
  }
};

const attachable = (state: ServerState, accountId: string, ids: readonly string[], statusId: string | null): StoredMedia[] => {
  if (ids.length > state.instance.maxMedia) throw new Refusal(422, "Cannot attach more than 4 files");
  const found = ids.map((id) => state.media.get(id)).filter((media) => media?.accountId === accountId);
  const media = found.filter((each): each is StoredMedia => each !== undefined && (each.statusId === null || each.statusId === statusId));
  const missing = ids.filter((id) => !media.some((each) => each.id === id));
  if (missing.length > 0) throw new Refusal(422, `Media ${missing.join(", ")} not found or already attached to another post`);
  if (media.some((each) => each.pollsLeft > 0)) {
    throw new Refusal(422, "Cannot attach files that have not finished processing. Try again in a moment!");
  }
  return media;
};

const scheduledAt = (state: ServerState, given: string): Temporal.Instant | null => {
  if (given === "") return null;
  let at: Temporal.Instant;
  try {
    at = Temporal.Instant.from(given);
  } catch {
    throw new Refusal(422, "Validation failed: Scheduled at is invalid");
  }
  // An instant that has passed is ignored and the status published at once.
  if (Temporal.Instant.compare(at, state.clock()) <= 0) return null;
  if (Temporal.Instant.compare(at, state.clock().add({ minutes: 5 })) <= 0) {
    throw new Refusal(422, "Validation failed: Scheduled at The scheduled date must be in the future");
  }
  return at;
};

/** Makes a status, or refuses it. */
export const makeStatus = (state: ServerState, accountId: string, parameters: Parameters, idempotencyKey: string | null): Reply => {
  const replyTo = string(parameters["in_reply_to_id"]);
  if (replyTo !== "" && !state.statuses.has(replyTo)) {
    throw new Refusal(404, "The post you are trying to reply to does not appear to exist.");
  }
  const text = string(parameters["status"]).trim();
  const spoilerText = string(parameters["spoiler_text"]);
  const media = attachable(state, accountId, strings(parameters["media_ids"]), null);
  const visibility = string(parameters["visibility"]) || "public";
  if (!visibilities.has(visibility)) throw new Refusal(422, "Validation failed: Visibility is not included in the list");
  const at = scheduledAt(state, string(parameters["scheduled_at"]));
  const mediaIds = media.map(({ id }) => id);
  checkWords(state, text, spoilerText, mediaIds);
  if (at !== null) return json({ id: state.nextId(), scheduled_at: at.toString(), params: { text }, media_attachments: [] });
  const status: StoredStatus = {
    id: state.nextId(),
    accountId,
    text,
    spoilerText,
    sensitive: truthy(parameters["sensitive"]) || spoilerText !== "",
    visibility,
    language: knownLanguage(string(parameters["language"])),
    createdAt: state.clock(),
    editedAt: null,
    inReplyToId: replyTo === "" ? null : replyTo,
    reblogOf: null,
    mediaIds,
    idempotencyKey,
  };
  for (const each of media) each.statusId = status.id;
  state.statuses.set(status.id, status);
  return json(statusEntity(state, status));
};

const find = (state: ServerState, id: string): StoredStatus => {
  const status = state.statuses.get(id);
  if (status === undefined) throw new Refusal(404, "Record not found");
  return status;
};

const findOwn = (state: ServerState, accountId: string, id: string): StoredStatus => {
  const status = find(state, id);
  if (status.accountId !== accountId) throw new Refusal(404, "Record not found");
  return status;
};

export const showStatus = (state: ServerState, id: string): Reply => json(statusEntity(state, find(state, id)));

export const showContext = (state: ServerState, id: string): Reply => {
  const ancestors: StoredStatus[] = [];
  for (let above = find(state, id).inReplyToId; above !== null;) {
    const status = state.statuses.get(above);
    if (status) ancestors.unshift(status);
    above = status?.inReplyToId ?? null;
  }
  const below = new Set([id]);
  const descendants = [...state.statuses.values()].filter((status) => {
    if (status.inReplyToId === null || !below.has(status.inReplyToId)) return false;
    below.add(status.id);
    return true;
  });
  const entities = (statuses: readonly StoredStatus[]) => statuses.map((status) => statusEntity(state, status));
  return json({ ancestors: entities(ancestors), descendants: entities(descendants) });
};

/** `PUT /api/v1/statuses/:id`: what is not given is emptied, as on Mastodon, but the language. */
export const editStatus = (state: ServerState, accountId: string, id: string, parameters: Parameters): Reply => {
  const status = findOwn(state, accountId, id);
  const text = string(parameters["status"]).trim();
  const spoilerText = string(parameters["spoiler_text"]);
  const media = attachable(state, accountId, strings(parameters["media_ids"]), id);
  checkWords(
    state,
    text,
    spoilerText,
    media.map((each) => each.id),
  );
  for (const old of status.mediaIds) state.media.get(old)!.statusId = null;
  for (const each of media) each.statusId = id;
  const language = string(parameters["language"]);
  Object.assign(status, { text, spoilerText, mediaIds: media.map((each) => each.id), editedAt: state.clock() });
  if (language !== "") status.language = knownLanguage(language);
  return json(statusEntity(state, status));
};

/** `DELETE /api/v1/statuses/:id`: answers with the source, so that a person can write it anew; replies to it stay and lose their parent.
 * Another account's is not found. */
export const deleteStatus = (state: ServerState, accountId: string, id: string, parameters: Parameters): Reply => {
  const status = findOwn(state, accountId, id);
  const entity = statusEntity(state, status);
  state.statuses.delete(id);
  for (const mediaId of status.mediaIds) {
    // Else they wait for a day to be used again.
    if (truthy(parameters["delete_media"])) state.media.delete(mediaId);
    else state.media.get(mediaId)!.statusId = null;
  }
  for (const [otherId, other] of state.statuses) {
    if (other.inReplyToId === id) state.statuses.set(otherId, { ...other, inReplyToId: null });
  }
  return json({ ...entity, text: status.text });
};
