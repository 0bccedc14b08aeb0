import { badRequest } from "./bot-api-error.ts";
import { json, type Parameters } from "./parameters.ts";

const actions = [
  "callback_data",
  "url",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "web_app",
  "login_url",
  "copy_text",
  "pay",
];

const checkButton = (button: unknown): void => {
  if (button === null || typeof button !== "object") throw badRequest("can't parse inline keyboard button: expected an Object");
  const { text, callback_data: data, url } = button as Record<string, unknown>;
  if (typeof text !== "string") throw badRequest("can't parse inline keyboard button: Can't find field \"text\"");
  if (!actions.some((action) => action in button))
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  if (typeof data === "string") {
    const bytes = Buffer.byteLength(data);
    if (bytes < 1 || bytes > 64) throw badRequest("BUTTON_DATA_INVALID");
  }
  if (typeof url === "string" && !/^(https?|tg):\/\/\S+$/i.test(url))
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
};

/** https://core.telegram.org/bots/api#inlinekeyboardmarkup; other keyboards pass as they are. */
export const readReplyMarkup = (parameters: Parameters): unknown => {
  const markup = json(parameters, "reply_markup");
  if (markup === undefined) return undefined;
  if (markup === null || typeof markup !== "object") throw badRequest("object expected as reply markup");
  const { inline_keyboard: rows } = markup as Record<string, unknown>;
  if (rows === undefined) {
    const { force_reply: forced, input_field_placeholder: placeholder } = markup as Record<string, unknown>;
    // https://core.telegram.org/bots/api#forcereply
    if (forced !== undefined && forced !== true) throw badRequest("can't parse reply keyboard markup JSON object");
    if (placeholder !== undefined && (typeof placeholder !== "string" || placeholder.length < 1 || placeholder.length > 64))
      throw badRequest("input field placeholder is too long");
    return markup;
  }
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) throw badRequest('field "inline_keyboard" must be an Array of Arrays');
  if (rows.flat().length > 100) throw badRequest("REPLY_MARKUP_TOO_LONG");
  for (const button of rows.flat()) checkButton(button);
  return markup;
};
